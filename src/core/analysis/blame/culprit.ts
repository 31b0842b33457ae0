import { argumentValues, rowAt } from "../../autodiff/evaluate.ts";
import { type LocalDerivatives, localDerivatives } from "../../autodiff/localDerivatives.ts";
import { type ReverseSweep, reverseSweep } from "../../autodiff/reverse.ts";
import { argumentsOf, INPUT_OP, type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";

/** The operation at which a gradient went wrong, and the argument on the way to the input. */
export interface Culprit {
  readonly node: NodeId;
  readonly arg: NodeId;
  readonly message: string;
}

/** One output with its reverse sweep. */
export interface Swept {
  readonly tape: Tape;
  readonly local: LocalDerivatives;
  readonly sweep: ReverseSweep;
}

export function sweptFrom(tape: Tape, output: NodeId): Swept {
  const local = localDerivatives(tape);
  return { tape, local, sweep: reverseSweep(tape, new Map([[output, 1]]), local) };
}

/**
 * Going back from the output, the first edge towards the input over which something arrives that is
 * no longer a finite number. Where a value was none to begin with, the operation that made it.
 */
export function culpritOf(swept: Swept, input: NodeId, gradient: number): Culprit | undefined {
  const { tape, local, sweep } = swept;
  const depends = dependents(swept, input);
  for (let node = sizeOf(tape) - 1; node >= 0; node--) {
    if (sweep.reached[node] === 0 || depends[node] === 0) continue;
    const adjoint = sweep.adjoints[node] as number;
    if (!Number.isFinite(adjoint)) continue;
    for (const [index, arg] of argumentsOf(tape, node).entries()) {
      const edge = (tape.argStart[node] as number) + index;
      if (local.stopped[edge] === 1 || depends[arg] === 0) continue;
      const partial = local.partials[edge] as number;
      if (Number.isFinite(adjoint * partial)) continue;
      const origin = originOf(tape, node);
      if (origin !== undefined) return { node: origin, arg, message: valueMessage(tape, origin) };
      return { node, arg, message: slopeMessage(tape, node, partial, gradient) };
    }
  }
  return sumCulprit(swept, depends);
}

/** What arrives from several sides is finite, and its sum is not. */
function sumCulprit({ tape, sweep }: Swept, depends: Uint8Array): Culprit | undefined {
  for (let node = sizeOf(tape) - 1; node >= 0; node--) {
    if (depends[node] === 0 || Number.isFinite(sweep.adjoints[node])) continue;
    const message = "what arrives here from several sides adds up to more than a number can hold";
    return { node, arg: node, message };
  }
  return undefined;
}

/** The first operation on the way from the input to the output that lets no gradient pass. */
export function stopOf(swept: Swept, output: NodeId, input: NodeId): Culprit | undefined {
  const { tape } = swept;
  const depends = dependents(swept, input);
  const used = usedBy(tape, output);
  for (let node = 0; node < sizeOf(tape); node++) {
    if (used[node] === 0 || (tape.ops[node] as number) < 0) continue;
    const row = rowAt(tape.ops[node] as number);
    if (!row.stops) continue;
    const arg = argumentsOf(tape, node).find((each) => depends[each] === 1);
    if (arg === undefined) continue;
    return {
      node,
      arg,
      message: `${nameOf(row)} is flat between its steps, so no gradient passes`,
    };
  }
  return undefined;
}

/** 1 for all that the input leads to over edges that carry a derivative. */
function dependents({ tape, local }: Swept, input: NodeId): Uint8Array {
  const depends = new Uint8Array(sizeOf(tape));
  depends[input] = 1;
  for (let node = input + 1; node < depends.length; node++) {
    const end = tape.argStart[node + 1] as number;
    for (let edge = tape.argStart[node] as number; edge < end; edge++) {
      if (local.stopped[edge] === 0 && depends[tape.args[edge] as number] === 1) depends[node] = 1;
    }
  }
  return depends;
}

function usedBy(tape: Tape, output: NodeId): Uint8Array {
  const used = new Uint8Array(sizeOf(tape));
  used[output] = 1;
  for (let node = output; node >= 0; node--) {
    if (used[node] === 1) for (const arg of argumentsOf(tape, node)) used[arg] = 1;
  }
  return used;
}

/** From a value that is no finite number back to the operation that made it out of finite ones. */
function originOf(tape: Tape, from: NodeId): NodeId | undefined {
  const isOdd = (node: NodeId) =>
    (tape.ops[node] as number) >= 0 && !Number.isFinite(tape.values[node]);
  const oddArgument = (node: NodeId) => argumentsOf(tape, node).find(isOdd);
  let node = isOdd(from) ? from : oddArgument(from);
  for (let next = node; next !== undefined; next = oddArgument(next)) node = next;
  return node;
}

function valueMessage(tape: Tape, node: NodeId): string {
  const row = rowAt(tape.ops[node] as number);
  const args = argumentValues(tape, node, tape.values);
  const value = tape.values[node] as number;
  const at = `(${args.join(", ")})`;
  const given = [...argumentsOf(tape, node)].find(
    (arg) => tape.ops[arg] === INPUT_OP && !Number.isFinite(tape.values[arg]),
  );
  if (given !== undefined) return `${nameOf(row)} was given ${tape.values[given]}`;
  if (!row.domain(...args)) return `${nameOf(row)} has no value at ${at}`;
  const special = row.special.find(({ kind, at }) => kind === "singular" && at(...args));
  if (special) return special.message;
  return Number.isNaN(value)
    ? `${nameOf(row)} has no value at ${at}`
    : `${nameOf(row)} at ${at} is more than a number can hold`;
}

function slopeMessage(tape: Tape, node: NodeId, partial: number, gradient: number): string {
  const row = rowAt(tape.ops[node] as number);
  const args = argumentValues(tape, node, tape.values);
  const special = row.special.find(({ kind, at }) => kind !== "gradient-stops" && at(...args));
  const what =
    special?.message ??
    (Number.isFinite(partial)
      ? `what arrives at ${nameOf(row)} grows beyond what a number can hold`
      : `${nameOf(row)} has the slope ${partial} at (${args.join(", ")})`);
  return Number.isNaN(gradient) && !Number.isNaN(partial)
    ? `${what}; later on the way back that becomes ∞ · 0 or ∞ − ∞, which is no number`
    : what;
}

function nameOf({ js, symbol }: ReturnType<typeof rowAt>): string {
  return js.includes("$") ? (symbol ?? js) : js;
}

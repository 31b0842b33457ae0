import { forwardSweep } from "../../autodiff/forward.ts";
import { hessianVectorProduct } from "../../autodiff/hessian.ts";
import { type LocalDerivatives, localDerivatives } from "../../autodiff/localDerivatives.ts";
import { type ReverseSweep, reverseSweep } from "../../autodiff/reverse.ts";
import { opIndexOf } from "../../ops/table.ts";
import { CONSTANT_OP, INPUT_OP, type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";

const doubleUnit = 2 ** -53;
const floatUnit = 2 ** -24;
const halfUnit = 2 ** -11;
const division = opIndexOf("div");
const fround = opIndexOf("fround");
const f16round = opIndexOf("f16round");

/** The components of one result are asked for one by one: what they share is computed once. */
const known = new WeakMap<Tape, { local: LocalDerivatives; sweeps: Map<NodeId, ReverseSweep> }>();

function factsOf(tape: Tape) {
  const facts = known.get(tape) ?? { local: localDerivatives(tape), sweeps: new Map() };
  known.set(tape, facts);
  return facts;
}

function localsOf(tape: Tape): LocalDerivatives {
  return factsOf(tape).local;
}

function sweepOf(tape: Tape, output: NodeId): ReverseSweep {
  const { local, sweeps } = factsOf(tape);
  const sweep = sweeps.get(output) ?? reverseSweep(tape, new Map([[output, 1]]), local);
  sweeps.set(output, sweep);
  return sweep;
}

/** The relative rounding error of one node's own operation. */
function unitOf(tape: Tape, node: NodeId): number {
  const op = tape.ops[node];
  if (op === f16round) return halfUnit;
  return op === fround ? floatUnit : doubleUnit;
}

/**
 * Inputs are what they are. A constant may be a rounded one (π, 1/3); where its derivative does not
 * exist, as that of (−2)ⁿ along n, it is the exponent or index it looks like.
 */
function isExact(tape: Tape, node: NodeId, slope: number): boolean {
  const op = tape.ops[node];
  return op === INPUT_OP || (op === CONSTANT_OP && !Number.isFinite(slope));
}

/**
 * First-order bound on the rounding error of a computed value: node n is off by at most u·|vₙ|, and
 * the output moves by n's adjoint times that: Σ |v̄ₙ·vₙ|·u (Higham, Accuracy and Stability, ch. 3).
 * `inputErrors` are the absolute errors that the inputs already come with.
 */
export function valueError(
  tape: Tape,
  output: NodeId,
  inputErrors: (path: string) => number = () => 0,
): number {
  const { adjoints, reached } = reverseSweep(tape, new Map([[output, 1]]), localsOf(tape));
  let error = 0;
  for (let node = 0; node < sizeOf(tape); node++) {
    const adjoint = adjoints[node] as number;
    if (reached[node] === 0 || adjoint === 0 || isExact(tape, node, adjoint)) continue;
    error += Math.abs(adjoint * (tape.values[node] as number)) * unitOf(tape, node);
  }
  for (const { node, path } of tape.inputs) {
    const own = inputErrors(path);
    if (own > 0 && reached[node] === 1) error += Math.abs(adjoints[node] as number) * own;
  }
  return error;
}

/**
 * The same for a derivative that a tape's sweep computed. The rounding of node n enters it twice:
 * through the value, which shifts the derivative by ∂²y/∂x∂vₙ (the tangent of n's adjoint along x), and
 * through what each link into n adds to the sweep's sums, v̄ₙ·∂vₙ/∂vₐ·v̇ₐ, which may cancel.
 */
export function derivativeError(tape: Tape, output: NodeId, input: NodeId): number {
  const local = localsOf(tape);
  const direction = new Map([[input, 1]]);
  const second = hessianVectorProduct(tape, output, direction, local);
  const { adjoints } = sweepOf(tape, output);
  const { tangents } = forwardSweep(tape, direction, local);
  let error = 0;
  for (let node = 0; node < sizeOf(tape); node++) {
    const change = second[node] ?? 0;
    const isStill = change === 0 || isExact(tape, node, change);
    const shift = isStill ? 0 : change * (tape.values[node] as number);
    error += Math.abs(shift) * unitOf(tape, node);
    const adjoint = adjoints[node] as number;
    if (adjoint === 0) continue;
    for (
      let link = tape.argStart[node] as number;
      link < (tape.argStart[node + 1] as number);
      link++
    ) {
      const tangent = tangents[tape.args[link] as number] as number;
      if (tangent !== 0)
        error += Math.abs(adjoint * (local.partials[link] as number) * tangent) * doubleUnit;
    }
  }
  return error;
}

const smallestNormal = 2 ** -1022;
const smallestFloat = 2 ** -126;

/** Whether some number overflowed or fell below the normal range: nothing is known of it any more. */
export function isExtreme(tape: Tape): boolean {
  for (let node = 0; node < sizeOf(tape); node++) {
    if (tape.ops[node] === INPUT_OP || (tape.ops[node] as number) < 0) continue;
    const value = tape.values[node] as number;
    const size = Math.abs(value);
    if (
      size === Number.POSITIVE_INFINITY ? overflowed(tape, node) : size > 0 && size < smallestNormal
    )
      return true;
    if (tape.ops[node] === fround && size > 0 && size < smallestFloat) return true;
    if (size === 0 && underflowed(tape, node)) return true;
  }
  return false;
}

/** The −∞ that a search for a maximum starts with is written there, and no overflow. */
function overflowed(tape: Tape, node: NodeId): boolean {
  const args = tape.args.subarray(tape.argStart[node], tape.argStart[node + 1]);
  // Divided by a 0 that stands there, it is infinite in mathematics too.
  const divisor = tape.ops[node] === division ? args[1] : undefined;
  if (divisor !== undefined && tape.ops[divisor] === CONSTANT_OP && tape.values[divisor] === 0)
    return false;
  return args.every((arg) => Number.isFinite(tape.values[arg]));
}

const vanishing = new Set(
  (["mul", "div", "exp", "pow", "fround"] as const).map((op) => opIndexOf(op)),
);

/** A zero that is none in mathematics: a product of numbers none of which is 0, e^−800. */
function underflowed(tape: Tape, node: NodeId): boolean {
  const op = tape.ops[node] as number;
  if (!vanishing.has(op)) return false;
  const args = tape.args.subarray(tape.argStart[node], tape.argStart[node + 1]);
  if (op === opIndexOf("exp")) return true;
  if (op === opIndexOf("div") || op === opIndexOf("pow"))
    return tape.values[args[0] as number] !== 0;
  return args.every((arg) => tape.values[arg] !== 0);
}

/**
 * Whether the sweep itself fell below the normal range on the way: of 1/(1 + e⁶³⁰) the rate −y/b is 0 in
 * floating point, though the value is none of the extreme ones.
 */
export function isDerivativeExtreme(tape: Tape, output: NodeId): boolean {
  const { partials } = localsOf(tape);
  const { adjoints } = sweepOf(tape, output);
  for (let node = 0; node <= output; node++) {
    const adjoint = adjoints[node] as number;
    if (adjoint === 0 || (tape.ops[node] as number) < 0) continue;
    const end = tape.argStart[node + 1] as number;
    for (let link = tape.argStart[node] as number; link < end; link++) {
      const partial = partials[link] as number;
      if (partial === 0) {
        if (isVanished(tape, node, link)) return true;
      } else if (Math.abs(partial) < smallestNormal || Math.abs(adjoint * partial) < smallestNormal)
        return true;
    }
  }
  return false;
}

/** A rate of 0 that is none in mathematics: 1/b and −a/b², n·aⁿ⁻¹ of a and n other than 0. */
function isVanished(tape: Tape, node: NodeId, link: number): boolean {
  const op = tape.ops[node];
  const start = tape.argStart[node] as number;
  const isFirst = link === start;
  const exponent = tape.values[tape.args[start + 1] as number];
  if (tape.values[node] === 0) return false;
  return op === opIndexOf("div") || (op === opIndexOf("pow") && isFirst && exponent !== 0);
}

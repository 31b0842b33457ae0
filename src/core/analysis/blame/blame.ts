import { freeInputs } from "../../autodiff/jacobian.ts";
import { rows } from "../../ops/table.ts";
import { type NodeId, rangeOf, type Tape } from "../../tape/tape.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import type { RunContext } from "../document/runContext.ts";
import { type Culprit, culpritOf, type Swept, stopOf, sweptFrom } from "./culprit.ts";
import { type Rewrite, safeRewrite } from "./safeRewrite.ts";

/** Why a gradient is NaN, infinite or zero for good: the first operation responsible. */
export interface Blame {
  readonly message: string;
  readonly range: SourceRange;
  /** The operation, and its argument on the way to the inputs. */
  readonly node: NodeId;
  readonly arg: NodeId;
  /** The inputs whose gradients it spoils. */
  readonly inputs: readonly string[];
  /** The same value in other words, with a gradient that is a number. */
  readonly rewrite?: Rewrite;
}

/** Entries of a Jacobian that are looked into: what is wrong with more of them is wrong with these. */
const maximumEntries = 64;

const known = new WeakMap<Tape, readonly Blame[]>();

/**
 * What spoils the gradients of a function at its sample point. With the module at hand it also looks
 * for code that does the same and does not; that is tried on the text before it is offered.
 */
export function blameOf(fn: FunctionAnalysis, context?: RunContext): readonly Blame[] {
  if (fn.outcome.kind === "declined") return [];
  const traced = fn.outcome;
  const blames = found(traced);
  if (!context || blames.length === 0) return blames;
  const cached = known.get(traced.tape);
  if (cached) return cached;
  const offered = blames.map((blame) => {
    const rewrite = safeRewrite(fn, traced, blame, context);
    return rewrite ? { ...blame, rewrite } : blame;
  });
  known.set(traced.tape, offered);
  return offered;
}

function found({ tape, jacobian }: TracedFunction): readonly Blame[] {
  const inputs = freeInputs(tape);
  const byPlace = new Map<string, Blame>();
  const sweeps = new Map<NodeId, Swept>();
  const sweptOf = (output: NodeId): Swept => {
    const swept = sweeps.get(output) ?? sweptFrom(tape, output);
    sweeps.set(output, swept);
    return swept;
  };
  const look = (isWanted: (gradient: number) => boolean, culpritAt: CulpritAt) => {
    let looked = 0;
    for (const [row, { node: output }] of tape.outputs.entries()) {
      for (const [column, input] of inputs.entries()) {
        const gradient = jacobian[row]?.[column] ?? 0;
        if (!isWanted(gradient)) continue;
        if (looked++ >= maximumEntries) return;
        const culprit = culpritAt(sweptOf(output), output, input.node, gradient);
        if (culprit) add(byPlace, tape, culprit, input.path);
      }
    }
  };
  look(
    (gradient) => !Number.isFinite(gradient),
    (swept, _output, input, gradient) => culpritOf(swept, input, gradient),
  );
  if (hasStops(tape)) {
    look(
      (gradient) => gradient === 0,
      (swept, output, input) =>
        swept.sweep.reached[input] === 1 ? undefined : stopOf(swept, output, input),
    );
  }
  return [...byPlace.values()];
}

type CulpritAt = (
  swept: Swept,
  output: NodeId,
  input: NodeId,
  gradient: number,
) => Culprit | undefined;

function hasStops({ ops }: Tape): boolean {
  return ops.some((code) => code >= 0 && rows[code]?.stops === true);
}

function add(byPlace: Map<string, Blame>, tape: Tape, culprit: Culprit, path: string): void {
  const range = rangeOf(tape, culprit.node);
  const key = `${range.start} ${range.end} ${culprit.message}`;
  const before = byPlace.get(key);
  if (before) {
    if (!before.inputs.includes(path))
      byPlace.set(key, { ...before, inputs: [...before.inputs, path] });
  } else byPlace.set(key, { ...culprit, range, inputs: [path] });
}

import type { Tape } from "../../tape/tape.ts";
import type { FunctionTrace } from "../../trace/traceFunction.ts";
import type { Reading } from "../compare/reading.ts";
import { readingsOf } from "../compare/readings.ts";
import { isClose, type Tally, tallyOf } from "../compare/tally.ts";
import { type Pair, scaleOf } from "../pairs/pair.ts";
import type { Bench } from "../replay/bench.ts";
import { leavesOf } from "../replay/leaves.ts";
import type { Plan } from "../replay/plans.ts";
import { samplePoint } from "../replay/points.ts";
import { openedInstances, stateCells } from "../replay/stateCells.ts";
import { type Samples, takeSamples } from "../samples/samples.ts";
import { diagonalOnly } from "./diagonalOnly.ts";
import { type Judgement, judge } from "./judge.ts";
import { withoutRefused } from "./refusedArguments.ts";

export type Traced = Extract<FunctionTrace, { kind: "traced" }>;

/** A judgement with all it stands on. */
export interface Weighed extends Judgement {
  readonly bench: Bench;
  readonly taken: Samples;
}

const maximumReadings = 12;

/** Every reading of one way to call the derivative; the first that holds ends the search. */
export function judgementsOf(pair: Pair, trace: Traced, bench: Bench): readonly Weighed[] {
  const { cells, plan, primal, hand, start } = bench;
  const leaves = leavesOf(start.tape);
  const taken = takeSamples(primal, hand, leaves);
  const first = taken.at(samplePoint(leaves)) ?? taken.samples[0];
  const result = first?.hand.tape ?? hand.tapes[0];
  if (!result) return [];
  const frozen = new Set(
    trace.tape.inputs.filter(({ role }) => role === "frozen").map(({ path }) => path),
  );
  const readings = readingsOf({
    cells: [
      ...openedInstances(cells, start.tape),
      ...(pair.convention === "class" ? stateCells(start.tape) : []),
    ],
    outputs: (first?.primal ?? start).tape.outputs,
    isFree: (path) => !frozen.has(path),
    wrt: pair.wrt,
    handOutputs: result.outputs,
    isJacobian: /jac(obian)?(?![a-z])/i.test(pair.derivative.shortName),
  });
  const judgements: Weighed[] = [];
  for (const whole of readings.slice(0, maximumReadings)) {
    const reading = withoutLabels(whole, (first?.primal ?? start).tape, result);
    const tally = tallyOf(taken, reading, scaleOf(pair));
    const diagonal = tally ? undefined : diagonalOnly(pair, plan, taken, reading);
    if (diagonal) judgements.push({ ...diagonal, bench, taken });
    if (!tally || (plan.form === "output" && isConstant(tally))) continue;
    const everywhere = judge(pair, plan, taken, tally);
    const judgement = (everywhere.verdict === "wrong"
      ? judgedWithoutRefused(pair, plan, taken, reading)
      : undefined) ?? { ...everywhere, taken };
    judgements.push({ ...judgement, bench });
    if (judgement.verdict === "equal" || judgement.verdict === "equal-of-output") break;
  }
  return judgements;
}

/** Right but for arguments that the derivative does not take. */
function judgedWithoutRefused(
  pair: Pair,
  plan: Plan,
  all: Samples,
  reading: Reading,
): (Judgement & { readonly taken: Samples }) | undefined {
  const taken = withoutRefused(pair, all, reading);
  const tally = taken && tallyOf(taken, reading, scaleOf(pair));
  if (!tally) return undefined;
  const judgement = judge(pair, plan, taken, tally);
  return rightVerdicts.has(judgement.verdict) ? { ...judgement, taken } : undefined;
}

/**
 * `{ x, y, t }` of both says at which t: the input itself under its own name is not differentiated. Nor is
 * what both leave in a list that they are given to fill.
 */
function withoutLabels(reading: Reading, primal: Tape, hand: Tape): Reading {
  const isInput = ({ inputs }: Tape, node: number | undefined, path: string) =>
    inputs.some((input) => input.node === node && input.path === path);
  const components = reading.components.filter(({ at, output, leaf }) => {
    const written = hand.outputs.find(({ path }) => path === at)?.node;
    const isLabel = at === `.${leaf}` && isInput(primal, primal.outputs[output]?.node, leaf);
    if (isLabel && isInput(hand, written, leaf)) return false;
    const kept = hand.inputs.find(({ node, path }) => node === written && path.endsWith(at));
    const isLeft = at.endsWith("]") && kept !== undefined && kept.path !== leaf;
    return !isLeft || !isInput(primal, primal.outputs[output]?.node, kept.path);
  });
  return components.length > 0 ? { ...reading, components } : reading;
}

/** Of an output that never changes anything is a function. */
export function isConstant({ comparisons }: Tally): boolean {
  return comparisons.every(({ expected }) => expected === 0);
}

const order = ["equal", "equal-of-output", "proportional"] as const;
const rightVerdicts: ReadonlySet<Judgement["verdict"]> = new Set(order);

/** What holds comes first; of what does not, the reading that came closest. */
export function bestOf<T extends Judgement>(judgements: readonly T[]): T | undefined {
  for (const verdict of order) {
    const found = judgements.find((judgement) => judgement.verdict === verdict);
    if (found) return found;
  }
  const compared = judgements.filter(({ tally }) => tally.compared > 0);
  const near = compared.find(({ verdict }) => verdict === "inconclusive");
  if (near) return near;
  return compared.length === 0
    ? judgements[0]
    : compared.reduce((best, next) => (isCloser(next.tally, best.tally) ? next : best));
}

/** By the points at which all is right; where there are as many, by the numbers that one factor explains. */
function isCloser(next: Tally, best: Tally): boolean {
  const share = ({ agreeing, compared }: Tally) => agreeing / compared;
  const ahead = share(next) - share(best);
  return ahead > 0.05 || (ahead >= 0 && steadiness(next) > steadiness(best) + 0.05);
}

/** Of the different numbers of a tally, the share whose ratio to the exact ones is the commonest. */
function steadiness({ comparisons }: Tally): number {
  const different = new Map(
    comparisons
      .filter(({ expected, actual }) => expected !== 0 || actual !== 0)
      .map(({ component, expected, actual }) => [
        `${component.at} ${expected} ${actual}`,
        actual / expected,
      ]),
  );
  const ratios = [...different.values()].sort((a, b) => a - b);
  let longest = 0;
  let start = 0;
  for (const [index, ratio] of ratios.entries()) {
    if (!isClose(ratio, ratios[start] as number)) start = index;
    if (Number.isFinite(ratio) && ratio !== 0) longest = Math.max(longest, index - start + 1);
  }
  return ratios.length === 0 ? 0 : longest / ratios.length;
}

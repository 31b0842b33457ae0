import type { Tape } from "../tape/tape.ts";
import type { FunctionTrace } from "../trace/traceFunction.ts";
import type { Bench } from "./bench.ts";
import { type Judgement, judge } from "./judge.ts";
import { leavesOf } from "./leaves.ts";
import { type Pair, scaleOf } from "./pair.ts";
import { samplePoint } from "./points.ts";
import { type Reading, readingsOf } from "./readings.ts";
import { type Samples, takeSamples } from "./samples.ts";
import { stateCells } from "./stateCells.ts";
import { type Tally, tallyOf } from "./tally.ts";

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
    cells: pair.convention === "class" ? [...cells, ...stateCells(start.tape)] : cells,
    outputs: (first?.primal ?? start).tape.outputs,
    isFree: (path) => !frozen.has(path),
    wrt: pair.wrt,
    handOutputs: result.outputs,
  });
  const judgements: Weighed[] = [];
  for (const whole of readings.slice(0, maximumReadings)) {
    const reading = withoutLabels(whole, (first?.primal ?? start).tape, result);
    const tally = tallyOf(taken, reading, scaleOf(pair));
    if (!tally || (plan.form === "output" && isConstant(tally))) continue;
    const judgement = judge(pair, plan, taken, tally);
    judgements.push({ ...judgement, bench, taken });
    if (judgement.verdict === "equal" || judgement.verdict === "equal-of-output") break;
  }
  return judgements;
}

/** `{ x, y, t }` of both says at which t: the input itself under its own name is not differentiated. */
function withoutLabels(reading: Reading, primal: Tape, hand: Tape): Reading {
  const isInput = ({ inputs }: Tape, node: number | undefined, path: string) =>
    inputs.some((input) => input.node === node && input.path === path);
  const components = reading.components.filter(({ at, output, leaf }) => {
    const written = hand.outputs.find(({ path }) => path === at)?.node;
    const isLabel = at === `.${leaf}` && isInput(primal, primal.outputs[output]?.node, leaf);
    return !isLabel || !isInput(hand, written, leaf);
  });
  return components.length > 0 ? { ...reading, components } : reading;
}

/** Of an output that never changes anything is a function. */
export function isConstant({ comparisons }: Tally): boolean {
  return comparisons.every(({ expected }) => expected === 0);
}

const order = ["equal", "equal-of-output", "proportional"] as const;

/** What holds comes first; of what does not, the reading that came closest. */
export function bestOf<T extends Judgement>(judgements: readonly T[]): T | undefined {
  for (const verdict of order) {
    const found = judgements.find((judgement) => judgement.verdict === verdict);
    if (found) return found;
  }
  const compared = judgements.filter(({ tally }) => tally.compared > 0);
  const near = compared.find(({ verdict }) => verdict === "inconclusive");
  if (near) return near;
  const share = ({ tally }: T) => tally.agreeing / tally.compared;
  return compared.length === 0
    ? judgements[0]
    : compared.reduce((best, next) => (share(next) > share(best) + 0.05 ? next : best));
}

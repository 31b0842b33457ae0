import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Limits } from "../trace/budget.ts";
import { type FunctionTrace, traceFunction } from "../trace/traceFunction.ts";
import { type Bench, benchesOf } from "./bench.ts";
import { checkOf, declinedCheck } from "./checkOf.ts";
import type { GradientCheck, Reason } from "./gradientCheck.ts";
import { type Judgement, judge } from "./judge.ts";
import { leavesOf } from "./leaves.ts";
import type { Pair } from "./pairs.ts";
import { samplePoint } from "./points.ts";
import { readingsOf } from "./readings.ts";
import { takeSamples } from "./samples.ts";
import { type Tally, tallyOf } from "./tally.ts";

/**
 * Compares one pair. A pair that only names suggest is dropped without a word where it turns out to be
 * something else; one that a tag states always gets an answer.
 */
export function checkPair(
  module: ParsedModule,
  pair: Pair,
  limits: Limits,
): GradientCheck | undefined {
  const refuse = (reason: Reason) => (pair.tag ? declinedCheck(pair, reason) : undefined);
  const here = (message: string): Reason => ({ message, range: pair.derivative.nameRange });
  const trace = traceFunction(module, pair.primal, { limits });
  if (trace.kind === "declined") return refuse(trace.reason);
  const benches = benchesOf(module, pair, trace, limits);
  if (benches.length === 0)
    return refuse(here("its parameters do not match those of the function"));
  const judgements: Judgement[] = [];
  for (const bench of benches) {
    judgements.push(...judgementsOf(pair, trace, bench));
    if (judgements.some(({ verdict }) => verdict === "equal")) break;
  }
  const best = bestOf(judgements);
  if (best) {
    if (best.plan.unknown !== undefined && best.verdict !== "equal-of-output")
      return refuse(
        here(`"${best.plan.unknown}" is neither an input of the function nor its output`),
      );
    return isSomethingElse(pair, trace, best) ? undefined : checkOf(pair, best);
  }
  const declined = benches.map(({ hand }) => hand.declined).find((reason) => reason !== undefined);
  if (!declined) return refuse(here("its result does not match the inputs of the function"));
  return isOfInterest(pair, trace, declined) ? declinedCheck(pair, declined) : undefined;
}

type Traced = Extract<FunctionTrace, { kind: "traced" }>;

/** Every reading of one way to call the derivative; the first that holds ends the search. */
function judgementsOf(pair: Pair, trace: Traced, bench: Bench): readonly Judgement[] {
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
    cells,
    outputs: (first?.primal ?? start).tape.outputs,
    isFree: (path) => !frozen.has(path),
    wrt: pair.wrt,
    handOutputs: result.outputs,
  });
  const judgements: Judgement[] = [];
  for (const reading of readings.slice(0, maximumReadings)) {
    const tally = tallyOf(taken, reading, pair.tag?.scale ?? 1);
    if (!tally || (plan.form === "output" && isConstant(tally))) continue;
    const judgement = judge(pair, plan, taken, tally);
    judgements.push(judgement);
    if (judgement.verdict === "equal" || judgement.verdict === "equal-of-output") break;
  }
  return judgements;
}

const maximumReadings = 12;

/** Of an output that never changes anything is a function. */
function isConstant({ comparisons }: Tally): boolean {
  return comparisons.every(({ expected }) => expected === 0);
}

const order = ["equal", "equal-of-output", "proportional"] as const;

/** What holds comes first; of what does not, the reading that came closest. */
function bestOf(judgements: readonly Judgement[]): Judgement | undefined {
  for (const verdict of order) {
    const found = judgements.find((judgement) => judgement.verdict === verdict);
    if (found) return found;
  }
  const compared = judgements.filter(({ tally }) => tally.compared > 0);
  const near = compared.find(({ verdict }) => verdict === "inconclusive");
  if (near) return near;
  const share = ({ tally }: Judgement) => tally.agreeing / tally.compared;
  return compared.length === 0
    ? judgements[0]
    : compared.reduce((best, next) => (share(next) > share(best) + 0.05 ? next : best));
}

/** Names alone paired them, and the numbers tell that they mean something else. */
function isSomethingElse(pair: Pair, trace: Traced, best: Judgement): boolean {
  if (pair.tag || best.verdict !== "wrong") return false;
  const isFlat = !trace.differentiable && isConstant(best.tally);
  return isFlat || (/tangent/i.test(pair.derivative.shortName) && isUnit(best));
}

/** A tangent of length 1 gives the direction of the derivative and no more. */
function isUnit({ tally }: Judgement): boolean {
  return tally.differences.every(({ sample }) => {
    const { outputs, values } = sample.hand.tape;
    const length = Math.hypot(...outputs.map(({ node }) => values[node] as number));
    return Math.abs(length - 1) < 1e-6;
  });
}

/** A derivative that could not be read is worth a word only if it surely is one. */
function isOfInterest(pair: Pair, trace: Traced, reason: Reason): boolean {
  if (pair.tag) return true;
  return trace.differentiable && !/^(it gives|throws|it stands inside)/.test(reason.message);
}

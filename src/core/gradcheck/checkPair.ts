import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Limits } from "../trace/budget.ts";
import { type FunctionTrace, traceFunction } from "../trace/traceFunction.ts";
import { agreesAtRoot } from "./atRoot.ts";
import { type Bench, benchesOf } from "./bench.ts";
import { checkOf, declinedCheck } from "./checkOf.ts";
import { agreeingRegion, agreeingValue } from "./conditional.ts";
import { choosesOtherwise } from "./corners.ts";
import { diagnose } from "./diagnosis/diagnose.ts";
import { exactCode } from "./fixes/exactCode.ts";
import type { Diagnosis, DiagnosisKind, GradientCheck, Reason } from "./gradientCheck.ts";
import { constantRatio, type Judgement, judge } from "./judge.ts";
import { leavesOf } from "./leaves.ts";
import { isNested, nestedStage } from "./nested.ts";
import { ownStateOf } from "./ownState.ts";
import type { Pair } from "./pair.ts";
import { scaleOf } from "./pairs.ts";
import { samplePoint } from "./points.ts";
import { isProved } from "./proof.ts";
import { readingsOf } from "./readings.ts";
import { guardTexts } from "./regionText.ts";
import { type Samples, takeSamples } from "./samples.ts";
import { isClear, isRight } from "./silent.ts";
import { unstaged } from "./stage.ts";
import { stateCells } from "./stateCells.ts";
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
  if (pair.stage) {
    const stage = pair.stage();
    const check = stage && comparePair(stage.module, likewise(stage.pair, pair), limits);
    if (!stage || !check || !isClear(check) || (pair.isHunch && check.verdict !== "equal"))
      return undefined;
    return unstaged(check, pair, stage);
  }
  if (!pair.scales) {
    const check = comparePair(module, pair, limits);
    const isOpen = check === undefined || check.verdict === "declined";
    return (isOpen && isNested(pair) ? compareNested(module, pair, limits) : undefined) ?? check;
  }
  const checks = pair.scales
    .map((scale) => comparePair(module, { ...pair, scales: [scale] }, limits))
    .filter((check): check is GradientCheck => check !== undefined && isClear(check));
  return checks.find(isRight) ?? checks[0];
}

/** Functions inside another one, taken out of it. */
function compareNested(
  module: ParsedModule,
  pair: Pair,
  limits: Limits,
): GradientCheck | undefined {
  const stage = nestedStage(module, pair);
  const check = stage && comparePair(stage.module, likewise(stage.pair, pair), limits);
  const isTold = check && (pair.tag !== undefined || isClear(check));
  return stage && isTold ? unstaged(check, pair, stage) : undefined;
}

/** What stands on a stage follows the convention of what it stands for. */
function likewise(staged: Pair, { nonSmooth }: Pair): Pair {
  return nonSmooth === undefined ? staged : { ...staged, nonSmooth };
}

function comparePair(module: ParsedModule, pair: Pair, limits: Limits): GradientCheck | undefined {
  const refuse = (reason: Reason) => (pair.tag ? declinedCheck(pair, reason) : undefined);
  const here = (message: string): Reason => ({ message, range: pair.derivative.nameRange });
  const home = pair.home ? pair.home() : { module, entry: pair.primal };
  if (!home) return refuse(here("the function it is the derivative of cannot be read"));
  const trace = traceFunction(home.module, home.entry, { limits });
  if (trace.kind === "declined") return refuse(trace.reason);
  const unknown = pair.tag && pair.wrt.find((name) => !isInputOf(trace, name));
  if (unknown !== undefined) {
    const known = trace.cells.map(({ path }) => path).join(", ");
    return refuse(here(`"${unknown}" is not an input of "${pair.primal.name}": it has ${known}`));
  }
  const benches = benchesOf(module, home, pair, trace, limits);
  if (benches.length === 0)
    return refuse(here("its parameters do not match those of the function"));
  const judgements: Weighed[] = [];
  for (const bench of benches) {
    for (const judgement of judgementsOf(pair, trace, bench))
      judgements.push({ ...judgement, bench });
    if (judgements.some(({ verdict }) => verdict === "equal")) break;
  }
  const best = bestOf(judgements);
  if (best) {
    if (best.plan.unknown !== undefined && best.verdict !== "equal-of-output")
      return refuse(
        here(`"${best.plan.unknown}" is neither an input of the function nor its output`),
      );
    if (isSomethingElse(pair, trace, best)) return undefined;
    if (best.verdict === "wrong") {
      if (pair.isScalable && (constantRatio(best.tally) ?? -1) > 0) return undefined;
      if (pair.convention === "inline" && agreesAtRoot(best.taken, best.tally)) return undefined;
      const { hand, primal } = best.bench;
      const own = hand.tapes[0] && ownStateOf(hand.tapes[0], primal.tapes);
      const isFilled = pair.startsEmpty?.some((field) => own?.startsWith(field));
      if (own !== undefined && !isFilled)
        return refuse(here(`how ${own} belongs to what the function reads is not known`));
    }
    const further = explainedFurther({ own: module, home: home.module }, pair, best, judgements);
    // Two numbers side by side are no claim: reported only if they are the thing, or it gone wrong.
    const isClaimed = pair.tag !== undefined || pair.parts === undefined;
    if (!isClaimed && further.verdict === "wrong" && further.diagnosis?.kind === "unknown")
      return undefined;
    return checkOf(pair, further);
  }
  const declined = benches.map(({ hand }) => hand.declined).find((reason) => reason !== undefined);
  if (!declined) return refuse(here("its result does not match the inputs of the function"));
  return isOfInterest(pair, trace, declined) ? declinedCheck(pair, declined) : undefined;
}

/** `w` is one where `w[0]` is. */
function isInputOf(trace: Traced, name: string): boolean {
  const isPart = (path: string) => path === name || /^[.[]/.test(path.slice(name.length));
  const paths = [...trace.tape.inputs, ...trace.cells].map(({ path }) => path);
  return paths.some((path) => path.startsWith(name) && isPart(path));
}

type Traced = Extract<FunctionTrace, { kind: "traced" }>;

/** Every reading of one way to call the derivative; the first that holds ends the search. */
function judgementsOf(pair: Pair, trace: Traced, bench: Bench): readonly Weighed[] {
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
  for (const reading of readings.slice(0, maximumReadings)) {
    const tally = tallyOf(taken, reading, scaleOf(pair));
    if (!tally || (plan.form === "output" && isConstant(tally))) continue;
    const judgement = judge(pair, plan, taken, tally);
    judgements.push({ ...judgement, bench, taken });
    if (judgement.verdict === "equal" || judgement.verdict === "equal-of-output") break;
  }
  return judgements;
}

/** The files of the derivative and of the function. */
interface Modules {
  readonly own: ParsedModule;
  readonly home: ParsedModule;
}

/** Conditions of two files cannot be told by the text of one. */
function spokenFile({ own, home }: Modules): ParsedModule {
  return own === home ? own : { ...own, text: "" };
}

interface Weighed extends Judgement {
  readonly bench: Bench;
  readonly taken: Samples;
}

/** What more can be said: that it is proved, what is wrong with it, under which condition it holds. */
function explainedFurther(
  modules: Modules,
  pair: Pair,
  best: Weighed,
  judgements: readonly Weighed[],
): Judgement {
  const { bench, tally, taken } = best;
  const scale = scaleOf(pair);
  if (best.verdict === "equal") {
    if (choosesOtherwise(taken, tally, pair, scale)) return { ...best, verdict: "kink" };
    if (pair.tag?.within !== undefined || !isProved(bench.cells, tally)) return best;
    return { ...best, isProved: true, guards: guardTexts(spokenFile(modules), taken.samples) };
  }
  if (best.verdict !== "wrong") return best;
  const diagnosis = diagnosisOf(modules, pair, [best, ...judgements.filter((one) => one !== best)]);
  const isJoined = pair.primal === pair.derivative;
  const exact = isJoined ? undefined : exactCode(pair.derivative, bench, tally.reading);
  const wrong: Judgement = { ...best, diagnosis, ...(exact === undefined ? {} : { exact }) };
  if (diagnosis.kind === "undefined-value") return wrong;
  const agreesWhen =
    agreeingRegion(spokenFile(modules), taken, tally, scale) ??
    (isLinkMistake(diagnosis) ? undefined : agreeingValue(taken, tally, scale));
  return agreesWhen === undefined ? wrong : { ...wrong, verdict: "conditional", agreesWhen };
}

const maximumDiagnoses = 3;

/** The reading that came closest is explained; another one only if that has no explanation. */
function diagnosisOf(
  { own: module, home }: Modules,
  pair: Pair,
  judgements: readonly Weighed[],
): Diagnosis {
  const siblings = module.functions.filter(
    (entry) => entry.level !== "nested" && entry !== pair.primal && entry !== pair.derivative,
  );
  const found = judgements
    .filter(({ verdict }) => verdict === "wrong")
    .slice(0, maximumDiagnoses)
    .map(({ bench, tally, plan }) => {
      const paths = bench.primal.tapes;
      const of = { module, home, pair, cells: bench.cells, paths, siblings };
      const own = diagnose(of, tally, scaleOf(pair));
      return plan.form === "output" && own.kind !== "unknown"
        ? { ...own, message: `as a function of the output: ${own.message}` }
        : own;
    });
  return (found.find(({ kind }) => kind !== "unknown") ?? found[0]) as Diagnosis;
}

const linkKinds: ReadonlySet<DiagnosisKind> = new Set([
  "missing-factor",
  "extra-factor",
  "sign",
  "wrong-argument",
  "wrong-variable",
  "swapped-partials",
  "transposed-index",
  "upstream-ignored",
]);

/** A link of the chain that is missing is missing, even if for some value of a parameter it is 1. */
function isLinkMistake({ kind }: Diagnosis): boolean {
  return linkKinds.has(kind);
}

const maximumReadings = 12;

/** Of an output that never changes anything is a function. */
function isConstant({ comparisons }: Tally): boolean {
  return comparisons.every(({ expected }) => expected === 0);
}

const order = ["equal", "equal-of-output", "proportional"] as const;

/** What holds comes first; of what does not, the reading that came closest. */
function bestOf<T extends Judgement>(judgements: readonly T[]): T | undefined {
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

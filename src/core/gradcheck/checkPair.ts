import { opNames } from "../ops/table.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Limits } from "../trace/budget.ts";
import { traceFunction } from "../trace/traceFunction.ts";
import { checkOf, declinedCheck } from "./checkOf.ts";
import { explainedFurther } from "./explained.ts";
import type { GradientCheck, Reason } from "./gradientCheck.ts";
import { agreesAtRoot } from "./judge/atRoot.ts";
import { constantRatio, type Judgement } from "./judge/judge.ts";
import { bestOf, isConstant, judgementsOf, type Traced, type Weighed } from "./judge/weighed.ts";
import type { Pair, Stage } from "./pairs/pair.ts";
import { benchesOf } from "./replay/bench.ts";
import { ownStateOf } from "./replay/ownState.ts";
import { isClear, isRight } from "./silent.ts";
import { constructedStage } from "./stage/constructed.ts";
import { isNested, nestedStage } from "./stage/nested.ts";
import { unstaged } from "./unstaged.ts";

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
    const first = compareStaged(pair, pair.stage(), limits);
    // No value may only mean that our sizes do not fit each other: an instance of one size tells.
    const isUnsure =
      first?.diagnosis?.kind === "undefined-value" && pair.otherStage?.() !== undefined;
    const check = first && !isUnsure ? first : compareStaged(pair, pair.otherStage?.(), limits);
    return pair.isHunch && check?.verdict !== "equal" ? undefined : check;
  }
  if (!pair.scales) {
    const first = comparePair(module, pair, limits);
    const isOpen = first === undefined || first.verdict === "declined";
    const check =
      (isOpen && isNested(pair)
        ? compareStaged(pair, nestedStage(module, pair), limits)
        : undefined) ?? first;
    return check && isToldOf(pair, check) ? check : undefined;
  }
  const checks = pair.scales
    .map((scale) => comparePair(module, { ...pair, scales: [scale] }, limits))
    .filter((check): check is GradientCheck => check !== undefined && isClear(check));
  return checks.find(isRight) ?? checks[0];
}

/** The pair on a stage that is made for it, if it is clear there what it is. */
function compareStaged(pair: Pair, stage: Stage | undefined, limits: Limits) {
  const check = stage && comparePair(stage.module, likewise(stage.pair, pair), limits);
  const mayBeOurs = stage?.isMadeUp && check?.diagnosis?.kind === "undefined-value";
  const isTold =
    check &&
    !mayBeOurs &&
    (isClear(check) || ((pair.tag || stage.isSure) && check.verdict !== "declined"));
  return isTold ? unstaged(check, pair, stage) : undefined;
}

/** Of a pair that was only guessed, what holds, and what clearly is the same thing gone wrong. */
function isToldOf({ isHunch, isGuess }: Pair, check: GradientCheck): boolean {
  return isHunch ? isRight(check) : !isGuess || isRight(check) || isClear(check);
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
    // It has a value where it was traced: that it has none here is no matter of its numbers.
    const { compared, kinks, blurred } = best.tally;
    const isUnread = compared + kinks + blurred === 0 && trace.differentiable;
    if ((isUnread || standsStill(best)) && pair.parts && !pair.tag) return undefined;
    if (best.verdict === "wrong") {
      if (pair.isScalable && (constantRatio(best.tally) ?? -1) > 0) return undefined;
      if (pair.convention === "inline" && agreesAtRoot(best.taken, best.tally)) return undefined;
      const { hand, primal } = best.bench;
      const own = hand.tapes[0] && ownStateOf(hand.tapes[0], primal.tapes);
      const isFilled = pair.startsEmpty?.some((field) => own?.startsWith(field));
      if (own !== undefined && !isFilled)
        return (
          compareStaged(pair, constructedStage(module, pair), limits) ??
          refuse(here(`how ${own} belongs to what the function reads is not known`))
        );
    }
    const further = explainedFurther({ own: module, home: home.module }, pair, best, judgements);
    // Two numbers side by side are no claim: reported only if they are the thing, or it gone wrong.
    const isClaimed =
      pair.tag !== undefined || pair.parts === undefined || (pair.parts.areNamed && !pair.isGuess);
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

/** Names alone paired them, and the numbers tell that they mean something else. */
function isSomethingElse(pair: Pair, trace: Traced, best: Weighed): boolean {
  if (pair.tag || best.verdict !== "wrong") return false;
  const isFlat = !trace.differentiable && isConstant(best.tally);
  return isFlat || isTruth(best) || (/tangent/i.test(pair.derivative.shortName) && isUnit(best));
}

/** As the cost of two points that only their shares of one whole tell apart: rounding is all that is left. */
function standsStill({ tally }: Judgement): boolean {
  return tally.comparisons.every(
    ({ expected, actual }) => Math.abs(expected) <= 1e-12 * Math.abs(actual),
  );
}

/** (x > 0) is a slope of 1 or 0 where that is right, and else an answer to a question. */
function isTruth({ bench }: Weighed): boolean {
  return bench.hand.tapes.some(({ ops, outputs }) =>
    outputs.some(({ node }) => comparisons.has(opNames[ops[node] as number] ?? "")),
  );
}

const comparisons: ReadonlySet<string> = new Set(["lt", "le", "gt", "ge", "eq", "ne", "not"]);

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

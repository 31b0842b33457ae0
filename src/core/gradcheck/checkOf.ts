import type { FunctionEntry } from "../syntax/functions.ts";
import { lineColumnAt, lineStartsOf } from "../util/sourceRange.ts";
import type { Difference } from "./compare/tally.ts";
import type { CheckedFunction, Counterexample, GradientCheck, Reason } from "./gradientCheck.ts";
import type { Judgement } from "./judge/judge.ts";
import type { Pair } from "./pairs/pair.ts";
import type { BrokenTag } from "./pairs/taggedPair.ts";

/** A judgement as plain data for every surface. */
export function checkOf(pair: Pair, judgement: Judgement): GradientCheck {
  const { tally, verdict, difference, message, factor, agreesWhen, diagnosis, exact, guards } =
    judgement;
  const isRight = verdict !== "wrong" && verdict !== "conditional" && verdict !== "inconclusive";
  return {
    primal: primalOf(pair),
    derivative: checkedFunction(pair.derivative),
    convention: pair.convention,
    ...(pair.inside ? { inside: pair.inside } : {}),
    wrt: tally.reading.wrt,
    verdict,
    evidence: judgement.isProved ? "proved" : "sampled",
    ...(judgement.isProved && guards ? { guards } : {}),
    samples: tally.compared,
    branches: tally.branches,
    maxRelativeError:
      tally.compared > 0 && (isRight || Number.isFinite(tally.maxRelativeError))
        ? tally.maxRelativeError
        : undefined,
    ...(factor === undefined ? {} : { factor }),
    ...(judgement.isStated ? { isStated: true } : {}),
    ...(agreesWhen === undefined ? {} : { agreesWhen }),
    ...(diagnosis === undefined ? {} : { diagnosis }),
    ...(exact === undefined ? {} : { exact }),
    counterexample: difference && counterexampleOf(difference),
    reason:
      judgement.gap ??
      (message === undefined ? undefined : { message, range: pair.derivative.nameRange }),
  };
}

/** Nothing was compared, and why. */
export function declinedCheck(
  pair: Pick<Pair, "primal" | "derivative" | "convention" | "wrt">,
  reason: Reason,
): GradientCheck {
  return {
    primal: checkedFunction(pair.primal),
    derivative: checkedFunction(pair.derivative),
    ...nothingCompared(pair.convention, pair.wrt, reason),
  };
}

/** A tag that names no function: the mistake is shown where it was written. */
export function brokenTagCheck({ derivative, tag, message }: BrokenTag): GradientCheck {
  return {
    primal: { name: tag.of, range: tag.range, nameRange: tag.range },
    derivative: checkedFunction(derivative),
    ...nothingCompared("tag", tag.wrt, { message, range: tag.range }),
  };
}

function nothingCompared(
  convention: GradientCheck["convention"],
  wrt: readonly string[],
  reason: Reason,
): Omit<GradientCheck, "primal" | "derivative"> {
  return {
    convention,
    wrt,
    verdict: "declined",
    evidence: "sampled",
    samples: 0,
    branches: { covered: 0, seen: 0 },
    maxRelativeError: undefined,
    counterexample: undefined,
    reason,
  };
}

export function checkedFunction({ name, range, nameRange }: FunctionEntry): CheckedFunction {
  return { name, range, nameRange };
}

/** With the place where it really stands. */
export function primalOf(pair: Pair): CheckedFunction {
  return { ...checkedFunction(pair.primal), ...elsewhereOf(pair) };
}

function elsewhereOf({ home }: Pair): Pick<CheckedFunction, "elsewhere"> {
  const found = home?.();
  if (!found) return {};
  const lineStarts = lineStartsOf(found.module.text);
  const { start, end } = found.entry.nameRange;
  const place = (offset: number) => lineColumnAt(lineStarts, offset);
  return { elsewhere: { uri: found.module.uri, start: place(start), end: place(end) } };
}

function counterexampleOf({ sample, comparison }: Difference): Counterexample {
  const { tape } = sample.primal;
  return {
    inputs: tape.inputs
      .filter(({ role }) => role !== "noise")
      .map(({ path, node }) => [path, tape.values[node] as number]),
    expected: comparison.expected,
    actual: comparison.actual,
    component: comparison.component.at,
  };
}

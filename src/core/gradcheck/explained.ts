import type { ParsedModule } from "../syntax/parsedModule.ts";
import { diagnose } from "./diagnosis/diagnose.ts";
import { exactCode } from "./fixes/exactCode.ts";
import type { Diagnosis, DiagnosisKind, Reason } from "./gradientCheck.ts";
import { choosesOtherwise } from "./judge/corners.ts";
import { type Gap, gapOf } from "./judge/gaps.ts";
import type { Judgement } from "./judge/judge.ts";
import { isProved } from "./judge/proof.ts";
import type { Weighed } from "./judge/weighed.ts";
import { type Pair, scaleOf } from "./pairs/pair.ts";
import { agreeingRegion, agreeingSide, agreeingValue } from "./regions/conditional.ts";
import { agreeingList } from "./regions/conditionalLists.ts";
import { guardTexts } from "./regions/regionText.ts";
import { readable } from "./replay/points.ts";

/** The files of the derivative and of the function. */
interface Modules {
  readonly own: ParsedModule;
  readonly home: ParsedModule;
}

/** Conditions of two files cannot be told by the text of one. */
function spokenFile({ own, home }: Modules): ParsedModule {
  return own === home ? own : { ...own, text: "" };
}

/** What more can be said: that it is proved, what is wrong with it, under which condition it holds. */
export function explainedFurther(
  modules: Modules,
  pair: Pair,
  best: Weighed,
  judgements: readonly Weighed[],
): Judgement {
  const { bench, tally, taken } = best;
  const scale = scaleOf(pair);
  const gap = rightVerdicts.has(best.verdict) ? gapOf(best) : undefined;
  if (gap) return gap.isThrown ? { ...best, gap: saidOf(gap) } : endless(best, gap);
  if (best.verdict === "equal") {
    if (choosesOtherwise(taken, tally, pair, scale)) return { ...best, verdict: "kink" };
    if (pair.tag?.within !== undefined || !isProved(bench.cells, tally)) return best;
    return { ...best, isProved: true, guards: guardTexts(spokenFile(modules), taken.samples) };
  }
  if (best.verdict !== "wrong" || best.diagnosis) return best;
  const diagnosis = diagnosisOf(modules, pair, [best, ...judgements.filter((one) => one !== best)]);
  const isJoined = pair.primal === pair.derivative;
  const exact = isJoined ? undefined : exactCode(pair.derivative, bench, tally.reading);
  const wrong: Judgement = { ...best, diagnosis, ...(exact === undefined ? {} : { exact }) };
  if (diagnosis.kind === "undefined-value") return wrong;
  const agreesWhen =
    agreeingRegion(spokenFile(modules), taken, tally, scale, !isLinkMistake(diagnosis)) ??
    (isLinkMistake(diagnosis)
      ? undefined
      : (agreeingSide(taken, tally, scale) ?? agreeingValue(taken, tally, scale)));
  if (agreesWhen !== undefined) return { ...wrong, verdict: "conditional", agreesWhen };
  const form = agreeingList(spokenFile(modules), taken, tally, scale);
  if (form === undefined) return wrong;
  // Not a link of the chain is missing: what is differentiated is meant for such lists.
  const { diagnosis: _none, exact: _other, ...right } = wrong;
  return { ...right, verdict: "conditional", agreesWhen: form };
}

const rightVerdicts: ReadonlySet<Judgement["verdict"]> = new Set([
  "equal",
  "equal-of-output",
  "proportional",
]);

function saidOf({ missed, says }: Gap): Reason {
  const { point, reason } = missed;
  const at = [...point].map(([path, value]) => `${path} = ${readable(value)}`).join(", ");
  return { message: `it ${says}, as at ${at}`, range: reason.range };
}

/** Right where it gives a number, and where it gives none the function has a derivative. */
function endless(best: Weighed, gap: Gap): Judgement {
  const { message, range } = saidOf(gap);
  const diagnosis: Diagnosis = {
    kind: "undefined-value",
    message: `${message}, where the derivative exists`,
    range,
    alternatives: [],
  };
  return { ...best, verdict: "wrong", diagnosis };
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

import type { DiagnosisKind, GradientCheck, Verdict } from "./gradientCheck.ts";

const right: ReadonlySet<Verdict> = new Set(["equal", "equal-of-output", "kink", "proportional"]);

export function isRight({ verdict }: GradientCheck): boolean {
  return right.has(verdict);
}

/** One slip in an otherwise right derivative; another quantity altogether does not look like that. */
const slips: ReadonlySet<DiagnosisKind> = new Set([
  "missing-factor",
  "sign",
  "constant-factor",
  "wrong-argument",
  "missing-term",
  "overwrite",
]);

const passes: ReadonlySet<GradientCheck["convention"]> = new Set(["class", "tape", "functional"]);

/** Whether a pair that only a guess put together is worth a word: it holds, or is the same thing gone wrong. */
export function isClear(check: GradientCheck): boolean {
  if (check.convention === "inline" && check.verdict !== "wrong") return check.verdict === "equal";
  const isPass = passes.has(check.convention);
  if (isRight(check)) return check.verdict !== "equal-of-output" || isPass;
  const { verdict, diagnosis, agreesWhen, samples } = check;
  // A fitted formula on the way: the numbers are those of the derivative.
  if (verdict === "inconclusive") return samples > 2;
  const isNamed = diagnosis !== undefined && diagnosis.kind !== "unknown";
  if (verdict === "conditional")
    return agreesWhen !== undefined && (!agreesWhen.includes(" = ") || (isPass && isNamed));
  if (verdict !== "wrong" || diagnosis === undefined) return false;
  // What is given an upstream gradient hardly is anything else.
  return isPass ? isNamed || diagnosis.isPartlyRight === true : slips.has(diagnosis.kind);
}

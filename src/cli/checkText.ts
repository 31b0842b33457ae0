import { reachedText, whenText } from "../core/analysis/lens/lensText.ts";
import type { GradientCheck, Verdict } from "../core/gradcheck/gradientCheck.ts";
import { assertNever } from "../core/util/assertNever.ts";
import { inputsText } from "../core/util/inputsText.ts";
import { type CheckedFile, summaryOf } from "./checkedFile.ts";
import { placeText } from "./location.ts";
import { numberText } from "./numberText.ts";
import type { Paint, Style } from "./paint.ts";

/** `check` for people: a line per hand-written derivative, the numbers where they disagree, the sum. */
export function checkText(files: readonly CheckedFile[], paint: Paint): string {
  const lines = files.flatMap((file) =>
    file.checks.flatMap((check) => checkLines(check, file, paint)),
  );
  return `${[...lines, summaryText(files)].join("\n")}\n`;
}

function checkLines(
  check: GradientCheck,
  { path, lineStarts }: CheckedFile,
  paint: Paint,
): string[] {
  const place = paint("dim", placeText(path, lineStarts, check.derivative.nameRange));
  const verdict = paint(styleOf(check.verdict), check.verdict);
  const heading = `${place}  ${verdict}: ${checkSentence(check)}`;
  const { counterexample, diagnosis, reason } = check;
  const because = [diagnosis, reason]
    .filter((found) => found !== undefined)
    .map(({ message, range }) => {
      return `  ${message} (${paint("dim", placeText(path, lineStarts, range))})`;
    });
  if (!counterexample) return [heading, ...because];
  const { inputs, expected, actual, component } = counterexample;
  const point = inputsText(inputs, numberText);
  const what = component === "" ? "" : ` in ${component}`;
  const numbers = `${numberText(actual)}, but the derivative is ${numberText(expected)}`;
  return [heading, `  at ${point}: ${numbers}${what}`, ...because];
}

/** What the verdict says of the two functions. */
export function checkSentence(check: GradientCheck): string {
  const { verdict, wrt, factor, inside } = check;
  const derivative = inside
    ? { name: `${inside.slope} in ${check.derivative.name}` }
    : check.derivative;
  const primal = inside ? { name: inside.value } : check.primal;
  const by = wrt.length === 0 ? "" : ` with respect to ${wrt.join(", ")}`;
  const theDerivative = `the derivative of ${primal.name}${by}`;
  switch (verdict) {
    case "equal":
      return `${derivative.name} is ${theDerivative}${provedText(check)}${reachedText(check)}`;
    case "equal-of-output":
      return `${derivative.name}, given the output of ${primal.name}, is ${theDerivative}${reachedText(check)}`;
    case "proportional":
      return `${derivative.name} is ${factor === undefined ? "a constant" : numberText(factor)} times ${theDerivative}${reachedText(check)}`;
    case "conditional":
      return `${derivative.name} is ${theDerivative} only ${whenText(check)}`;
    case "kink":
      return `${derivative.name} is ${theDerivative}; at a corner it follows another convention`;
    case "wrong":
      return `${derivative.name} is not ${theDerivative}`;
    case "inconclusive":
      return check.samples === 0
        ? `${derivative.name} could not be compared with ${theDerivative}`
        : `${derivative.name} could not be verified to be ${theDerivative}`;
    case "declined":
      return `${derivative.name} was not compared with ${theDerivative}`;
    default:
      return assertNever(verdict);
  }
}

/** With the conditions on both sides of which it holds. */
function provedText({ evidence, guards = [] }: GradientCheck): string {
  if (evidence !== "proved") return "";
  return guards.length === 0 ? " (proved)" : ` (proved, on both sides of ${guards.join(", ")})`;
}

function styleOf(verdict: Verdict): Style {
  switch (verdict) {
    case "wrong":
      return "red";
    case "conditional":
    case "inconclusive":
    case "declined":
      return "yellow";
    default:
      return "green";
  }
}

function summaryText(files: readonly CheckedFile[]): string {
  const counts = Object.entries(summaryOf(files)).filter(([, count]) => count > 0);
  if (counts.length === 0) return "no hand-written derivatives found";
  return counts.map(([verdict, count]) => `${count} ${verdict}`).join(", ");
}

import type { Counterexample, GradientCheck } from "../../gradcheck/gradientCheck.ts";
import { formatApart, formatNumber } from "../../util/formatNumber.ts";
import { inputsText } from "../../util/inputsText.ts";
import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import { pieceText } from "../formulas/pieces.ts";
import { readableDerivatives } from "../formulas/readableDerivative.ts";
import { arrayTitles } from "./arrayTitles.ts";
import { chosenText, givenText } from "./chosenText.ts";
import { higherTitles } from "./higherTitles.ts";
import { jacobianTitles } from "./jacobianTitles.ts";
import { shortNumbers } from "./shortNumbers.ts";
import {
  defaultTitles,
  isPlainName,
  lensDigits,
  lensNumber,
  shorten,
  type TitleForm,
  type TitleOptions,
} from "./titles.ts";

/** For verdicts, in which the numbers of the code and ours stand beside each other. */
const number = (value: number) => formatNumber(value, lensDigits);

/** Whether a function gets a lens at all: known before its formula is made, which costs more. */
export function hasLens({ level, outcome }: FunctionAnalysis): boolean {
  return outcome.kind === "differentiable" && level !== "nested" && !onlyHandsOn(outcome);
}

/**
 * Getters, setters, copies and `toJSON` compute nothing: their rates of 1 are no news. `x => x`, one
 * link among others as a linear activation is, keeps its lens, and so does what picks by comparing.
 */
function onlyHandsOn({ tape, inputs, outputs }: TracedFunction): boolean {
  if (tape.outputs.some(({ node }) => (tape.ops[node] as number) >= 0)) return false;
  if (tape.guards.some((guard) => guard.kind === "truth" && !guard.isLoop)) return false;
  const [input] = inputs;
  const [output] = outputs;
  const isIdentity = outputs.length === 1 && output?.path === "" && isPlainName(input?.path ?? "");
  return !isIdentity;
}

/** The derivative in one line, or nothing for a function that has none to show. */
export function lensTitle(
  fn: FunctionAnalysis,
  options: TitleOptions = defaultTitles,
): string | undefined {
  if (fn.outcome.kind === "declined" || !hasLens(fn)) return undefined;
  const titles = titlesOf(fn, fn.outcome, options).map(shortNumbers);
  const { maximumLength } = options;
  return (
    titles.find((title) => title.length <= maximumLength) ??
    shorten(titles.at(-1) ?? "", maximumLength)
  );
}

/** From the one that says most to the shortest. */
function titlesOf(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  { form, order, maximumLength }: TitleOptions,
): readonly string[] {
  const higher = order > 1 ? higherTitles(fn, traced, order, form) : [];
  if (higher.length > 0) return higher;
  if (traced.outputs.length > 1)
    return [
      ...arrayTitles(fn, traced, form),
      ...jacobianTitles(fn, traced, form),
      ...sizeTitles(traced, maximumLength),
    ];
  const isPlain = traced.inputs.length === 1 && isPlainName(traced.inputs[0]?.path ?? "");
  return isPlain ? singleTitles(fn, traced, form) : partialTitles(fn, traced, form);
}

/** `h′(x) = 6(3x + 1)  ·  h(2) = 49, h′(2) = 42`, and shorter ways to say it. */
function singleTitles(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  form: TitleForm,
): readonly string[] {
  const [input] = traced.inputs;
  const [output] = traced.outputs;
  if (!input || !output) return [];
  const name = fn.shortName;
  const chosen = chosenText(traced);
  const at = lensNumber(input.value);
  const value = `${name}(${at}) = ${lensNumber(output.value)}`;
  const slope = `${name}′(${at}) = ${lensNumber(input.gradient ?? Number.NaN)}`;
  const numeric = [`${value}, ${slope}${chosen}`, `${slope}${chosen}`];
  const formula = form === "numeric" ? undefined : readableDerivatives(fn)[0]?.text;
  if (formula === undefined) return numeric;
  const derivative = `${pieceText(traced.tape)}${name}′(${input.path}) = ${formula}`;
  const symbolic = derivative + givenText(traced);
  if (form === "symbolic") return [symbolic, ...numeric];
  // A constant slope says the same at every point.
  if (/^−?[\d.]+$/.test(formula))
    return [`${derivative}  ·  ${value}${chosen}`, symbolic, ...numeric];
  return [
    `${derivative}  ·  ${value}, ${slope}${chosen}`,
    `${derivative}  ·  ${slope}${chosen}`,
    symbolic,
    ...numeric,
  ];
}

/** `∂loss/∂w = 1248 · ∂loss/∂x = 1872 at w = 3, x = 2, target = 10`, and shorter ways to say it. */
function partialTitles(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  form: TitleForm,
): readonly string[] {
  const name = fn.shortName;
  const numbers = traced.inputs.map(({ gradient }) => lensNumber(gradient ?? Number.NaN));
  const line = (rights: readonly (string | undefined)[]) =>
    traced.inputs.map(({ path }, index) => `∂${name}/∂${path} = ${rights[index]}`).join(" · ");
  const all = line(numbers);
  const short = traced.inputs.map(({ path }, index) => `∂${path} ${numbers[index]}`);
  const chosen = chosenText(traced);
  const formulas =
    form === "symbolic" ? readableDerivatives(fn).map((formula) => formula?.text) : [];
  const isWhole = formulas.length > 0 && formulas.every((formula) => formula !== undefined);
  const titles = [
    ...arrayTitles(fn, traced, form),
    ...(isWhole ? [pieceText(traced.tape) + line(formulas)] : []),
    `${all} at ${pointText(traced)}`,
    all + chosen,
    `∇${name}: ${short.join(" · ")}${chosen}`,
  ];
  for (let count = short.length - 1; count > 0; count--) {
    const some = short.slice(0, count).join(" · ");
    titles.push(`∇${name}: ${some} · … ${short.length - count} more${chosen}`);
  }
  return titles;
}

/** `J 2×3 at x = 1, y = 2`; where that is too long, by which inputs: `J 6×9 by highs, lows, closings`. */
function sizeTitles(traced: TracedFunction, maximumLength: number): readonly string[] {
  const size = `J ${traced.outputs.length}×${traced.inputs.length}`;
  const chosen = chosenText(traced);
  const roots = new Set(
    traced.inputs.map(({ path }) => /^(?:this\.)?[^.[]+/.exec(path)?.[0] ?? path),
  );
  const names = shorten(`${size} by ${[...roots].join(", ")}`, maximumLength - chosen.length);
  return [`${size} at ${pointText(traced)}`, names + chosen];
}

/** The small lens that changes the point. */
export function pointTitle(
  { outcome }: FunctionAnalysis,
  { maximumLength }: TitleOptions = defaultTitles,
): string | undefined {
  if (outcome.kind === "declined" || outcome.inputs.length === 0) return undefined;
  return shorten(`at ${pointText(outcome)}`, maximumLength);
}

/** "w = 3, x = 2 (chosen)" with numbers as short as the lens needs them. */
export function pointText(traced: TracedFunction): string {
  return traced.point.chosen ? `${valuesText(traced)} (chosen)` : valuesText(traced);
}

function valuesText(traced: TracedFunction): string {
  const inputs = traced.inputs.map(({ path, value }) => [path, value] as const);
  const { given } = traced.point;
  return [inputsText(inputs, lensNumber), ...(given === undefined ? [] : [given])].join(", ");
}

/** The verdict above a hand-written derivative. */
export function checkTitle(check: GradientCheck): string {
  const of = derivativeName(check);
  const reached = reachedText(check);
  switch (check.verdict) {
    case "equal":
      return `✓ equals ${of}${check.evidence === "proved" ? " (proved)" : ""}${reached}`;
    case "equal-of-output":
      return `✓ equals ${of}, as a function of the output${reached}`;
    case "kink":
      return `✓ equals ${of} but for another choice at a kink${reached}`;
    case "proportional":
      return `✓ ${proportionText(check)} ${of}${reached}`;
    case "conditional":
      return `⚠ ${conditionText(check)}${because(check)}`;
    case "wrong":
      return `✗ ${wrongText(check)}`;
    case "inconclusive":
      return `? not verified against ${check.primal.name}`;
    case "declined":
      return `? not compared with ${check.primal.name}`;
  }
}

function proportionText({ factor }: GradientCheck): string {
  return factor === undefined ? "proportional to" : `${formatApart(factor, 1, lensDigits)} times`;
}

/** Nothing is known of a branch that no point reached, or on which it throws or takes no arguments. */
export function reachedText({ branches: { covered, seen }, reason }: GradientCheck): string {
  const refuses = reason?.message.startsWith("it gives") ? "takes its arguments" : "does not throw";
  const where = reason ? ` where it ${refuses}` : "";
  return covered < seen ? `${where} (${covered} of ${seen} branches reached)` : where;
}

/** The verdict within the room of a lens: without the numbers, or the reason, where they do not fit. */
export function verdictTitle(check: GradientCheck, maximumLength: number): string {
  const titles = [checkTitle(check)];
  if (check.verdict === "wrong") titles.push(`✗ ${mistakeText(check)}`);
  if (check.verdict === "conditional") titles.push(`⚠ ${conditionText(check)}`);
  const reached = reachedText(check);
  if (reached !== "" && titles[0]?.endsWith(reached)) {
    const says = check.verdict === "proportional" ? proportionText(check) : "equals";
    titles.push(`✓ ${says} ${derivativeName(check)}${reached}`, `✓ ${says} it${reached}`);
  }
  const fitting = titles.find((title) => title.length <= maximumLength);
  return fitting ?? shorten(titles.at(-1) ?? "", maximumLength);
}

/** `f′` where there is one input, `∂f/∂x` where there are more, `∇f` for all of them. */
function derivativeName({ primal, inside, wrt, counterexample }: GradientCheck): string {
  const own = inside?.value ?? primal.name.split(".").at(-1) ?? primal.name;
  const name = /^[\w$]+$/.test(own) ? own : `(${own})`;
  const [only] = wrt;
  if (wrt.length !== 1 || only === undefined) return `∇${name}`;
  const isAlone = counterexample ? counterexample.inputs.length === 1 : /^[xt]$/.test(only);
  return isAlone ? `${name}′` : `∂${name}/∂${only}`;
}

/** One sentence for the Problems list. */
export function checkMessage(check: GradientCheck): string {
  const { inside, verdict } = check;
  const derivative = inside ? { name: inside.slope } : check.derivative;
  const primal = inside ? { name: inside.value } : check.primal;
  const pair = `"${derivative.name}" is not the derivative of "${primal.name}"`;
  if (verdict === "wrong") return `${pair}: ${wrongText(check)}.`;
  if (verdict === "conditional") {
    const numbers = numbersText(check);
    return `${pair} everywhere: ${conditionText(check)}${because(check)}${numbers && ` — ${numbers}`}.`;
  }
  const why = check.reason ? `: ${check.reason.message}` : "";
  switch (verdict) {
    case "proportional": {
      const factor =
        check.factor === undefined ? "a constant" : formatApart(check.factor, 1, lensDigits);
      return `"${derivative.name}" is ${factor} times the derivative of "${primal.name}"${reachedText(check)}.`;
    }
    case "inconclusive":
      return `"${derivative.name}" could not be verified against "${primal.name}"${why}.`;
    case "declined":
      return `"${derivative.name}" was not compared with "${primal.name}"${why}.`;
    default:
      return checkTitle(check);
  }
}

function conditionText(check: GradientCheck): string {
  return `equals ${derivativeName(check)} only ${whenText(check)}`;
}

/** "where x < 6", "on some branches only". */
export function whenText({ agreesWhen }: GradientCheck): string {
  if (agreesWhen === undefined) return "under a condition";
  return /^on /.test(agreesWhen) ? "on some branches" : `where ${agreesWhen}`;
}

function because({ diagnosis }: GradientCheck): string {
  return diagnosis && diagnosis.kind !== "unknown" ? ` (elsewhere ${diagnosis.message})` : "";
}

/** `the inner rate g′(x) = 3 is missing — at x = 1.3 yours 5.2, exact 15.6`. */
function wrongText(check: GradientCheck): string {
  const numbers = numbersText(check);
  return numbers === "" ? mistakeText(check) : `${mistakeText(check)} — ${numbers}`;
}

function mistakeText({ diagnosis, ...check }: GradientCheck): string {
  return diagnosis && diagnosis.kind !== "unknown"
    ? diagnosis.message
    : `differs from ${derivativeName(check)}`;
}

/** `x = 1.3, w = 2`. */
export function pointTextOf({ inputs }: Counterexample): string {
  return inputsText(inputs, number);
}

function numbersText({ counterexample }: GradientCheck): string {
  if (!counterexample) return "";
  const at = pointTextOf(counterexample);
  const component =
    counterexample.component === "" ? "" : ` in ${counterexample.component.replace(/^\./, "")}`;
  const { actual, expected } = counterexample;
  const yours = formatApart(actual, expected, lensDigits);
  return `at ${at}${component} yours ${yours}, exact ${formatApart(expected, actual, lensDigits)}`;
}

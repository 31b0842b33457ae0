import type { GradientCheck } from "../gradcheck/gradientCheck.ts";
import { formatNumber } from "../util/formatNumber.ts";
import type { FunctionAnalysis, TracedFunction } from "./functionAnalysis.ts";
import { pieceCondition } from "./pieces.ts";
import { readableDerivatives } from "./readableDerivative.ts";

/** What fits above a line without being in its way. */
const maximumLength = 80;

/** Enough to see how large a number is; the hover has the rest. */
const lensDigits = 4;

const number = (value: number) => formatNumber(value, lensDigits);

/** Whether a function gets a lens at all: known before its formula is made, which costs more. */
export function hasLens({ level, outcome }: FunctionAnalysis): boolean {
  return outcome.kind === "differentiable" && level !== "nested";
}

/** The derivative in one line, or nothing for a function that has none to show. */
export function lensTitle(fn: FunctionAnalysis): string | undefined {
  if (fn.outcome.kind === "declined" || !hasLens(fn)) return undefined;
  const { inputs, outputs } = fn.outcome;
  if (outputs.length > 1) return vectorTitle(fn.outcome);
  const isPlain = inputs.length === 1 && isPlainName(inputs[0]?.path ?? "");
  const titles = isPlain ? singleTitles(fn, fn.outcome) : partialTitles(fn, fn.outcome);
  return titles.find((title) => title.length <= maximumLength) ?? shorten(titles.at(-1) ?? "");
}

/** Such an input reads as an argument: `h′(x)`. Those like `v[0]` do not. */
export function isPlainName(path: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(path);
}

/** `h′(x) = 6(3x + 1)  ·  h(2) = 49, h′(2) = 42`, and shorter ways to say it. */
function singleTitles(fn: FunctionAnalysis, traced: TracedFunction): readonly string[] {
  const [input] = traced.inputs;
  const [output] = traced.outputs;
  if (!input || !output) return [];
  const name = fn.shortName;
  const chosen = traced.point.chosen ? " (chosen)" : "";
  const at = number(input.value);
  const value = `${name}(${at}) = ${number(output.value)}`;
  const slope = `${name}′(${at}) = ${number(input.gradient ?? Number.NaN)}`;
  const formula = readableDerivatives(fn)[0]?.text;
  const numeric = [`${value}, ${slope}${chosen}`, `${slope}${chosen}`];
  if (formula === undefined) return numeric;
  const condition = pieceCondition(traced.tape);
  const where = condition === undefined ? "" : `${condition}: `;
  const symbolic = `${where}${name}′(${input.path}) = ${formula}`;
  // A constant slope says the same at every point.
  if (/^−?[\d.]+$/.test(formula))
    return [`${symbolic}  ·  ${value}${chosen}`, symbolic, ...numeric];
  return [
    `${symbolic}  ·  ${value}, ${slope}${chosen}`,
    `${symbolic}  ·  ${slope}${chosen}`,
    symbolic,
    ...numeric,
  ];
}

/** `∂loss/∂w = 1248 · ∂loss/∂x = 1872 at w = 3, x = 2, target = 10`, and shorter ways to say it. */
function partialTitles(fn: FunctionAnalysis, traced: TracedFunction): readonly string[] {
  const name = fn.shortName;
  const partials = traced.inputs.map(
    ({ path, gradient }) => `∂${name}/∂${path} = ${number(gradient ?? Number.NaN)}`,
  );
  const point = `at ${pointText(traced)}`;
  const all = partials.join(" · ");
  const short = traced.inputs.map(
    ({ path, gradient }) => `∂${path} ${number(gradient ?? Number.NaN)}`,
  );
  const chosen = traced.point.chosen ? " (chosen)" : "";
  const titles = [`${all} ${point}`, all + chosen, `∇${name}: ${short.join(" · ")}${chosen}`];
  for (let count = short.length - 1; count > 0; count--) {
    const some = short.slice(0, count).join(" · ");
    titles.push(`∇${name}: ${some} · … ${short.length - count} more${chosen}`);
  }
  return titles;
}

function vectorTitle(traced: TracedFunction): string {
  const size = `Jacobian ${traced.outputs.length}×${traced.inputs.length}`;
  const chosen = traced.point.chosen ? " (chosen)" : "";
  return shorten(`${size} at ${valuesText(traced)}`, maximumLength - chosen.length) + chosen;
}

/** "w = 3, x = 2 (chosen)" with numbers as short as the lens needs them. */
export function pointText(traced: TracedFunction): string {
  return traced.point.chosen ? `${valuesText(traced)} (chosen)` : valuesText(traced);
}

function valuesText(traced: TracedFunction): string {
  return traced.inputs.map(({ path, value }) => `${path} = ${number(value)}`).join(", ");
}

function shorten(text: string, length = maximumLength): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}

/** The verdict above a hand-written derivative. */
export function checkTitle(check: GradientCheck): string {
  const of = derivativeName(check);
  switch (check.verdict) {
    case "equal":
      return `✓ equals ${of}${check.evidence === "proved" ? " (proved)" : ""}`;
    case "equal-of-output":
      return `✓ equals ${of}, as a function of the output`;
    case "kink":
      return `✓ equals ${of} but for another choice at a kink`;
    case "proportional":
      return `✓ ${check.factor === undefined ? "proportional to" : `${number(check.factor)} times`} ${of}`;
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

/** `f′` where there is one input, `∂f/∂x` where there are more, `∇f` for all of them. */
function derivativeName({ primal, wrt, counterexample }: GradientCheck): string {
  const name = primal.name.split(".").at(-1) ?? primal.name;
  const [only] = wrt;
  if (wrt.length !== 1 || only === undefined) return `∇${name}`;
  const isAlone = counterexample ? counterexample.inputs.length === 1 : /^[xt]$/.test(only);
  return isAlone ? `${name}′` : `∂${name}/∂${only}`;
}

/** One sentence for the Problems list. */
export function checkMessage(check: GradientCheck): string {
  const { derivative, primal, verdict } = check;
  const pair = `"${derivative.name}" is not the derivative of "${primal.name}"`;
  if (verdict === "wrong") return `${pair}: ${wrongText(check)}.`;
  if (verdict === "conditional") {
    const numbers = numbersText(check);
    return `${pair} everywhere: ${conditionText(check)}${because(check)}${numbers && ` — ${numbers}`}.`;
  }
  return check.reason?.message ?? checkTitle(check);
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
  const { diagnosis } = check;
  const numbers = numbersText(check);
  const what =
    diagnosis && diagnosis.kind !== "unknown"
      ? diagnosis.message
      : `differs from ${derivativeName(check)}`;
  return numbers === "" ? what : `${what} — ${numbers}`;
}

function numbersText({ counterexample }: GradientCheck): string {
  if (!counterexample) return "";
  const at = counterexample.inputs.map(([path, value]) => `${path} = ${number(value)}`).join(", ");
  const component =
    counterexample.component === "" ? "" : ` in ${counterexample.component.replace(/^\./, "")}`;
  return `at ${at}${component} yours ${number(counterexample.actual)}, exact ${number(counterexample.expected)}`;
}

import { derivativesUpTo } from "../../autodiff/tower.ts";
import { derivativeTexts } from "../../symbolic/derivativeText.ts";
import { sizeOf } from "../../tape/tape.ts";
import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import { chosenText } from "./chosenText.ts";
import { isPlainName, lensNumber, type TitleForm } from "./titles.ts";

/** Each order may double the work of the one before: a lens is no place to wait. */
export const highestLensOrder = 6;

/** Inputs × operations beyond which a higher derivative is not computed for a lens. */
const maximumWork = 40_000;

/** `h″(x) = 18  ·  h″(2) = 18`, `∂²loss/∂x² = … · ∂²loss/∂w² = …`, and shorter ways to say it. */
export function higherTitles(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  order: number,
  form: TitleForm,
): readonly string[] {
  const { tape, inputs, outputs } = traced;
  const [output] = tape.outputs;
  const free = tape.inputs.filter(({ role }) => role === "free").map(({ node }) => node);
  if (!output || outputs.length !== 1 || free.length * sizeOf(tape) > maximumWork) return [];
  const formulas = derivativeTexts(tape, output.node, free, order);
  const numbers = free.map((node) =>
    lensNumber(derivativesUpTo(tape, output.node, node, order)[order] ?? Number.NaN),
  );
  const [input] = inputs;
  const chosen = chosenText(traced);
  if (input && inputs.length === 1 && isPlainName(input.path)) {
    const name = fn.shortName + primes(order);
    const symbolic = formulas[0] && `${name}(${input.path}) = ${formulas[0].text}`;
    const numeric = `${name}(${lensNumber(input.value)}) = ${numbers[0]}${chosen}`;
    if (symbolic === undefined || form === "numeric") return [numeric];
    return form === "symbolic"
      ? [symbolic, numeric]
      : [`${symbolic}  ·  ${numeric}`, symbolic, numeric];
  }
  const power = raisedDigits(order);
  const lefts = inputs.map(({ path }) => `∂${power}${fn.shortName}/∂${path}${power}`);
  const line = (rights: readonly (string | undefined)[]) =>
    lefts.map((left, index) => `${left} = ${rights[index]}`).join(" · ");
  const texts = formulas.map((formula) => formula?.text);
  const numeric = [
    line(numbers) + chosen,
    `∂${power}${fn.shortName}: ${numbers.join(", ")}${chosen}`,
  ];
  const isWhole = texts.every((text) => text !== undefined);
  return form === "symbolic" && isWhole ? [line(texts), ...numeric] : numeric;
}

/** f′, f″, f‴, then f⁽⁴⁾. */
function primes(order: number): string {
  return ["", "′", "″", "‴"][order] ?? `⁽${raisedDigits(order)}⁾`;
}

function raisedDigits(order: number): string {
  return [...String(order)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
}

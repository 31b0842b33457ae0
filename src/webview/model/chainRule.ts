import { formulaLine, type Line, quotient } from "./lines.ts";
import { formatNumber } from "./numbers.ts";
import { wrapped } from "./operators.ts";
import { type Path, productOf, type Rate } from "./paths.ts";
import type { Routes } from "./routes.ts";

/** Up to so many paths the rule is one sum of products; beyond, one line per stage. */
const WRITTEN_PATHS = 4;

/** The product of the rates, summed over the paths; with many paths, stage by stage. */
export function chainRule(routes: Routes, rates: readonly Rate[]): readonly Line[] {
  const { level, input, output, paths } = routes;
  const whole = quotient(level.name(output), input.path);
  if (paths.paths.length > 0 && paths.count <= WRITTEN_PATHS) {
    const symbols = paths.paths.map(({ rates }) => inReverse(rates, symbolOf(routes), " · "));
    const numbers = paths.paths.map(({ rates }) => inReverse(rates, numberOf, " × "));
    const products = paths.paths.map(({ rates }) => wrapped(formatNumber(productOf(rates))));
    return [
      formulaLine([whole, symbols.join(" + ")]),
      formulaLine([
        whole,
        numbers.join(" + "),
        ...(products.length > 1 ? [products.join(" + ")] : []),
        formatNumber(paths.sum),
      ]),
    ];
  }
  return backwardLines(routes, rates);
}

/** ∂L/∂u = ∂L/∂a · ∂a/∂u + …, from the output back: every stage is the sum of what it feeds. */
function backwardLines({ level, output }: Routes, rates: readonly Rate[]): readonly Line[] {
  const gradients = new Map([[output, 1]]);
  const nodes = [...new Set(rates.map(({ from }) => from))].sort((a, b) => b - a);
  return nodes.map((node) => {
    const leaving = rates.filter(({ from, isStopped }) => from === node && !isStopped);
    const terms = leaving.map(({ to, rate }) => (gradients.get(to) as number) * rate);
    const sum = terms.reduce((total, term) => total + term, 0);
    gradients.set(node, sum);
    const products = leaving.map(({ to, rate }) => {
      const gradient = wrapped(formatNumber(gradients.get(to) as number));
      return `${gradient} × ${wrapped(formatNumber(rate))}`;
    });
    const shown = products.slice(0, WRITTEN_PATHS).join(" + ");
    const more = products.length - WRITTEN_PATHS;
    const text = more > 0 ? `${shown} + ${more} more` : shown || "0";
    const terms_ = [quotient(level.name(output), level.name(node)), text, formatNumber(sum)];
    return { terms: terms_, node, kind: "formula" };
  });
}

function symbolOf({ level }: Routes) {
  return ({ from, to }: Rate) => quotient(level.name(to), level.name(from));
}

function numberOf({ rate, isStopped }: Rate): string {
  return wrapped(formatNumber(isStopped ? 0 : rate));
}

/** Outside first, as the rule is spoken. */
function inReverse(rates: Path["rates"], text: (rate: Rate) => string, sign: string): string {
  return rates.toReversed().map(text).join(sign);
}

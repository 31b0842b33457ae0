import { type Formula, inParentheses, joined, numberFormula, quotient, words } from "./formula.ts";
import { formulaLine, type Line } from "./lines.ts";
import { type Path, productOf, type Rate } from "./paths.ts";
import type { Routes } from "./routes.ts";

/** Up to so many paths the rule is one sum of products; beyond, one line per stage. */
const WRITTEN_PATHS = 4;

/** The product of the rates, summed over the paths; with many paths, stage by stage. */
export function chainRule(routes: Routes, rates: readonly Rate[]): readonly Line[] {
  const { level, input, output, paths } = routes;
  const whole = quotient(level.name(output), input.path);
  if (paths.paths.length > 0 && paths.count <= WRITTEN_PATHS) {
    const along = (text: (rate: Rate) => Formula, sign: "·" | "×") =>
      joined(
        paths.paths.map(({ rates }) => inReverse(rates, text, sign)),
        "+",
      );
    const rules = rulesOf(routes);
    const products = paths.paths.map(({ rates }) => factor(productOf(rates)));
    return [
      formulaLine([whole, along(symbolOf(routes), "·")]),
      ...(rules ? [formulaLine([whole, along(rules, "·")])] : []),
      ...inInputs(routes, whole),
      formulaLine([
        whole,
        along(numberOf, "×"),
        ...(products.length > 1 ? [joined(products, "+")] : []),
        numberFormula(paths.sum),
      ]),
    ];
  }
  return backwardLines(routes, rates);
}

/** Every rate as a formula, where each has one. */
function rulesOf({ level, paths }: Routes): ((rate: Rate) => Formula) | undefined {
  const all = paths.paths.flatMap(({ rates }) => rates);
  if (all.length < 2 || all.some((rate) => rate.isStopped || !level.rule(rate.from, rate.to))) {
    return undefined;
  }
  return ({ from, to }) => inParentheses(level.rule(from, to) as Formula);
}

/** Each rate with the inner functions put in: "6x · 3". */
function inInputs({ level, paths }: Routes, whole: Formula): readonly Line[] {
  const [path] = paths.paths;
  if (paths.count !== 1 || !path || path.rates.length < 2) return [];
  const rules = path.rates.map(({ from, to }) => level.ruleInInputs(from, to));
  const written = path.rates.map(({ from, to }) => level.rule(from, to)?.text);
  if (rules.every((rule, index) => rule?.text === written[index])) return [];
  if (rules.some((rule) => rule === undefined)) return [];
  const factors = rules.map((rule) => inParentheses(rule as Formula)).toReversed();
  return [formulaLine([whole, joined(factors, "·")])];
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
    const products = leaving
      .slice(0, WRITTEN_PATHS)
      .map(({ to, rate }) => joined([factor(gradients.get(to) as number), factor(rate)], "×"));
    const more = leaving.length - WRITTEN_PATHS;
    const shown = more > 0 ? [...products, words(`${more} more`)] : products;
    const written = shown.length === 0 ? numberFormula(0) : joined(shown, "+");
    const name = quotient(level.name(output), level.name(node));
    return formulaLine([name, written, numberFormula(sum)], node);
  });
}

function symbolOf({ level }: Routes) {
  return ({ from, to }: Rate) => quotient(level.name(to), level.name(from));
}

function numberOf({ rate, isStopped }: Rate): Formula {
  return factor(isStopped ? 0 : rate);
}

function factor(value: number): Formula {
  return inParentheses(numberFormula(value));
}

/** Outside first, as the rule is spoken. */
function inReverse(rates: Path["rates"], text: (rate: Rate) => Formula, sign: "·" | "×"): Formula {
  return joined(rates.toReversed().map(text), sign);
}

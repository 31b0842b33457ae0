import { createEvaluator } from "../../core/autodiff/evaluator.ts";
import { formatNumber } from "./numbers.ts";
import { wrapped } from "./operators.ts";
import { type Path, productOf, type Rate } from "./paths.ts";
import type { Routes } from "./routes.ts";

/** A number that a known slip leads to, and what to say to whoever gives it: "is the outer rate alone …". */
export interface Mistake {
  readonly value: number;
  readonly text: string;
}

/** What people get wrong about this very derivative, the likeliest first. */
export function mistakesOf(routes: Routes, values: Float64Array): readonly Mistake[] {
  const { paths } = routes.paths;
  const [only, another] = paths;
  return [
    ...(only && !another
      ? alongOneChain(routes, only, values)
      : acrossPaths(routes, paths, values)),
    ...anywhere(routes, values),
  ];
}

/** One chain of links: a part of it alone, a link left out, added instead of multiplied, at the wrong place. */
function alongOneChain(routes: Routes, path: Path, values: Float64Array): readonly Mistake[] {
  const { rates } = path;
  if (rates.length < 2) return [];
  const total = number(productOf(rates));
  const cuts = rates
    .slice(1)
    .map((_, index) => [rates.slice(0, index + 1), rates.slice(index + 1)]);
  const alone = cuts.flatMap(([inner = [], outer = []]) => {
    const which = rates.length > 2 ? named(routes, inner, outer) : ["", ""];
    const [innerRate, outerRate] = [productOf(inner), productOf(outer)];
    return [
      {
        value: outerRate,
        text: `is the outer rate${which[1]} alone; times the inner rate${which[0]} ${number(innerRate)} it is ${total}.`,
      },
      {
        value: innerRate,
        text: `is the inner rate${which[0]} alone; times the outer rate${which[1]} ${number(outerRate)} it is ${total}.`,
      },
    ];
  });
  return [
    ...alone,
    ...withoutLink(routes, rates, total),
    {
      value: rates.reduce((sum, { rate }) => sum + rate, 0),
      text: `is the sum of the rates; along a chain they multiply: ${factors(rates)} = ${total}.`,
    },
    ...atTheInput(routes, [path], values, total),
  ];
}

function withoutLink(routes: Routes, rates: readonly Rate[], total: string): readonly Mistake[] {
  return rates.slice(1, -1).map((link) => ({
    value: productOf(rates.filter((rate) => rate !== link)),
    text: `leaves out the link ${symbol(routes, link)} = ${number(link.rate)}; with it, it is ${total}.`,
  }));
}

/** Several paths: one of them alone, multiplied instead of added, only their outer or inner halves. */
function acrossPaths(
  routes: Routes,
  paths: readonly Path[],
  values: Float64Array,
): readonly Mistake[] {
  if (paths.length === 0) return [];
  const { level } = routes;
  const total = number(routes.paths.sum);
  const products = paths.map(({ product }) => wrapped(number(product))).join(" + ");
  const through = ({ rates }: Path) =>
    rates.length > 1 ? `through ${level.name((rates[0] as Rate).to)}` : "that is direct";
  const alone = paths.map((path) => ({
    value: path.product,
    text: `is the path ${through(path)} alone; all paths add up: ${products} = ${total}.`,
  }));
  const leftOut = paths.map((path) => ({
    value: routes.paths.sum - path.product,
    text: `leaves out the path ${through(path)}, which brings ${number(path.product)}: together ${total}.`,
  }));
  const outer = paths.map(({ rates }) => productOf(rates.slice(1)));
  return [
    ...alone,
    ...leftOut,
    {
      value: paths.reduce((whole, { product }) => whole * product, 1),
      text: `multiplies the paths; links multiply, paths add: ${products} = ${total}.`,
    },
    {
      value: outer.reduce((sum, rate) => sum + rate, 0),
      text: `adds the outer rates alone; each is still to be multiplied by its inner rate: ${products} = ${total}.`,
    },
    ...atTheInput(routes, paths, values, total),
  ];
}

/** f′(x) for f′(g(x)): every rate taken where the input stands and not at the link's own input. */
function atTheInput(
  routes: Routes,
  paths: readonly Path[],
  values: Float64Array,
  total: string,
): readonly Mistake[] {
  const { input, level } = routes;
  const x = values[input.node] as number;
  const sums = { whole: 0, outer: 0 };
  for (const { rates } of paths) {
    const there = rates.map((link, index) =>
      index === 0 ? link.rate : rateAt(routes, link, values, x),
    );
    if (there.some((rate) => rate === undefined)) return [];
    const outer = (there.slice(1) as number[]).reduce((product, rate) => product * rate, 1);
    sums.outer += outer;
    sums.whole += outer * (there[0] as number);
  }
  const link = paths[0]?.rates[1];
  if (!link) return [];
  const own = `${level.name(link.from)} = ${number(values[link.from] as number)}`;
  const taken = `takes the outer rate at ${input.path} = ${number(x)}; it is to be taken at ${own}`;
  return [
    { value: sums.whole, text: `${taken}: then it is ${total}.` },
    { value: sums.outer, text: `${taken}, and the inner rate is missing: ${total}.` },
  ];
}

/** The derivative of a link by its input, at another place. */
function rateAt(
  { level }: Routes,
  { from, to }: Rate,
  values: Float64Array,
  x: number,
): number | undefined {
  const stage = level.stage(to);
  if (!stage) return undefined;
  const evaluator = createEvaluator(stage.tape);
  evaluator.evaluate(stage.leaves.map((leaf) => (leaf === from ? x : (values[leaf] as number))));
  const output = stage.tape.outputs[0]?.node as number;
  return evaluator.gradient(output)[stage.leaves.indexOf(from)];
}

/** Slips that know no chain: a sign, the value instead of the rate, upside down. */
function anywhere(
  { paths, input, output, level }: Routes,
  values: Float64Array,
): readonly Mistake[] {
  const { sum } = paths;
  const total = number(sum);
  const negative = paths.largest?.rates.filter(({ rate }) => rate < 0).length ?? 0;
  const why =
    paths.count === 1 && negative > 0
      ? `: ${negative} of the rates ${negative === 1 ? "is" : "are"} negative`
      : "";
  return [
    { value: -sum, text: `has the right size and the wrong sign${why}. It is ${total}.` },
    {
      value: values[output] as number,
      text: `is the value of ${level.name(output)} there; its rate is ${total}.`,
    },
    {
      value: 1 / sum,
      text: `is upside down: that is how ${input.path} moves with ${level.name(output)}. It is ${total}.`,
    },
  ];
}

function named({ level }: Routes, ...halves: readonly (readonly Rate[])[]): readonly string[] {
  return halves.map((rates) => {
    const [first, last] = [rates[0] as Rate, rates.at(-1) as Rate];
    return ` ∂${wrapped(level.name(last.to))}/∂${wrapped(level.name(first.from))}`;
  });
}

function symbol({ level }: Routes, { from, to }: Rate): string {
  return `∂${wrapped(level.name(to))}/∂${wrapped(level.name(from))}`;
}

/** Outside first, as the rule is spoken. */
function factors(rates: readonly Rate[]): string {
  return rates
    .toReversed()
    .map(({ rate }) => wrapped(number(rate)))
    .join(" × ");
}

function number(value: number): string {
  return formatNumber(value);
}

import type { MultipliedOut } from "../../core/symbolic/multipliedOut.ts";
import type { NodeId } from "../../core/tape/tape.ts";
import { chainRule } from "./chainRule.ts";
import type { DifferenceCheck } from "./differenceCheck.ts";
import { type Formula, nameFormula, numberFormula, quotient, words } from "./formula.ts";
import { formulaLine, type Line, remark } from "./lines.ts";
import { formatNumber } from "./numbers.ts";
import type { Rate } from "./paths.ts";
import type { Routes } from "./routes.ts";

/** The derivation as a teacher writes it: titled steps of lines. */
export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** What is known about the whole derivative, apart from its links. */
export interface Findings {
  readonly formula: Formula | undefined;
  /** The function multiplied out first: then there is no chain. */
  readonly otherWay: MultipliedOut | undefined;
  readonly check: DifferenceCheck;
}

/** More lines than this in one step are told as a number. */
const MOST_LINES = 40;

export function derivation(
  routes: Routes,
  values: Float64Array,
  { formula, otherWay, check }: Findings,
): readonly Section[] {
  const { paths } = routes;
  if (paths.count === 0) {
    const text = `${nameOf(routes, routes.output)} is not computed from ${routes.input.path}: its derivative is 0`;
    return [{ title: "No way leads there", lines: [remark(text)] }];
  }
  const rates = ratesOnTheWay(routes);
  return [
    { title: "Identify the composition", lines: composition(routes, rates, values) },
    { title: "Take each derivative by itself", lines: limited(rates.map(rateLine(routes))) },
    { title: "Apply the chain rule", lines: limited(chainRule(routes, rates)) },
    { title: "Result", lines: result(routes, formula) },
    ...(otherWay ? [{ title: MULTIPLIED_OUT, lines: otherLines(routes, otherWay, formula) }] : []),
    { title: "Check it by a difference", lines: checkLines(routes, check) },
  ];
}

/** The rates that lie on some path from the input to the output, in execution order. */
function ratesOnTheWay({ rates, input, output }: Routes): readonly Rate[] {
  const reached = new Set([input.node]);
  for (const { from, to } of rates) if (reached.has(from)) reached.add(to);
  const leads = new Set([output]);
  for (const { from, to } of rates.toReversed()) if (leads.has(to)) leads.add(from);
  return rates.filter(({ from, to }) => reached.has(from) && leads.has(to) && to <= output);
}

function composition(routes: Routes, rates: readonly Rate[], values: Float64Array) {
  const { level, input } = routes;
  const nodes = [...new Set(rates.map(({ to }) => to))];
  const stages = nodes.map(
    (node): Line =>
      formulaLine(
        [nameFormula(level.name(node)), level.formula(node), numberAt(values, node)],
        node,
      ),
  );
  const start = formulaLine([nameFormula(input.path), numberAt(values, input.node)], input.node);
  return limited([start, ...stages]);
}

function rateLine({ level }: Routes) {
  return ({ from, to, rate, isStopped }: Rate): Line => {
    const rule = isStopped ? undefined : level.rule(from, to);
    const number = isStopped ? words("0 (nothing passes)") : numberFormula(rate);
    const name = quotient(level.name(to), level.name(from));
    const terms = rule === undefined || rule.text === number.text ? [name] : [name, rule];
    return formulaLine([...terms, number], to);
  };
}

function result({ level, input, output, paths }: Routes, formula: Formula | undefined) {
  const number = numberFormula(paths.sum);
  const terms = [
    quotient(level.name(output), input.path),
    ...(formula && formula.text !== number.text ? [formula] : []),
    number,
  ];
  return [{ terms, node: undefined, kind: "result" } as const];
}

const MULTIPLIED_OUT = "Check it another way: multiply out first";

/** Two ways to one formula. That both end at the same normal form is what proves them equal. */
function otherLines(
  { level, input, output }: Routes,
  { value, derivative }: MultipliedOut,
  formula: Formula | undefined,
): readonly Line[] {
  const [name, whole] = [level.name(output), quotient(level.name(output), input.path)];
  const isSame = formula === undefined || formula.text === derivative.text;
  return [
    formulaLine([nameFormula(name), value], output),
    formulaLine([whole, derivative]),
    ...(isSame ? [] : [formulaLine([formula, derivative])]),
    remark("Term by term, without the chain rule, and proved equal to what it gave."),
  ];
}

function checkLines({ level, input, output }: Routes, check: DifferenceCheck): readonly Line[] {
  if (check.kind === "none") return [remark(check.reason)];
  const { step, quotient: slope, digits } = check;
  const [name, by] = [level.name(output), formatNumber(step, 2)];
  const difference = `(${name} at ${input.path} + ${by} − ${name} at ${input.path} − ${by}) ÷ ${formatNumber(2 * step, 2)}`;
  const verdict =
    digits === undefined
      ? "The difference quotient says otherwise: look for a corner or a jump nearby."
      : `The difference quotient agrees to ${digits} digits.`;
  return [formulaLine([words(difference), words(formatNumber(slope, 9))]), remark(verdict)];
}

function numberAt(values: Float64Array, node: NodeId): Formula {
  return numberFormula(values[node] as number);
}

function nameOf({ level }: Routes, node: NodeId): string {
  return level.name(node);
}

function limited(lines: readonly Line[]): readonly Line[] {
  if (lines.length <= MOST_LINES) return lines;
  const left = lines.length - MOST_LINES;
  return [...lines.slice(0, MOST_LINES), remark(`… and ${left} more lines of the same kind`)];
}

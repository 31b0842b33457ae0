import assert from "node:assert/strict";
import { derivative } from "mathjs";
import { derivativeTexts } from "../src/core/symbolic/derivativeText.ts";
import { deriveSymbolically } from "../src/core/symbolic/expr/derive.ts";
import { createExprPool } from "../src/core/symbolic/expr/expr.ts";
import { printText } from "../src/core/symbolic/print/printText.ts";
import { createSimplifier } from "../src/core/symbolic/simplify.ts";
import { parseSource } from "../src/core/syntax/parse.ts";
import { createModule } from "../src/core/syntax/parsedModule.ts";
import type { NodeId, Tape } from "../src/core/tape/tape.ts";
import { traceFunction } from "../src/core/trace/traceFunction.ts";
import { commonText, evaluated } from "./symbolic/common.ts";
import { engines } from "./symbolic/engines.ts";
import { expressions, points, typeScriptOf } from "./symbolic/expressions.ts";
import { type Formula, parseFormula } from "./symbolic/notation.ts";
import { printTable } from "./table.ts";

/** Our formulas of twenty derivatives beside those of four engines, in one notation. See README.md. */

/** No formula may be longer than the best by more than this. */
const allowedRatio = 1.15;
const allowedMedian = 0.3;
const allowedMost = 5;
const rounds = 200;
/** Until the code is compiled: as in an editor that has been open for a while. */
const warmUps = 500;
const limits = { steps: 100_000, nodes: 10_000 };

interface Answer {
  readonly engine: string;
  /** In the common notation. */
  readonly text: string;
  readonly isRight: boolean;
}

function traced(expression: string): Tape {
  const text = typeScriptOf(expression);
  const parsed = parseSource(text, "f.ts");
  assert.ok(parsed.kind === "parsed");
  const module = createModule(text, parsed.program, parsed.unread);
  const [entry] = module.functions;
  assert.ok(entry);
  const trace = traceFunction(module, entry, { limits });
  assert.ok(trace.kind === "traced", expression);
  return trace.tape;
}

/** The text alone, as a lens needs it: derived, simplified and printed. */
function ours(tape: Tape): string {
  const { output, x } = endsOf(tape);
  const pool = createExprPool();
  const [derivative] = deriveSymbolically(tape, output, [x], pool) ?? [];
  const options = { reading: "people", hasDecimals: false, effort: 400 } as const;
  const simplified = derivative && createSimplifier(pool, options)(derivative);
  return simplified ? printText(simplified) : "none";
}

/** Text, LaTeX and TypeScript, which is simplified for itself. */
function allThree(tape: Tape): string | undefined {
  const { output, x } = endsOf(tape);
  return derivativeTexts(tape, output, [x])[0]?.text;
}

function endsOf(tape: Tape): { readonly output: NodeId; readonly x: NodeId } {
  const [output] = tape.outputs;
  const x = tape.inputs.find(({ path }) => path === "x");
  assert.ok(output && x);
  return { output: output.node, x: x.node };
}

function answer(engine: string, expression: string, derive: () => string): Answer {
  try {
    const printed = derive();
    const formula = parseFormula(printed);
    const text = commonText(formula);
    // What is printed is what counts: the common text, read again.
    const isRight = [formula, parseFormula(text)].every((each) => isDerivative(each, expression));
    return { engine, text, isRight };
  } catch (thrown) {
    return { engine, text: String(thrown), isRight: false };
  }
}

/** Against the unsimplified derivative of mathjs, which is none of those that are printed. */
function isDerivative(formula: Formula, expression: string): boolean {
  const exact = derivative(expression, "x", { simplify: false });
  return points.every((point) => {
    const expected = exact.evaluate({ ...point }) as number;
    return Math.abs(evaluated(formula, point) - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
  });
}

/** The shortest right one of an engine, or whatever it says first. */
function bestOf(answers: readonly Answer[]): Answer {
  const right = answers.filter(({ isRight }) => isRight);
  return right.toSorted((a, b) => a.text.length - b.text.length)[0] ?? (answers[0] as Answer);
}

interface Times {
  readonly median: number;
  /** Of processor time: what the clock says of one run says more of the machine's other work. */
  readonly most: number;
  /** The same before that, while the code was being compiled. */
  readonly mostAtFirst: number;
}

/** Milliseconds for each expression; they take turns. */
function timesOf(run: (tape: Tape) => unknown): ReadonlyMap<string, Times> {
  const samples = expressions.map((name) => ({
    name,
    tape: traced(name),
    times: [] as number[],
    most: 0,
    mostAtFirst: 0,
  }));
  for (let round = -warmUps; round < rounds; round++) {
    for (const sample of samples) {
      const before = process.cpuUsage();
      const start = performance.now();
      run(sample.tape);
      const time = performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      const spent = (user + system) / 1000;
      if (round < 0) {
        sample.mostAtFirst = Math.max(sample.mostAtFirst, spent);
        continue;
      }
      sample.times.push(time);
      sample.most = Math.max(sample.most, spent);
    }
  }
  return new Map(
    samples.map(({ name, times, most, mostAtFirst }) => {
      const median = times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
      return [name, { median, most, mostAtFirst }];
    }),
  );
}

function main(): void {
  const rows = [
    [
      "derivative of",
      "ours",
      "mathjs",
      "nerdamer",
      "algebrite",
      "compute-engine",
      "÷ best",
      "median",
      "longest",
      "with LaTeX and code",
    ],
  ];
  const lines: string[] = [];
  const problems: string[] = [];
  let total = 0;
  let bestTotal = 0;
  // Before the other engines leave their rubbish behind.
  const timed = timesOf(ours);
  const timedWhole = timesOf(allThree);
  for (const [index, expression] of expressions.entries()) {
    const tape = traced(expression);
    const own = answer("ours", expression, () => ours(tape));
    const others = engines.map(({ name, ways }) =>
      bestOf(ways.map((way) => answer(name, expression, () => way(expression)))),
    );
    const best = bestOf(others);
    const { median, most } = timed.get(expression) as Times;
    const ratio = own.text.length / best.text.length;
    total += own.text.length;
    bestTotal += best.text.length;
    rows.push([
      expression,
      ...[own, ...others].map(({ text, isRight }) => (isRight ? String(text.length) : "✗")),
      ratio.toFixed(2),
      ...[median, most, timedWhole.get(expression)?.median ?? 0].map(
        (time) => `${time.toFixed(3)} ms`,
      ),
    ]);
    lines.push(`${index + 1}. ${ours(tape)}\n   ${own.text}\n   ${best.text} (${best.engine})`);
    if (!own.isRight) problems.push(`${expression}: ${own.text} is wrong`);
    if (ratio > allowedRatio)
      problems.push(`${expression}: longer than the best by ${ratio.toFixed(2)}`);
    if (median > allowedMedian) problems.push(`${expression}: takes ${median.toFixed(2)} ms`);
    if (most > allowedMost) problems.push(`${expression}: took ${most.toFixed(2)} ms once`);
  }
  if (total > bestTotal) problems.push(`${total} characters together, the best have ${bestTotal}`);
  rows.push([
    "together",
    String(total),
    ...engines.map(() => ""),
    (total / bestTotal).toFixed(2),
    "",
    "",
    "",
  ]);
  printTable(rows);
  console.log(
    `\nOurs as printed, ours and the best of the others in one notation:\n${lines.join("\n")}`,
  );
  console.log(`\n${total} characters; the best of the others for each, together ${bestTotal}`);
  const atFirst = Math.max(...Array.from(timed.values(), ({ mostAtFirst }) => mostAtFirst));
  console.log(
    `Longest in the ${warmUps} rounds before, while the code was compiled: ${atFirst.toFixed(1)} ms`,
  );
  for (const problem of problems) console.log(`✗ ${problem}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

main();

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { evaluateTape } from "../src/core/autodiff/evaluate.ts";
import { localDerivatives } from "../src/core/autodiff/localDerivatives.ts";
import { reverseSweep } from "../src/core/autodiff/reverse.ts";
import { parseSource } from "../src/core/syntax/parse.ts";
import { createModule } from "../src/core/syntax/parsedModule.ts";
import { sizeOf, type Tape } from "../src/core/tape/tape.ts";
import { defaultLimits } from "../src/core/trace/budget.ts";
import { parsePoint } from "../src/core/trace/point.ts";
import { traceFunction } from "../src/core/trace/traceFunction.ts";
import { mlp, mlpGradient } from "./functions/mlp.ts";
import { rosenbrock, rosenbrockGradient } from "./functions/rosenbrock.ts";
import { scalar, scalarGradient } from "./functions/scalar.ts";
import { interleavedBatches } from "./measure.ts";
import { printRatios } from "./table.ts";

/** A function three times: to run, as text for the product to trace, and differentiated by hand. */
interface Subject {
  readonly title: string;
  readonly name: string;
  /** Where it is traced and first evaluated. */
  readonly at: readonly number[];
  value(x: number[]): number;
  gradient(x: number[], into: Float64Array): void;
  /** The point as `@at` takes it. */
  pointText(at: readonly number[]): string;
}

const vector = (name: string) => (at: readonly number[]) => `${name} = [${at.join(", ")}]`;
const spread = (count: number) => Array.from({ length: count }, (_, i) => Math.sin(i + 1));

const subjects: readonly Subject[] = [
  {
    title: "tanh((3x+1)²)·exp(−x²) + log(1+exp(x))",
    name: "scalar",
    at: [0.3],
    value: ([x]) => scalar(x as number),
    gradient: ([x], into) => {
      into[0] = scalarGradient(x as number);
    },
    pointText: ([x]) => `x = ${x}`,
  },
  {
    title: "Rosenbrock, 100 variables",
    name: "rosenbrock",
    at: spread(100),
    value: rosenbrock,
    gradient: rosenbrockGradient,
    pointText: vector("x"),
  },
  {
    title: "MLP 2-8-1, 33 parameters, 4 points",
    name: "mlp",
    at: spread(33),
    value: mlp,
    gradient: mlpGradient,
    pointText: vector("p"),
  },
];

export async function benchGradients(rounds: number): Promise<void> {
  for (const subject of subjects) await benchGradient(subject, rounds);
}

async function benchGradient(subject: Subject, rounds: number): Promise<void> {
  const x = [...subject.at];
  const byHand = new Float64Array(x.length);
  const byDifferences = new Float64Array(x.length);
  const tape = traced(subject);
  const byTape = tapeGradient(tape);

  subject.gradient(x, byHand);
  centralDifferences(subject, x, byDifferences);
  assertClose(byTape(x), byHand, 1e-12);
  assertClose(byDifferences, byHand, 1e-6);

  // Another point every time, so that nothing can be remembered.
  const move = () => {
    x[0] = (subject.at[0] as number) + 1e-3 * Math.random();
    return x;
  };
  const times = await interleavedBatches(
    [
      { name: "function alone", run: () => subject.value(move()) },
      {
        name: "by hand",
        run: () => {
          subject.gradient(move(), byHand);
          return byHand[0] as number;
        },
      },
      { name: "our tape", run: () => byTape(move())[0] as number },
      {
        name: "central differences",
        run: () => {
          centralDifferences(subject, move(), byDifferences);
          return byDifferences[0] as number;
        },
      },
    ],
    rounds,
  );
  const title = `${subject.title} (${sizeOf(tape)} nodes)`;
  printRatios(title, times, ["by hand", "central differences"]);
}

/** The text of the very function that runs here, through parser, interpreter and tape. */
function traced({ name, at, pointText }: Subject): Tape {
  const file = `bench/functions/${name}.ts`;
  const text = readFileSync(file, "utf8");
  const parsed = parseSource(text, file);
  assert.ok(parsed.kind === "parsed");
  const module = createModule(text, parsed.program, parsed.unread);
  const entry = module.functions.find((fn) => fn.name === name);
  const point = parsePoint(pointText(at));
  assert.ok(entry && point.kind !== "bad");
  const trace = traceFunction(module, entry, { limits: defaultLimits, point: point.point });
  assert.ok(trace.kind === "traced");
  return trace.tape;
}

/** Value and gradient at new inputs without touching the source, as the panel does on every drag. */
function tapeGradient(tape: Tape): (x: readonly number[]) => Float64Array {
  const values = new Float64Array(sizeOf(tape));
  const gradient = new Float64Array(tape.inputs.length);
  const [output] = tape.outputs;
  assert.ok(output);
  const seeds = new Map([[output.node, 1]]);
  const local = localDerivatives(tape);
  const sweep = reverseSweep(tape, seeds, local);
  return (x) => {
    evaluateTape(tape, x, values);
    const { adjoints } = reverseSweep(tape, seeds, localDerivatives(tape, values, local), sweep);
    for (const [index, { node }] of tape.inputs.entries()) {
      gradient[index] = adjoints[node] as number;
    }
    return gradient;
  };
}

function centralDifferences({ value }: Subject, x: number[], into: Float64Array): void {
  const h = 1e-6;
  for (let i = 0; i < x.length; i++) {
    const before = x[i] as number;
    x[i] = before + h;
    const above = value(x);
    x[i] = before - h;
    into[i] = (above - value(x)) / (2 * h);
    x[i] = before;
  }
}

function assertClose(actual: Float64Array, expected: Float64Array, tolerance: number): void {
  const scale = Math.max(...expected.map(Math.abs));
  for (const [index, value] of expected.entries()) {
    const difference = Math.abs((actual[index] as number) - value);
    assert.ok(difference <= tolerance * scale, `component ${index}: ${actual[index]} ≠ ${value}`);
  }
}

import assert from "node:assert/strict";
import { sizeOf } from "../src/core/tape/tape.ts";
import { classifier, classifierGradient, classifierParameters } from "./functions/classifier.ts";
import { rosenbrock, rosenbrockGradient } from "./functions/rosenbrock.ts";
import { scalar, scalarGradient } from "./functions/scalar.ts";
import { softmax, softmaxGradient, softmaxParameters } from "./functions/softmax.ts";
import { interleavedBatches } from "./measure.ts";
import { objectGradient } from "./objectGraph.ts";
import {
  type Gradient,
  rosenbrockByMathjs,
  scalarByMathjs,
  scalarByNerdamer,
} from "./peers/formulas.ts";
import {
  classifierByTensors,
  rosenbrockByTensors,
  scalarByTensors,
  softmaxByTensors,
  startTensorFlow,
} from "./peers/tensors.ts";
import { printRatios } from "./table.ts";
import { tapeGradient } from "./tapeGradient.ts";
import { traced } from "./traced.ts";

interface Peer {
  readonly name: string;
  start(): Gradient;
  /** How far off by, relative to the largest component: float32 has seven digits. */
  readonly tolerance: number;
}

const tensors = (start: () => Gradient): Peer => ({
  name: "TensorFlow.js (cpu, float32)",
  start,
  tolerance: 1e-5,
});
const formulas = (name: string, start: () => Gradient): Peer => ({
  name,
  start,
  tolerance: 1e-11,
});

/** A function three times: to run, as text for the product to trace, and differentiated by hand. */
interface Subject {
  readonly title: string;
  readonly name: string;
  /** Where it is traced and first evaluated. */
  readonly at: readonly number[];
  value(x: number[]): number;
  /** Returns the value, too. */
  gradient(x: number[], into: Float64Array): number;
  /** The point as `@at` takes it. */
  pointText(at: readonly number[]): string;
  /** As other libraries have it. */
  readonly peers: readonly Peer[];
  /** Two evaluations for each of thousands of inputs would take longer than everything else. */
  readonly withoutDifferences?: true;
}

const vector = (name: string) => (at: readonly number[]) => `${name} = [${at.join(", ")}]`;
const spread = (count: number) => Array.from({ length: count }, (_, i) => Math.sin(i + 1));

const subjects: readonly Subject[] = [
  {
    title: "tanh((3x+1)²)·exp(−x²) + log(1+exp(x))",
    name: "scalar",
    at: [0.3],
    value: ([x]) => scalar(x as number),
    gradient: scalarGradient,
    pointText: ([x]) => `x = ${x}`,
    peers: [
      tensors(scalarByTensors),
      formulas("mathjs, compiled", scalarByMathjs),
      formulas("nerdamer, built", scalarByNerdamer),
    ],
  },
  {
    title: "Rosenbrock, 100 variables",
    name: "rosenbrock",
    at: spread(100),
    value: rosenbrock,
    gradient: rosenbrockGradient,
    pointText: vector("x"),
    // nerdamer takes a minute to derive this.
    peers: [
      tensors(() => rosenbrockByTensors(100)),
      formulas("mathjs, compiled", () => rosenbrockByMathjs(100)),
    ],
  },
  {
    title: "MLP 2-16-16-1, 100 points, relu, hinge, L2",
    name: "classifier",
    at: spread(classifierParameters),
    value: classifier,
    gradient: classifierGradient,
    pointText: vector("p"),
    peers: [tensors(classifierByTensors)],
  },
  {
    title: "64 × 64 product, softmax cross-entropy",
    name: "softmax",
    at: spread(softmaxParameters),
    value: softmax,
    gradient: softmaxGradient,
    pointText: vector("p"),
    peers: [tensors(softmaxByTensors)],
    withoutDifferences: true,
  },
];

export async function benchGradients(rounds: number): Promise<void> {
  await startTensorFlow();
  for (const subject of subjects) await benchGradient(subject, rounds);
}

async function benchGradient(subject: Subject, rounds: number): Promise<void> {
  const x = [...subject.at];
  const byHand = new Float64Array(x.length);
  const byDifferences = new Float64Array(x.length);
  const tape = traced(subject.name, subject.pointText(subject.at));
  const byTape = tapeGradient(tape);
  const byObjects = objectGradient(tape);

  // Another point every time, so that nothing can be remembered.
  const move = () => {
    x[0] = (subject.at[0] as number) + 1e-3 * Math.random();
    return x;
  };

  subject.gradient(x, byHand);
  assertClose(byTape(x), byHand, 1e-11);
  assertClose(byObjects(x), byHand, 1e-11);
  if (!subject.withoutDifferences) {
    centralDifferences(subject, x, byDifferences);
    assertClose(byDifferences, byHand, 1e-6);
  }

  const peers = subject.peers.map(({ name, start, tolerance }) => {
    const gradient = start();
    const found = new Float64Array(x.length);
    const value = gradient(x, found);
    assert.ok(
      Math.abs(value - subject.value(x)) <= tolerance * Math.abs(value),
      `${name}: ${value}`,
    );
    assertClose(found, byHand, tolerance);
    return { name, run: () => gradient(move(), found) + (found[0] as number) };
  });

  const differences = {
    name: "central differences",
    run: () => {
      centralDifferences(subject, move(), byDifferences);
      return byDifferences[0] as number;
    },
  };
  const times = await interleavedBatches(
    [
      { name: "function alone", run: () => subject.value(move()) },
      {
        name: "by hand",
        run: () => {
          const value = subject.gradient(move(), byHand);
          return value + (byHand[0] as number);
        },
      },
      { name: "our tape", run: () => byTape(move())[0] as number },
      { name: "graph of objects", run: () => byObjects(move())[0] as number },
      ...peers,
      ...(subject.withoutDifferences ? [] : [differences]),
    ],
    rounds,
  );
  const title = `${subject.title} (${sizeOf(tape)} nodes)`;
  printRatios(title, times, ["by hand", "our tape"]);
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
  let scale = 0;
  for (const value of expected) scale = Math.max(scale, Math.abs(value));
  for (const [index, value] of expected.entries()) {
    const difference = Math.abs((actual[index] as number) - value);
    assert.ok(difference <= tolerance * scale, `component ${index}: ${actual[index]} ≠ ${value}`);
  }
}

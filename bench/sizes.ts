import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createEvaluator } from "../src/core/autodiff/evaluator.ts";
import { sizeOf, type Tape } from "../src/core/tape/tape.ts";
import { rosenbrock } from "./functions/rosenbrock.ts";
import { walk } from "./functions/walk.ts";
import { interleavedBatches } from "./measure.ts";
import { tapeGradient } from "./tapeGradient.ts";
import { traced } from "./traced.ts";

const sizes = [1e3, 1e4, 1e5, 1e6];

/** What a node costs in small tapes and in large ones: time per gradient, and memory. */
export async function benchSizes(rounds: number): Promise<void> {
  await benchCurve("Rosenbrock", rounds, (nodes) => {
    const x = Array.from({ length: Math.round(nodes / 11) }, (_, i) => Math.sin(i + 1));
    return checked(traced("rosenbrock", `x = [${x.join(", ")}]`), rosenbrock(x));
  });
  await benchCurve("a walk whose every step needs the last", rounds, (nodes) => {
    const steps = Math.round(nodes / 8);
    return checked(traced("walk", `x = 0.7, steps = ${steps}`), walk(0.7, steps));
  });
}

function checked(tape: Tape, value: number): Tape {
  assert.equal(tape.values[tape.outputs[0]?.node as number], value);
  return tape;
}

async function benchCurve(
  title: string,
  rounds: number,
  tapeOf: (nodes: number) => Tape,
): Promise<void> {
  const tapes = sizes.map(tapeOf);
  const cases = tapes.map((tape) => {
    const gradient = tapeGradient(tape);
    const at = tape.inputs.map(({ node }) => tape.values[node] as number);
    return { name: String(sizeOf(tape)), run: () => gradient(at)[0] as number };
  });
  const times = await interleavedBatches(cases, rounds);
  console.log(`\nvalue and gradient per node, ${title}`);
  let first: number | undefined;
  const largest = tapes.at(-1) as Tape;
  for (const tape of tapes) {
    const median = times.get(String(sizeOf(tape)))?.median as number;
    const perNode = (1e6 * median) / sizeOf(tape);
    first ??= perNode;
    const ratio = (perNode / first).toFixed(1);
    console.log(`  ${sizeOf(tape)} nodes: ${perNode.toFixed(1)} ns, ${ratio} × the smallest`);
  }
  console.log(`  ${bytesPerNode(largest).toFixed(0)} bytes per node in the largest`);
}

/** What an evaluator holds beside the tape, once it has computed a gradient. */
function bytesPerNode(tape: Tape): number {
  const before = held();
  const evaluator = createEvaluator(tape);
  evaluator.gradient(tape.outputs[0]?.node as number);
  const after = held();
  // Looked at again, so that it is still there.
  return evaluator.tape === tape ? (after - before) / sizeOf(tape) : Number.NaN;
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function held(): number {
  // What the first collection finds, another thread frees; the second one waits for it.
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

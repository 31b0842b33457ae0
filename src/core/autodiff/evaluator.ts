import { argumentsOf, type Guard, type NodeId, sizeOf, type Tape } from "../tape/tape.ts";
import { type Adjoints, give, NOTHING } from "./adjoints.ts";
import { choosingNodes, varyingNodes } from "./choices.ts";
import { expectLength, rowAt, truthOf } from "./evaluate.ts";
import { adjointsOf } from "./oneSided.ts";
import { createProgram } from "./program.ts";
import { pullBack } from "./pullBack.ts";
import { runProgram } from "./runProgram.ts";

/**
 * A tape made ready to be evaluated again and again, as by a drag, a check or a plot. It owns all
 * buffers, so that neither values nor gradients allocate anything. It starts at the tape's own point.
 * NaN and infinities are numbers like others; another count of inputs or weights than the tape has is
 * a RangeError.
 */
export interface Evaluator {
  readonly tape: Tape;
  /**
   * Moves to new inputs, in the order of `tape.inputs`, and returns the first guard that is broken
   * there: the values are then those of the recorded path, not of the function.
   */
  evaluate(inputs: ArrayLike<number>): Guard | undefined;
  valueOf(node: NodeId): number;
  /** The values of all nodes, in the order of the tape. */
  values(into?: Float64Array): Float64Array;
  /** ∂output/∂inputs at the present point, in the order of `tape.inputs`. */
  gradient(output: NodeId, into?: Float64Array): Float64Array;
  /** Σ weight · ∂output/∂inputs over `tape.outputs`: the vector-Jacobian product. */
  vjp(weights: ArrayLike<number>, into?: Float64Array): Float64Array;
}

export function createEvaluator(tape: Tape): Evaluator {
  const varying = varyingNodes(tape);
  const program = createProgram(tape, varying);
  const { slots } = program;
  const values = new Float64Array(sizeOf(tape));
  const varyingSlots = new Uint8Array(sizeOf(tape));
  for (const [node, slot] of slots.entries()) {
    values[slot] = tape.values[node] as number;
    varyingSlots[slot] = varying[node] as number;
  }
  const inputs = Uint32Array.from(tape.inputs, ({ node }) => slots[node] as number);
  const firstBroken = guardCheck(tape, slots, values);
  const choosing = choosingNodes(tape);
  let buffer: Adjoints | undefined;

  function cleared(): Adjoints {
    buffer ??= new Float64Array(sizeOf(tape));
    return buffer.fill(NOTHING);
  }

  function seed(adjoints: Adjoints, node: NodeId, weight: number): void {
    if (weight !== 0) give(adjoints, slots[node] as number, weight);
  }

  function swept(adjoints: Adjoints, into: Float64Array): Float64Array {
    pullBack(program, values, varyingSlots, adjoints);
    // To the caller nothing is 0.
    for (let i = 0; i < inputs.length; i++) into[i] = (adjoints[inputs[i] as number] as number) + 0;
    return into;
  }

  function valueAt(node: NodeId): number {
    return values[slots[node] as number] as number;
  }

  function valuesOf(into = new Float64Array(values.length)): Float64Array {
    for (let node = 0; node < values.length; node++) into[node] = valueAt(node);
    return into;
  }

  /** The fast sweep knows our own conventions; where others differ the table is asked node by node. */
  function asksTable(): boolean {
    return choosing.some((node) => {
      const args = Array.from(argumentsOf(tape, node), valueAt);
      return rowAt(tape.ops[node] as number).special.some(({ at }) => at(...args));
    });
  }

  function asked(seeds: readonly (readonly [NodeId, number])[], into: Float64Array): Float64Array {
    const sums = new Map<NodeId, number>();
    for (const [node, weight] of seeds)
      if (weight !== 0) sums.set(node, (sums.get(node) ?? 0) + weight);
    const nodes = tape.inputs.map(({ node }) => node);
    into.set(adjointsOf({ ...tape, values: valuesOf() }, sums, nodes));
    return into;
  }

  return {
    tape,
    evaluate(given) {
      expectLength("input", inputs.length, given.length);
      for (let i = 0; i < inputs.length; i++) values[inputs[i] as number] = given[i] as number;
      runProgram(program, values);
      return firstBroken();
    },
    valueOf: valueAt,
    values: valuesOf,
    gradient(output, into = new Float64Array(inputs.length)) {
      if (asksTable()) return asked([[output, 1]], into);
      const start = cleared();
      seed(start, output, 1);
      return swept(start, into);
    },
    vjp(weights, into = new Float64Array(inputs.length)) {
      expectLength("output", tape.outputs.length, weights.length);
      if (asksTable())
        return asked(
          tape.outputs.map(({ node }, i) => [node, weights[i] as number]),
          into,
        );
      const start = cleared();
      for (let i = 0; i < weights.length; i++) {
        seed(start, (tape.outputs[i] as { node: NodeId }).node, weights[i] as number);
      }
      return swept(start, into);
    },
  };
}

/** The guards as columns: there may be as many of them as turns of loops. */
function guardCheck(
  { guards }: Tape,
  slots: Uint32Array,
  values: Float64Array,
): () => Guard | undefined {
  const places = Uint32Array.from(guards, ({ node }) => slots[node] as number);
  const isTruth = Uint8Array.from(guards, ({ kind }) => Number(kind === "truth"));
  const expected = Float64Array.from(guards, (guard) =>
    guard.kind === "truth" ? Number(guard.truth) : guard.value,
  );
  return () => {
    for (let i = 0; i < places.length; i++) {
      const value = values[places[i] as number] as number;
      const seen = isTruth[i] === 1 ? Number(truthOf(value)) : value;
      if (!Object.is(seen, expected[i])) return guards[i];
    }
    return undefined;
  };
}

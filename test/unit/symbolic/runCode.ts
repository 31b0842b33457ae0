import { evaluateTape } from "../../../src/core/autodiff/evaluate.ts";
import { localDerivatives } from "../../../src/core/autodiff/localDerivatives.ts";
import { reverseSweep } from "../../../src/core/autodiff/reverse.ts";
import { opIndexOf } from "../../../src/core/ops/table.ts";
import type { NodeId, Tape } from "../../../src/core/tape/tape.ts";
import type { Point } from "./tapeOf.ts";

/** Runs printed code, in tests only, with plain names as parameters. */
export function runCode(code: string, point: Point): number {
  const names = Object.keys(point);
  return new Function(...names, `"use strict"; return (${code});`)(...Object.values(point));
}

/** Every ∂output/∂node at other inputs than those the tape was recorded with. */
export function adjointsAt(tape: Tape, output: NodeId, inputs: readonly number[]): Float64Array {
  const { values } = evaluateTape(tape, inputs);
  return reverseSweep(tape, new Map([[output, 1]]), localDerivatives(tape, values)).adjoints;
}

/**
 * How much the entry's own rounding may be amplified: the same sweep with every edge's size instead
 * of its sign bounds what cancels in sums, and shaken inputs show what cancels inside values.
 */
export function toleranceAt(
  tape: Tape,
  output: NodeId,
  input: NodeId,
  inputs: readonly number[],
): number {
  const { values } = evaluateTape(tape, inputs);
  const { partials, stopped } = localDerivatives(tape, values);
  const sizes = { partials: partials.map(Math.abs), stopped };
  const size = reverseSweep(tape, new Map([[output, 1]]), sizes).adjoints[input] as number;
  const exact = adjointsAt(tape, output, inputs)[input] as number;
  let drift = 0;
  for (const step of [1e-14, -1e-14]) {
    const shaken = inputs.map((value) => value * (1 + step));
    drift = Math.max(drift, Math.abs((adjointsAt(tape, output, shaken)[input] as number) - exact));
  }
  const tolerance = 1e-12 * size + 100 * drift;
  return Number.isNaN(tolerance) ? Number.POSITIVE_INFINITY : tolerance;
}

/** xʸ·ln x is 0 at x = 0 by its limit. */
export function hasPowerOfZero(tape: Tape, values: Float64Array): boolean {
  return tape.ops.some(
    (code, node) =>
      code === pow && values[tape.args[tape.argStart[node] as number] as number] === 0,
  );
}

const pow = opIndexOf("pow");

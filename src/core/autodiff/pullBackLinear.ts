import { type Adjoints, give, isNothing, NOTHING } from "./adjoints.ts";
import type { Program } from "./program.ts";

/** The reverse loops of sums, differences and products: no table is asked. One function per `along`. */

/** Of a sum of which only one term varies. Nothing is handed on as nothing: −0 + −0 is −0. */
export function pullBackTerm(
  { starts }: Program,
  batch: number,
  to: Int32Array,
  adjoints: Adjoints,
): void {
  const start = starts[batch] as number;
  for (let slot = (starts[batch + 1] as number) - 1; slot >= start; slot--) {
    const term = to[slot] as number;
    adjoints[term] = (adjoints[term] as number) + (adjoints[slot] as number);
  }
}

export function pullBackSums(
  { starts, left, right }: Program,
  batch: number,
  adjoints: Adjoints,
): void {
  const start = starts[batch] as number;
  // The adjoint of a running sum is handed on here, without a way through the memory.
  let handed = NOTHING;
  for (let slot = (starts[batch + 1] as number) - 1; slot >= start; slot--) {
    const adjoint = (adjoints[slot] as number) + handed;
    const a = left[slot] as number;
    const b = right[slot] as number;
    adjoints[b] = (adjoints[b] as number) + adjoint;
    if (a === slot - 1 && slot > start) handed = adjoint;
    else {
      handed = NOTHING;
      adjoints[a] = (adjoints[a] as number) + adjoint;
    }
  }
}

/** Sums and the products behind them: what arrives at a sum goes on to both factors at once. */
export function pullBackProductSums(
  { starts, left, right }: Program,
  batch: number,
  values: Float64Array,
  adjoints: Adjoints,
): void {
  const start = starts[batch] as number;
  const count = ((starts[batch + 1] as number) - start) / 2;
  let handed = NOTHING;
  for (let slot = start + count - 1; slot >= start; slot--) {
    const adjoint = (adjoints[slot] as number) + handed;
    const a = left[slot] as number;
    if (a === slot - 1 && slot > start) handed = adjoint;
    else {
      handed = NOTHING;
      adjoints[a] = (adjoints[a] as number) + adjoint;
    }
    const arrived = (adjoints[slot + count] as number) + adjoint;
    if (isNothing(arrived)) continue;
    const b = left[slot + count] as number;
    const c = right[slot + count] as number;
    give(adjoints, b, arrived * (values[c] as number));
    give(adjoints, c, arrived * (values[b] as number));
  }
}

export function pullBackDifferences(
  { starts, left, right }: Program,
  batch: number,
  adjoints: Adjoints,
): void {
  const start = starts[batch] as number;
  for (let slot = (starts[batch + 1] as number) - 1; slot >= start; slot--) {
    const adjoint = adjoints[slot] as number;
    if (isNothing(adjoint)) continue;
    give(adjoints, left[slot] as number, adjoint);
    give(adjoints, right[slot] as number, -adjoint);
  }
}

/** Of a difference of which only what is taken away varies. */
export function pullBackSubtrahend(
  { starts, right }: Program,
  batch: number,
  adjoints: Adjoints,
): void {
  const start = starts[batch] as number;
  for (let slot = (starts[batch + 1] as number) - 1; slot >= start; slot--) {
    const adjoint = adjoints[slot] as number;
    if (!isNothing(adjoint)) give(adjoints, right[slot] as number, -adjoint);
  }
}

/** Of a square both factors are the same: its two halves are added one after the other. */
export function pullBackProducts(
  { starts, left, right }: Program,
  batch: number,
  values: Float64Array,
  adjoints: Adjoints,
): void {
  const start = starts[batch] as number;
  for (let slot = (starts[batch + 1] as number) - 1; slot >= start; slot--) {
    const adjoint = adjoints[slot] as number;
    if (isNothing(adjoint)) continue;
    const a = left[slot] as number;
    const b = right[slot] as number;
    give(adjoints, a, adjoint * (values[b] as number));
    give(adjoints, b, adjoint * (values[a] as number));
  }
}

/** Of a product of which only one factor varies; `by` are the others. */
export function pullBackFactor(
  { starts }: Program,
  batch: number,
  to: Int32Array,
  by: Int32Array,
  values: Float64Array,
  adjoints: Adjoints,
): void {
  const start = starts[batch] as number;
  for (let slot = (starts[batch + 1] as number) - 1; slot >= start; slot--) {
    const adjoint = adjoints[slot] as number;
    if (isNothing(adjoint)) continue;
    give(adjoints, to[slot] as number, adjoint * (values[by[slot] as number] as number));
  }
}

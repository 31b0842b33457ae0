import { primitives } from "../ops/primitives.ts";
import type { Program } from "./program.ts";

/**
 * The loops that compute the values of a batch. In a loop of one row the compiler knows which function
 * it calls and can inline it; and each is a function of its own, because one with all of them in it is
 * compiled so much worse that all take a fifth longer.
 */

export function runSums(
  { starts, left, right }: Program,
  batch: number,
  values: Float64Array,
): void {
  const start = starts[batch] as number;
  const end = starts[batch + 1] as number;
  // A running sum finds its last term here, without waiting for the memory.
  let sum = 0;
  for (let slot = start; slot < end; slot++) {
    const from = left[slot] as number;
    const before = from === slot - 1 && slot > start ? sum : (values[from] as number);
    sum = before + (values[right[slot] as number] as number);
    values[slot] = sum;
  }
}

/** Sums with the products behind them. */
export function runProductSums(
  { starts, left, right }: Program,
  batch: number,
  values: Float64Array,
): void {
  const start = starts[batch] as number;
  const count = ((starts[batch + 1] as number) - start) / 2;
  let sum = 0;
  for (let slot = start; slot < start + count; slot++) {
    const a = left[slot + count] as number;
    const b = right[slot + count] as number;
    const product = (values[a] as number) * (values[b] as number);
    values[slot + count] = product;
    const from = left[slot] as number;
    sum = (from === slot - 1 && slot > start ? sum : (values[from] as number)) + product;
    values[slot] = sum;
  }
}

export function runDifferences(
  { starts, left, right }: Program,
  batch: number,
  values: Float64Array,
): void {
  const end = starts[batch + 1] as number;
  for (let slot = starts[batch] as number; slot < end; slot++) {
    const a = values[left[slot] as number] as number;
    const b = values[right[slot] as number] as number;
    values[slot] = a - b;
  }
}

export function runProducts(
  { starts, left, right }: Program,
  batch: number,
  values: Float64Array,
): void {
  const end = starts[batch + 1] as number;
  for (let slot = starts[batch] as number; slot < end; slot++) {
    const a = values[left[slot] as number] as number;
    const b = values[right[slot] as number] as number;
    values[slot] = a * b;
  }
}

export function runPowers(
  { starts, left, right }: Program,
  batch: number,
  values: Float64Array,
): void {
  const end = starts[batch + 1] as number;
  for (let slot = starts[batch] as number; slot < end; slot++) {
    const a = values[left[slot] as number] as number;
    const b = values[right[slot] as number] as number;
    values[slot] = primitives.pow.evaluate(a, b);
  }
}

export function runMaxima(
  { starts, left, right }: Program,
  batch: number,
  values: Float64Array,
): void {
  const end = starts[batch + 1] as number;
  for (let slot = starts[batch] as number; slot < end; slot++) {
    const a = values[left[slot] as number] as number;
    const b = values[right[slot] as number] as number;
    values[slot] = primitives.max.evaluate(a, b);
  }
}

export function runExponentials(
  { starts, left }: Program,
  batch: number,
  values: Float64Array,
): void {
  const end = starts[batch + 1] as number;
  for (let slot = starts[batch] as number; slot < end; slot++)
    values[slot] = primitives.exp.evaluate(values[left[slot] as number] as number);
}

export function runLogarithms(
  { starts, left }: Program,
  batch: number,
  values: Float64Array,
): void {
  const end = starts[batch + 1] as number;
  for (let slot = starts[batch] as number; slot < end; slot++)
    values[slot] = primitives.log.evaluate(values[left[slot] as number] as number);
}

export function runTanh({ starts, left }: Program, batch: number, values: Float64Array): void {
  const end = starts[batch + 1] as number;
  for (let slot = starts[batch] as number; slot < end; slot++)
    values[slot] = primitives.tanh.evaluate(values[left[slot] as number] as number);
}

import assert from "node:assert/strict";

/** Equal up to a relative error, infinities and NaN included. */
export function assertClose(actual: number, expected: number, tolerance: number, what = ""): void {
  if (Object.is(actual, expected)) return;
  const scale = Math.max(Math.abs(actual), Math.abs(expected), Number.MIN_VALUE);
  const isClose = Math.abs(actual - expected) <= tolerance * scale;
  assert.ok(isClose, `${what} ${actual} is not within ${tolerance} of ${expected}`);
}

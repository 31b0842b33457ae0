import type { Node } from "../syntax/ast.ts";
import type { Machine, Value } from "./machine.ts";
import { applyOp, exactly, toNumeric } from "./numbers.ts";

/** How each typed array rounds what it stores. */
const roundings: Readonly<Record<string, (value: number) => number>> = {
  Int8Array: (value) => Int8Array.of(value)[0] as number,
  Uint8Array: (value) => Uint8Array.of(value)[0] as number,
  Uint8ClampedArray: (value) => Uint8ClampedArray.of(value)[0] as number,
  Int16Array: (value) => Int16Array.of(value)[0] as number,
  Uint16Array: (value) => Uint16Array.of(value)[0] as number,
  Int32Array: (value) => Int32Array.of(value)[0] as number,
  Uint32Array: (value) => Uint32Array.of(value)[0] as number,
};

export const typedArrayNames: readonly string[] = [
  "Float64Array",
  "Float32Array",
  ...Object.keys(roundings),
];

/** What a typed array keeps of a value; whole-number ones cut the gradient, so the value is guarded. */
export function stored(machine: Machine, typed: string, value: Value, site: Node): Value {
  const number = toNumeric(machine, value, site);
  if (typed === "Float64Array") return number;
  if (typed === "Float32Array") return applyOp(machine, "fround", [number], site);
  const exact = exactly(machine, number, site);
  return roundings[typed]?.(exact) ?? exact;
}

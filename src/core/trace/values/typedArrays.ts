import type { OpName } from "../../ops/primitives.ts";
import type { Node } from "../../syntax/ast.ts";
import type { ArrayValue, Machine, Value } from "../machine.ts";
import { applyOp, type Numeric, toNumeric } from "./numbers.ts";

type Step = readonly [op: OpName, ...operands: readonly number[]];

/**
 * How each typed array rounds what it stores, in operations of the table: the whole-number kinds stop
 * the gradient as `|` does. 2 ** 52 + x has no places after the point, so adding it rounds to even.
 */
const roundings: Readonly<Record<string, { bytes: number; steps: readonly Step[] }>> = {
  Float64Array: { bytes: 8, steps: [] },
  Float32Array: { bytes: 4, steps: [["fround"]] },
  Int8Array: {
    bytes: 1,
    steps: [
      ["shiftLeft", 24],
      ["shiftRight", 24],
    ],
  },
  Uint8Array: { bytes: 1, steps: [["bitAnd", 255]] },
  Uint8ClampedArray: {
    bytes: 1,
    steps: [
      ["max", 0],
      ["min", 255],
      ["add", 2 ** 52],
      ["sub", 2 ** 52],
      ["bitOr", 0],
    ],
  },
  Int16Array: {
    bytes: 2,
    steps: [
      ["shiftLeft", 16],
      ["shiftRight", 16],
    ],
  },
  Uint16Array: { bytes: 2, steps: [["bitAnd", 65535]] },
  Int32Array: { bytes: 4, steps: [["bitOr", 0]] },
  Uint32Array: { bytes: 4, steps: [["shiftRightUnsigned", 0]] },
};

export const typedArrayNames: readonly string[] = Object.keys(roundings);

export function bytesOf(typed: string): number {
  return roundings[typed]?.bytes ?? 8;
}

/** What a typed array keeps of a value. */
export function stored(machine: Machine, typed: string, value: Value, site: Node): Numeric {
  let number = toNumeric(machine, value, site);
  for (const [op, ...operands] of roundings[typed]?.steps ?? []) {
    number = applyOp(machine, op, [number, ...operands], site);
  }
  return number;
}

interface TypedArrayHost {
  readonly length: number;
  new (numbers: readonly number[]): ArrayLike<number>;
}

/** JavaScript's own, by their names. */
export const typedArrayHosts: Readonly<Record<string, TypedArrayHost>> = {
  Float64Array,
  Float32Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
};

/** What a typed array of this kind makes of a number that somebody puts into it. */
export function storedNumber(typed: string | undefined, value: number): number {
  const Host = typed === undefined ? undefined : typedArrayHosts[typed];
  return Host ? (new Host([value])[0] as number) : value;
}

/** A typed array of some values; all of them are rounded to its kind. */
export function typedArrayOf(
  machine: Machine,
  typed: string,
  elements: readonly Value[],
  site: Node,
): ArrayValue {
  return {
    kind: "array",
    typed,
    elements: Array.from(elements, (element) => stored(machine, typed, element, site)),
  };
}

/** Storage that several arrays see, and the windows on it. */
const shared = new WeakSet<readonly Value[]>();

export function hasSharedStorage(elements: readonly Value[]): boolean {
  return shared.has(elements);
}

/** A stretch of another array's own storage: what is written to one is seen in the other. */
export function windowOn(storage: Value[], start: number, length: number): Value[] {
  const placeOf = (key: string | symbol): number | undefined => {
    const index = typeof key === "string" ? Number(key) : Number.NaN;
    return Number.isInteger(index) && index >= 0 && index < length ? start + index : undefined;
  };
  const window = new Proxy<Value[]>(new Array<Value>(length).fill(0), {
    get(target, key, receiver) {
      const place = placeOf(key);
      return place === undefined ? Reflect.get(target, key, receiver) : storage[place];
    },
    set(_target, key, value: Value) {
      const place = placeOf(key);
      if (place !== undefined) storage[place] = value;
      return true;
    },
    defineProperty(_target, key, { value }) {
      const place = placeOf(key);
      if (place !== undefined) storage[place] = value as Value;
      return true;
    },
  });
  shared.add(storage).add(window);
  return window;
}

import type { Algebra } from "./algebra.ts";
import { numberAlgebra } from "./numberAlgebra.ts";
import type { Primitive } from "./primitive.ts";
import { type OpName, primitives } from "./primitives.ts";

/** The rows in a fixed order; a tape stores a row's place in it. */
export const opNames = Object.keys(primitives) as readonly OpName[];
export const rows: readonly Primitive[] = Object.values(primitives);

const indexByName = new Map(opNames.map((name, index) => [name, index]));

export function rowOf(op: OpName): Primitive {
  return primitives[op];
}

export function opIndexOf(op: OpName): number {
  return indexByName.get(op) as number;
}

/** The row's value; `args` must match its arity. */
export function evaluateOp(row: Primitive, args: readonly number[]): number {
  return call(row.evaluate, args);
}

/** The row's partial derivatives over any algebra, by its plain rule. */
export function partialsOver<T>(
  row: Primitive,
  k: Algebra<T>,
  args: readonly T[],
  y: T,
): readonly T[] {
  return (row.partials as (k: Algebra<T>, args: readonly T[], y: T) => readonly T[])(k, args, y);
}

/** The partial derivatives at a point: conventions at special points and NaN outside the domain included. */
export function partialsAt(row: Primitive, args: readonly number[], y: number): readonly number[] {
  if (row.domain && !call(row.domain, args)) return args.map(() => Number.NaN);
  if (row.special) {
    for (const special of row.special) {
      if (special.partials && call(special.at, args)) return call(special.partials, args);
    }
  }
  return partialsOver(row, numberAlgebra, args, y);
}

/** `call(...args)`, without spreading the one or two arguments that nearly all rows have. */
function call<T>(row: (...args: number[]) => T, args: readonly number[]): T {
  switch (args.length) {
    case 1:
      return row(args[0] as number);
    case 2:
      return row(args[0] as number, args[1] as number);
    default:
      return row(...args);
  }
}

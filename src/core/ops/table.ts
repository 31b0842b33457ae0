import type { Algebra } from "./algebra.ts";
import { numberAlgebra } from "./numberAlgebra.ts";
import { everywhere, type Primitive } from "./primitive.ts";
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

const evaluators = rows.map(({ evaluate }) => evaluate);

/** The value of a row by its name, found without a look at the row: rows have many shapes. */
export function computeOp(op: OpName, args: readonly number[]): number {
  return call(evaluators[opIndexOf(op)] as Primitive["evaluate"], args);
}

/** The row's value; `args` must match its arity. */
export function evaluateOp(row: Primitive, args: readonly number[]): number {
  return call(row.evaluate, args);
}

/** The row's partial derivatives over any algebra, in the order of the arguments. */
export function partialsOver<T>(
  row: Primitive,
  k: Algebra<T>,
  args: readonly T[],
  y: T,
): readonly T[] {
  const [a, b] = args as readonly [T, T];
  switch (row.arity) {
    case 1:
      return [row.partial(k, a, y)];
    case 2:
      return [row.left(k, a, b, y), row.right(k, a, b, y)];
    default:
      return args.map((x) => row.each(k, x, args, y));
  }
}

/** Whether the rule is left out where the function has no value: 1/x is no derivative of log at −1. */
export function isLimited({ domain, unlimited }: Primitive): boolean {
  return domain !== everywhere && !unlimited;
}

/** One partial derivative at a point: conventions at special points and NaN outside the domain included. */
export function partialAt(
  row: Primitive,
  index: number,
  args: readonly number[],
  y: number,
): number {
  // A function has no value outside its domain, which is simpler to see than to ask.
  if (Number.isNaN(y) && isLimited(row)) return Number.NaN;
  switch (row.arity) {
    case 1:
      return row.partial(numberAlgebra, args[0] as number, y);
    case 2:
      return index === 0
        ? row.left(numberAlgebra, args[0] as number, args[1] as number, y)
        : row.right(numberAlgebra, args[0] as number, args[1] as number, y);
    default:
      return row.each(numberAlgebra, args[index] as number, args, y);
  }
}

export function partialsAt(row: Primitive, args: readonly number[], y: number): readonly number[] {
  return args.map((_, index) => partialAt(row, index, args, y));
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

import { type Algebra, algebraFrom } from "../ops/algebra.ts";
import type { Primitive } from "../ops/primitive.ts";
import { evaluateOp, isLimited, partialsOver, rowOf } from "../ops/table.ts";
import { argumentsOf, type NodeId, sizeOf, type Tape } from "../tape/tape.ts";
import { rowAt } from "./evaluate.ts";
import { type LocalDerivatives, localDerivatives, localDerivativesAt } from "./localDerivatives.ts";

/** A number with all its derivatives along one input, each computed when it is asked for. */
interface Tower {
  readonly value: number;
  /** Nothing for what does not depend on the input: its derivatives are structural zeros. */
  readonly slope?: () => Tower | undefined;
}

/**
 * The chain rule over towers. The rule of a row is itself evaluated over towers, so that the same
 * line of the table gives the first derivative and the tenth (Karczmarczuk, Functional
 * Differentiation of Computer Programs).
 */
const towerAlgebra: Algebra<Tower> = algebraFrom<Tower>(
  (value) => ({ value }),
  (op, args) => lifted(rowOf(op), args),
);

/** `chosen`: the partial derivatives by a convention that is not the rule's own. */
function lifted(row: Primitive, args: readonly Tower[], chosen?: readonly number[]): Tower {
  const value = evaluateOp(
    row,
    args.map((arg) => arg.value),
  );
  if (row.stops || args.every(({ slope }) => !slope)) return { value };
  const tower: Tower = { value, slope: once(() => slopeOf(row, args, tower, chosen)) };
  return tower;
}

function slopeOf(
  row: Primitive,
  args: readonly Tower[],
  y: Tower,
  chosen: readonly number[] | undefined,
): Tower | undefined {
  const isOutside = Number.isNaN(y.value) && isLimited(row);
  const rule = partialsOver(row, towerAlgebra, args, y);
  const partials = chosen ? rule.map((tower, i) => withValue(tower, chosen[i] as number)) : rule;
  let sum: Tower | undefined;
  for (const [index, { slope }] of args.entries()) {
    const along = slope?.();
    if (!along) continue;
    const partial = isOutside ? outside : (partials[index] as Tower);
    if (row.selects && partial.value === 0) continue;
    const term = towerAlgebra.mul(partial, along);
    sum = sum ? towerAlgebra.add(sum, term) : term;
  }
  return sum;
}

/** Where there is no first derivative, there is no second. */
function withValue(tower: Tower, value: number): Tower {
  return Number.isNaN(value) ? outside : { ...tower, value };
}

/** Outside the domain there is no derivative of any order. */
const outside: Tower = { value: Number.NaN, slope: () => outside };

function once<T>(compute: () => T): () => T {
  let known: { readonly result: T } | undefined;
  return () => {
    known ??= { result: compute() };
    return known.result;
  };
}

/** Each derivative may double the work of the one before. */
const highestOrder = 12;

/**
 * The value and the first `order` derivatives of an output along one input, the others held.
 * Level by level over the whole tape, so that no chain of calls grows with it. An order that is not
 * whole, negative or above 12 is a RangeError.
 */
export function derivativesUpTo(
  tape: Tape,
  output: NodeId,
  input: NodeId,
  order: number,
): readonly number[] {
  if (!(Number.isInteger(order) && order >= 0 && order <= highestOrder)) {
    throw new RangeError(`the order of a derivative is a whole number from 0 to ${highestOrder}`);
  }
  let level: (Tower | undefined)[] = [];
  const local = tape.nonSmooth ? localDerivatives(tape) : undefined;
  for (let node = 0; node < sizeOf(tape); node++) {
    level.push(towerOf(tape, node, input, level as readonly Tower[], local));
  }
  const found: number[] = [];
  for (let n = 0; ; n++) {
    found.push(level[output]?.value ?? 0);
    if (n === order) return found;
    level = level.map((tower) => tower?.slope?.());
  }
}

function towerOf(
  tape: Tape,
  node: NodeId,
  input: NodeId,
  before: readonly Tower[],
  local: LocalDerivatives | undefined,
): Tower {
  const value = tape.values[node] as number;
  if (node === input) return { value, slope: () => ({ value: 1 }) };
  const code = tape.ops[node] as number;
  if (code < 0) return { value };
  return lifted(
    rowAt(code),
    Array.from(argumentsOf(tape, node), (arg) => before[arg] as Tower),
    local && localDerivativesAt(tape, local, node),
  );
}

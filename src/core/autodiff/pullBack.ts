import { numberAlgebra } from "../ops/numberAlgebra.ts";
import type { UnaryPrimitive } from "../ops/primitive.ts";
import { primitives } from "../ops/primitives.ts";
import { isLimited, partialAt, rows } from "../ops/table.ts";
import { type Adjoints, give, isNothing } from "./adjoints.ts";
import { along } from "./batches.ts";
import { code } from "./codes.ts";
import { rowAt } from "./evaluate.ts";
import { gather, type Program } from "./program.ts";
import {
  pullBackDifferences,
  pullBackFactor,
  pullBackProductSums,
  pullBackProducts,
  pullBackSubtrahend,
  pullBackSums,
  pullBackTerm,
} from "./pullBackLinear.ts";

// Rows differ in shape, so that looking into one takes longer than the arithmetic of most.
const isUnary = Uint8Array.from(rows, ({ arity }) => Number(arity === 1));
const stops = Uint8Array.from(rows, (row) => Number(row.stops === true));
const isLimitedAt = Uint8Array.from(rows, (row) => Number(isLimited(row)));

/**
 * The reverse sweep with the local derivatives computed on the way. What never arrived is skipped and
 * not multiplied, as in `reverseSweep`; sums and products go without asking the table.
 * `varying`: 1 where some input leads to; what other slots receive means nothing.
 */
export function pullBack(
  program: Program,
  values: Float64Array,
  varying: Uint8Array,
  adjoints: Adjoints,
): void {
  const { ops, counts, left, right } = program;
  for (let batch = ops.length - 1; batch >= 0; batch--) {
    const which = program.along[batch];
    const op = ops[batch] as number;
    switch (op) {
      case code.add:
        if (which === along.left) pullBackTerm(program, batch, left, adjoints);
        else if (which === along.right) pullBackTerm(program, batch, right, adjoints);
        else if (which === along.plusProduct) pullBackProductSums(program, batch, values, adjoints);
        else pullBackSums(program, batch, adjoints);
        break;
      case code.sub:
        if (which === along.left) pullBackTerm(program, batch, left, adjoints);
        else if (which === along.right) pullBackSubtrahend(program, batch, adjoints);
        else pullBackDifferences(program, batch, adjoints);
        break;
      case code.mul:
        if (which === along.left) pullBackFactor(program, batch, left, right, values, adjoints);
        else if (which === along.right)
          pullBackFactor(program, batch, right, left, values, adjoints);
        else pullBackProducts(program, batch, values, adjoints);
        break;
      case code.pow:
        pullBackPowers(program, batch, values, adjoints);
        break;
      default:
        if (stops[op] === 1) break;
        if (isUnary[op] === 1) pullBackUnary(program, batch, values, adjoints);
        else if (counts[batch] === 2) pullBackPairs(program, batch, values, adjoints);
        else pullBackMany(program, batch, values, varying, adjoints);
    }
  }
}

function pullBackUnary(program: Program, batch: number, values: Float64Array, adjoints: Adjoints) {
  const { starts, left } = program;
  const op = program.ops[batch] as number;
  const asksValue = isLimitedAt[op] === 1;
  const start = starts[batch] as number;
  for (let slot = (starts[batch + 1] as number) - 1; slot >= start; slot--) {
    const adjoint = adjoints[slot] as number;
    if (isNothing(adjoint)) continue;
    const to = left[slot] as number;
    const x = values[to] as number;
    const y = values[slot] as number;
    let partial = Number.NaN;
    if (!asksValue || !Number.isNaN(y)) {
      if (op === code.exp) partial = primitives.exp.partial(numberAlgebra, x, y);
      else if (op === code.log) partial = primitives.log.partial(numberAlgebra, x);
      else if (op === code.tanh) partial = primitives.tanh.partial(numberAlgebra, x);
      else partial = (rowAt(op) as UnaryPrimitive).partial(numberAlgebra, x, y);
    }
    give(adjoints, to, adjoint * partial);
  }
}

function pullBackPowers(program: Program, batch: number, values: Float64Array, adjoints: Adjoints) {
  const { starts, left, right } = program;
  const which = program.along[batch];
  const start = starts[batch] as number;
  for (let slot = (starts[batch + 1] as number) - 1; slot >= start; slot--) {
    const adjoint = adjoints[slot] as number;
    if (isNothing(adjoint)) continue;
    const a = left[slot] as number;
    const b = right[slot] as number;
    const base = values[a] as number;
    const exponent = values[b] as number;
    const isOutside = Number.isNaN(values[slot] as number);
    if (which !== along.right) {
      const partial = isOutside ? Number.NaN : primitives.pow.left(numberAlgebra, base, exponent);
      give(adjoints, a, adjoint * partial);
    }
    if (which !== along.left) {
      const partial = isOutside ? Number.NaN : primitives.pow.right(numberAlgebra, base, exponent);
      give(adjoints, b, adjoint * partial);
    }
  }
}

/** Two arguments: each partial derivative only where it is wanted. */
function pullBackPairs(program: Program, batch: number, values: Float64Array, adjoints: Adjoints) {
  const { starts, left, right } = program;
  const op = program.ops[batch] as number;
  const which = program.along[batch];
  const row = rowAt(op);
  const pair = program.scratch.get(2) as number[];
  const start = starts[batch] as number;
  for (let slot = (starts[batch + 1] as number) - 1; slot >= start; slot--) {
    const adjoint = adjoints[slot] as number;
    if (isNothing(adjoint)) continue;
    const to = left[slot] as number;
    const toOther = right[slot] as number;
    const a = values[to] as number;
    const b = values[toOther] as number;
    const y = values[slot] as number;
    pair[0] = a;
    pair[1] = b;
    if (which !== along.right) {
      const partial =
        op === code.max ? primitives.max.each(numberAlgebra, a, pair) : partialAt(row, 0, pair, y);
      if (partial !== 0 || !row.selects) give(adjoints, to, adjoint * partial);
    }
    if (which !== along.left) {
      const partial =
        op === code.max ? primitives.max.each(numberAlgebra, b, pair) : partialAt(row, 1, pair, y);
      if (partial !== 0 || !row.selects) give(adjoints, toOther, adjoint * partial);
    }
  }
}

/** Any number of arguments. */
function pullBackMany(
  program: Program,
  batch: number,
  values: Float64Array,
  varying: Uint8Array,
  adjoints: Adjoints,
) {
  const { counts, starts, left, rest } = program;
  const row = rowAt(program.ops[batch] as number);
  const count = counts[batch] as number;
  const args = program.scratch.get(count) as number[];
  const start = starts[batch] as number;
  for (let slot = (starts[batch + 1] as number) - 1; slot >= start; slot--) {
    const adjoint = adjoints[slot] as number;
    if (isNothing(adjoint)) continue;
    gather(program, slot, values, args);
    const y = values[slot] as number;
    const first = left[slot] as number;
    for (let index = 0; index < count; index++) {
      const to = count === 1 ? first : (rest[first + index] as number);
      if (varying[to] === 0) continue;
      const partial = partialAt(row, index, args, y);
      if (partial !== 0 || !row.selects) give(adjoints, to, adjoint * partial);
    }
  }
}

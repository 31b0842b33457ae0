import { numberAlgebra } from "../ops/numberAlgebra.ts";
import type { UnaryPrimitive } from "../ops/primitive.ts";
import { primitives } from "../ops/primitives.ts";
import { opIndexOf, partialAt } from "../ops/table.ts";
import { rowAt } from "./evaluate.ts";
import { gather, type Program } from "./program.ts";

const code = {
  add: opIndexOf("add"),
  sub: opIndexOf("sub"),
  mul: opIndexOf("mul"),
  exp: opIndexOf("exp"),
  log: opIndexOf("log"),
  max: opIndexOf("max"),
  pow: opIndexOf("pow"),
  tanh: opIndexOf("tanh"),
};

/** The numbers of a reverse sweep, by slot. */
export interface Adjoints {
  readonly adjoints: Float64Array;
  /** 1 where what arrived adds up to 0; elsewhere an adjoint of 0 means that nothing arrived. */
  readonly arrived: Uint8Array;
  /** Both of these in one block, cleared at once. */
  readonly bytes: Uint8Array;
  /** 1 where some input leads to: only their partial derivatives are worth computing. */
  readonly varying: Uint8Array;
}

/**
 * The reverse sweep with the local derivatives computed on the way. What never arrived is skipped and
 * not multiplied, as in `reverseSweep`; sums and products go without asking the table.
 */
export function pullBack(program: Program, values: Float64Array, sweep: Adjoints): void {
  const { ops, counts, starts, left, right } = program;
  const { adjoints, arrived } = sweep;
  for (let batch = ops.length - 1; batch >= 0; batch--) {
    const start = starts[batch] as number;
    let slot = (starts[batch + 1] as number) - 1;
    switch (ops[batch]) {
      case code.add: {
        // The adjoint of a running sum is handed on here, without waiting for the memory.
        let handed = 0;
        let to = -1;
        for (; slot >= start; slot--) {
          const adjoint = slot === to ? handed : (adjoints[slot] as number);
          if (adjoint === 0 && arrived[slot] === 0) continue;
          const a = left[slot] as number;
          const b = right[slot] as number;
          give(sweep, b, adjoint);
          handed = (adjoints[a] as number) + adjoint;
          to = a;
          adjoints[a] = handed;
          if (handed === 0) arrived[a] = 1;
        }
        break;
      }
      case code.sub:
        for (; slot >= start; slot--) {
          const adjoint = adjoints[slot] as number;
          if (adjoint === 0 && arrived[slot] === 0) continue;
          give(sweep, left[slot] as number, adjoint);
          give(sweep, right[slot] as number, -adjoint);
        }
        break;
      case code.mul:
        for (; slot >= start; slot--) {
          const adjoint = adjoints[slot] as number;
          if (adjoint === 0 && arrived[slot] === 0) continue;
          const a = left[slot] as number;
          const b = right[slot] as number;
          give(sweep, a, adjoint * (values[b] as number));
          give(sweep, b, adjoint * (values[a] as number));
        }
        break;
      default: {
        const row = rowAt(ops[batch] as number);
        if (row.stops) break;
        const count = counts[batch] as number;
        if (row.arity === 1) pullBackUnary(program, batch, values, sweep);
        else if (count === 2) pullBackPairs(program, batch, values, sweep);
        else pullBackMany(program, batch, values, sweep);
      }
    }
  }
}

function pullBackUnary(program: Program, batch: number, values: Float64Array, sweep: Adjoints) {
  const { starts, left } = program;
  const { adjoints, arrived, varying } = sweep;
  const op = program.ops[batch] as number;
  const row = rowAt(op) as UnaryPrimitive;
  const start = starts[batch] as number;
  for (let slot = (starts[batch + 1] as number) - 1; slot >= start; slot--) {
    const adjoint = adjoints[slot] as number;
    if (varying[slot] === 0 || (adjoint === 0 && arrived[slot] === 0)) continue;
    const to = left[slot] as number;
    const x = values[to] as number;
    const y = values[slot] as number;
    let partial = Number.NaN;
    if (!row.domain || !Number.isNaN(y)) {
      if (op === code.exp) partial = primitives.exp.partial(numberAlgebra, x, y);
      else if (op === code.log) partial = primitives.log.partial(numberAlgebra, x);
      else if (op === code.tanh) partial = primitives.tanh.partial(numberAlgebra, x);
      else partial = row.partial(numberAlgebra, x, y);
    }
    give(sweep, to, adjoint * partial);
  }
}

/** Two arguments: each partial derivative only where it is wanted. */
function pullBackPairs(program: Program, batch: number, values: Float64Array, sweep: Adjoints) {
  const { starts, left, right } = program;
  const { adjoints, arrived, varying } = sweep;
  const op = program.ops[batch] as number;
  const row = rowAt(op);
  const pair = program.scratch.get(2) as number[];
  const start = starts[batch] as number;
  for (let slot = (starts[batch + 1] as number) - 1; slot >= start; slot--) {
    const adjoint = adjoints[slot] as number;
    if (varying[slot] === 0 || (adjoint === 0 && arrived[slot] === 0)) continue;
    const to = left[slot] as number;
    const toOther = right[slot] as number;
    const a = values[to] as number;
    const b = values[toOther] as number;
    const y = values[slot] as number;
    const isOutside = row.domain !== undefined && Number.isNaN(y);
    pair[0] = a;
    pair[1] = b;
    if (varying[to] === 1) {
      let partial = Number.NaN;
      if (op === code.max) partial = primitives.max.each(numberAlgebra, a, pair);
      else if (isOutside) partial = Number.NaN;
      else if (op === code.pow) partial = primitives.pow.left(numberAlgebra, a, b);
      else partial = partialAt(row, 0, pair, y);
      if (partial !== 0 || !row.selects) give(sweep, to, adjoint * partial);
    }
    if (varying[toOther] === 1) {
      const partial =
        op === code.max ? primitives.max.each(numberAlgebra, b, pair) : partialAt(row, 1, pair, y);
      if (partial !== 0 || !row.selects) give(sweep, toOther, adjoint * partial);
    }
  }
}

/** Any number of arguments. */
function pullBackMany(program: Program, batch: number, values: Float64Array, sweep: Adjoints) {
  const { counts, starts, left, rest } = program;
  const { adjoints, arrived, varying } = sweep;
  const row = rowAt(program.ops[batch] as number);
  const count = counts[batch] as number;
  const args = program.scratch.get(count) as number[];
  const start = starts[batch] as number;
  for (let slot = (starts[batch + 1] as number) - 1; slot >= start; slot--) {
    const adjoint = adjoints[slot] as number;
    if (varying[slot] === 0 || (adjoint === 0 && arrived[slot] === 0)) continue;
    gather(program, slot, values, args);
    const y = values[slot] as number;
    const first = left[slot] as number;
    for (let index = 0; index < count; index++) {
      const to = count === 1 ? first : (rest[first + index] as number);
      if (varying[to] === 0) continue;
      const partial = partialAt(row, index, args, y);
      if (partial !== 0 || !row.selects) give(sweep, to, adjoint * partial);
    }
  }
}

function give({ adjoints, arrived }: Adjoints, to: number, amount: number): void {
  const sum = (adjoints[to] as number) + amount;
  adjoints[to] = sum;
  if (sum === 0) arrived[to] = 1;
}

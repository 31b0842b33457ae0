import { primitives } from "../ops/primitives.ts";
import { along } from "./batches.ts";
import { code } from "./codes.ts";
import { rowAt } from "./evaluate.ts";
import { gather, type Program } from "./program.ts";

/**
 * Computes every slot after the leaves. The rows that most code is made of have a loop of their own,
 * because only there the compiler knows which function it calls and can inline it.
 */
export function runProgram(program: Program, values: Float64Array): void {
  const { ops, counts, starts, left, right } = program;
  for (let batch = 0; batch < ops.length; batch++) {
    const end = starts[batch + 1] as number;
    let slot = starts[batch] as number;
    switch (ops[batch]) {
      case code.add: {
        if (program.along[batch] === along.plusProduct) {
          runProductSums(program, batch, values);
          break;
        }
        // A running sum finds its last term here, without waiting for the memory.
        let sum = 0;
        for (const first = slot; slot < end; slot++) {
          const from = left[slot] as number;
          const before = from === slot - 1 && slot > first ? sum : (values[from] as number);
          sum = before + (values[right[slot] as number] as number);
          values[slot] = sum;
        }
        break;
      }
      case code.sub:
        for (; slot < end; slot++)
          values[slot] =
            (values[left[slot] as number] as number) - (values[right[slot] as number] as number);
        break;
      case code.mul:
        for (; slot < end; slot++)
          values[slot] =
            (values[left[slot] as number] as number) * (values[right[slot] as number] as number);
        break;
      case code.pow:
        for (; slot < end; slot++)
          values[slot] = primitives.pow.evaluate(
            values[left[slot] as number] as number,
            values[right[slot] as number] as number,
          );
        break;
      case code.exp:
        for (; slot < end; slot++)
          values[slot] = primitives.exp.evaluate(values[left[slot] as number] as number);
        break;
      case code.log:
        for (; slot < end; slot++)
          values[slot] = primitives.log.evaluate(values[left[slot] as number] as number);
        break;
      case code.tanh:
        for (; slot < end; slot++)
          values[slot] = primitives.tanh.evaluate(values[left[slot] as number] as number);
        break;
      case code.max:
        if (counts[batch] !== 2) runBatch(program, batch, values);
        else
          for (; slot < end; slot++)
            values[slot] = primitives.max.evaluate(
              values[left[slot] as number] as number,
              values[right[slot] as number] as number,
            );
        break;
      default:
        runBatch(program, batch, values);
    }
  }
}

/** Sums with the products behind them. */
function runProductSums(
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

/** Any row, called through the table. */
function runBatch(program: Program, batch: number, values: Float64Array): void {
  const { ops, counts, starts, left, right } = program;
  const { evaluate } = rowAt(ops[batch] as number) as { evaluate(...args: number[]): number };
  const count = counts[batch] as number;
  const end = starts[batch + 1] as number;
  let slot = starts[batch] as number;
  if (count === 1) {
    for (; slot < end; slot++) values[slot] = evaluate(values[left[slot] as number] as number);
  } else if (count === 2) {
    for (; slot < end; slot++)
      values[slot] = evaluate(
        values[left[slot] as number] as number,
        values[right[slot] as number] as number,
      );
  } else {
    const args = program.scratch.get(count) as number[];
    for (; slot < end; slot++) {
      gather(program, slot, values, args);
      values[slot] = evaluate(...args);
    }
  }
}

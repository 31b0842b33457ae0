import { along } from "./batches.ts";
import { code } from "./codes.ts";
import { rowAt } from "./evaluate.ts";
import { gather, type Program } from "./program.ts";
import {
  runDifferences,
  runExponentials,
  runLogarithms,
  runMaxima,
  runPowers,
  runProductSums,
  runProducts,
  runSums,
  runTanh,
} from "./runLoops.ts";

/** Computes every slot after the leaves. The rows that most code is made of have a loop of their own. */
export function runProgram(program: Program, values: Float64Array): void {
  const { ops, counts } = program;
  for (let batch = 0; batch < ops.length; batch++) {
    switch (ops[batch]) {
      case code.add:
        if (program.along[batch] === along.plusProduct) runProductSums(program, batch, values);
        else runSums(program, batch, values);
        break;
      case code.sub:
        runDifferences(program, batch, values);
        break;
      case code.mul:
        runProducts(program, batch, values);
        break;
      case code.pow:
        runPowers(program, batch, values);
        break;
      case code.exp:
        runExponentials(program, batch, values);
        break;
      case code.log:
        runLogarithms(program, batch, values);
        break;
      case code.tanh:
        runTanh(program, batch, values);
        break;
      case code.max:
        if (counts[batch] === 2) runMaxima(program, batch, values);
        else runBatch(program, batch, values);
        break;
      default:
        runBatch(program, batch, values);
    }
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

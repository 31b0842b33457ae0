import { createEvaluator } from "../src/core/autodiff/evaluator.ts";
import type { Tape } from "../src/core/tape/tape.ts";

/** Value and gradient at new inputs without touching the source, as the panel does on every drag. */
export function tapeGradient(tape: Tape): (x: readonly number[]) => Float64Array {
  const evaluator = createEvaluator(tape);
  const gradient = new Float64Array(tape.inputs.length);
  const output = tape.outputs[0]?.node as number;
  return (x) => {
    evaluator.evaluate(x);
    return evaluator.gradient(output, gradient);
  };
}

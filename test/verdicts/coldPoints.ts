import { createEvaluator } from "../../src/core/autodiff/evaluator.ts";
import { defaultLimits } from "../../src/core/trace/budget.ts";
import { traceFunction } from "../../src/core/trace/traceFunction.ts";
import { moduleOf } from "./checked.ts";
import type { Findings } from "./figure.ts";

const text =
  "function f(x) { return Math.tanh((3 * x + 1) ** 2) * Math.exp(-x * x) + Math.log(1 + Math.exp(x)) }";
const points = 1000;
/** Until the engine has compiled the loops, as it has in a server that runs for a while: that is what a keystroke meets. */
const rounds = 200;

/** Values of one function at many points, from nothing but its tape: each round makes an evaluator of its own. The best counts. */
export function coldPoints(): Findings {
  const module = moduleOf(text);
  const [entry] = module?.functions ?? [];
  const trace = module && entry && traceFunction(module, entry, { limits: defaultLimits });
  if (trace?.kind !== "traced") throw new Error("it is not traced");
  const { tape } = trace;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const evaluator = createEvaluator(tape);
    for (let at = 0; at < points; at++) evaluator.evaluate([at / 250 - 2]);
    best = Math.min(best, performance.now() - start);
  }
  return {
    lines: [],
    complaints: [],
    figures: [
      {
        name: "1,000 points of tanh((3x+1)²)·e^(−x²) + …, ms",
        value: best,
        most: 0.5,
        isTime: true,
      },
    ],
  };
}

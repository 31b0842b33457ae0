import { reverseSweep } from "../../autodiff/reverse.ts";
import type { Reading } from "../compare/reading.ts";
import { type Difference, tallyOf } from "../compare/tally.ts";
import type { Diagnosis } from "../gradientCheck.ts";
import { type Pair, scaleOf } from "../pairs/pair.ts";
import { returnedRange } from "../pairs/returned.ts";
import type { Plan } from "../replay/plans.ts";
import type { Samples } from "../samples/samples.ts";
import { type Judgement, judge } from "./judge.ts";

/**
 * A list of ∂yᵢ/∂xᵢ of a function whose yᵢ depend on every xⱼ, as `s.map((v) => v * (1 - v))` of a softmax:
 * all of it is right, and the rest of the Jacobian is given as 0.
 */
export function diagonalOnly(
  pair: Pair,
  plan: Plan,
  taken: Samples,
  whole: Reading,
): Judgement | undefined {
  if (!whole.diagonal || pair.upstream) return undefined;
  const reading = { ...whole, diagonal: false };
  const tally = tallyOf(taken, reading, scaleOf(pair));
  if (!tally) return undefined;
  const own = judge(pair, plan, taken, tally);
  const difference = missingPartial(taken, reading);
  if (!difference || !/^(equal|proportional)/.test(own.verdict)) return undefined;
  const { component } = difference.comparison;
  const diagnosis: Diagnosis = {
    kind: "diagonal-only",
    message: `only the diagonal of the Jacobian is given: result ${component.at} depends on ${component.leaf} too`,
    range: returnedRange(pair.derivative),
    alternatives: [],
  };
  return { plan, tally, verdict: "wrong", difference, diagnosis };
}

/** A partial derivative beside the diagonal that is not 0, where the hand-written list has none. */
function missingPartial({ samples }: Samples, reading: Reading): Difference | undefined {
  for (const sample of samples) {
    const { inputs, outputs } = sample.primal.tape;
    for (const { at, output, leaf: own } of reading.components) {
      const node = outputs[output]?.node;
      if (node === undefined) continue;
      const { adjoints } = reverseSweep(sample.primal.tape, new Map([[node, 1]]));
      for (const { leaf } of reading.components) {
        const input = inputs.find(({ path }) => path === leaf)?.node;
        const expected = input === undefined || leaf === own ? 0 : (adjoints[input] as number);
        if (!Number.isFinite(expected) || Math.abs(expected) < readable) continue;
        const component = { at, output, leaf };
        return { sample, comparison: { kind: "differs", expected, actual: 0, component } };
      }
    }
  }
  return undefined;
}

/** Smaller ones are no good example. */
const readable = 1e-3;

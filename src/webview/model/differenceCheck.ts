import type { Evaluator } from "../../core/autodiff/evaluator.ts";
import type { NodeId } from "../../core/tape/tape.ts";

/** A derivative held against the slope between two points to its left and right. */
export type DifferenceCheck =
  | {
      readonly kind: "compared";
      readonly step: number;
      readonly quotient: number;
      /** How many digits agree; undefined when the two contradict each other. */
      readonly digits: number | undefined;
    }
  | { readonly kind: "none"; readonly reason: string };

/** Trades the curvature a wide step sees against the rounding a narrow one suffers. */
const RELATIVE_STEP = Math.cbrt(Number.EPSILON);
const TOLERANCE = 1e-5;

export function differenceCheck(
  evaluator: Evaluator,
  inputs: readonly number[],
  index: number,
  output: NodeId,
  derivative: number,
): DifferenceCheck {
  const x = inputs[index] as number;
  const step = 2 ** Math.round(Math.log2(RELATIVE_STEP * Math.max(1, Math.abs(x))));
  const left = valueAt(evaluator, inputs, index, x - step, output);
  const right = valueAt(evaluator, inputs, index, x + step, output);
  if (left === undefined || right === undefined) {
    return {
      kind: "none",
      reason: "Another branch is taken close by: no difference to compare with.",
    };
  }
  const quotient = (right - left) / (2 * step);
  if (!Number.isFinite(quotient) || !Number.isFinite(derivative)) {
    return {
      kind: "none",
      reason: "The values here are not finite: no difference to compare with.",
    };
  }
  const error = Math.abs(quotient - derivative);
  const rounding = (Number.EPSILON * Math.max(Math.abs(left), Math.abs(right))) / step;
  const scale = Math.max(Math.abs(quotient), Math.abs(derivative), rounding / TOLERANCE);
  const share = scale === 0 ? 0 : error / scale;
  const digits =
    share > TOLERANCE ? undefined : Math.min(15, Math.floor(-Math.log10(share || 1e-15)));
  return { kind: "compared", step, quotient, digits };
}

/** The output with one input moved; undefined where another branch is taken. */
export function valueAt(
  evaluator: Evaluator,
  inputs: readonly number[],
  index: number,
  value: number,
  output: NodeId,
): number | undefined {
  if (evaluator.evaluate(inputs.with(index, value))) return undefined;
  return evaluator.valueOf(output);
}

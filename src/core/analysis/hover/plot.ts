import { createEvaluator } from "../../autodiff/evaluator.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { runAgain } from "../../trace/runAgain.ts";
import type { TracedFunction } from "../document/functionAnalysis.ts";

/** A function of one of its inputs, the others held at the sample point. */
export interface Plot {
  readonly input: string;
  /** In order of x; y is NaN where there is none. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** The sample point, and the slope there. */
  readonly at: { readonly x: number; readonly y: number; readonly slope: number };
}

const pointCount = 61;

/** What running the function anew may cost in all, where the tape does not hold. */
const maximumSteps = 200_000;

/**
 * The values around the sample point: as far as zero on one side and as far again on the other, so that
 * sign and size of the input both show. Where another branch is taken the function is run again.
 */
export function plotOf(
  module: ParsedModule,
  entry: FunctionEntry,
  traced: TracedFunction,
  path: string,
): Plot | undefined {
  const { tape } = traced;
  const column = traced.inputs.findIndex((input) => input.path === path);
  const index = tape.inputs.findIndex((input) => input.path === path);
  const [output] = tape.outputs;
  const slope = traced.jacobian[0]?.[column];
  if (!output || tape.outputs.length > 1 || index < 0 || slope === undefined) return undefined;
  const inputs = tape.inputs.map(({ node }) => tape.values[node] as number);
  const center = inputs[index] as number;
  const y = tape.values[output.node] as number;
  if (![center, y].every(Number.isFinite)) return undefined;

  const evaluator = createEvaluator(tape);
  let steps = 0;
  const valueAt = (x: number): number => {
    inputs[index] = x;
    if (!evaluator.evaluate(inputs)) return evaluator.valueOf(output.node);
    if (steps > maximumSteps) return Number.NaN;
    const outcome = runAgain(module, entry, traced, {
      limits: { steps: maximumSteps, nodes: maximumSteps },
      moved: new Map([[path, x]]),
    });
    steps += outcome.steps;
    const [own] = outcome.kind === "traced" ? outcome.tape.outputs : [];
    return own && outcome.tape ? (outcome.tape.values[own.node] as number) : Number.NaN;
  };
  const reach = center === 0 ? 2 : Math.abs(center);
  const points = Array.from({ length: pointCount }, (_, i) => {
    const x = center + reach * ((2 * i) / (pointCount - 1) - 1);
    return { x, y: valueAt(x) };
  });
  return { input: path, points, at: { x: center, y, slope } };
}

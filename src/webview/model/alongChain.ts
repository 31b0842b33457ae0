import { createEvaluator, type Evaluator } from "../../core/autodiff/evaluator.ts";
import type { Level } from "./level.ts";
import type { Rate } from "./paths.ts";
import type { Stage } from "./stageTape.ts";

/** What comes out at the end of some links of a chain when this goes in at their beginning. */
export type Along = (x: number) => number;

const evaluators = new WeakMap<Stage, Evaluator>();

/** The links one after another, all that enters from beside the chain held; undefined when one is too long. */
export function alongChain(
  level: Level,
  links: readonly Rate[],
  values: ArrayLike<number>,
): Along | undefined {
  const steps = links.map((link) => stepOf(level, link, values));
  if (steps.some((step) => step === undefined)) return undefined;
  return (x) => (steps as readonly Along[]).reduce((value, step) => step(value), x);
}

/** What enters the links from beside the chain. */
export function valuesBeside(
  level: Level,
  links: readonly Rate[],
  values: ArrayLike<number>,
): readonly number[] {
  return links.flatMap(({ from, to }) => {
    const beside = level.stage(to)?.leaves.filter((leaf) => leaf !== from) ?? [];
    return beside.map((leaf) => values[leaf] as number);
  });
}

function stepOf(level: Level, { from, to }: Rate, values: ArrayLike<number>): Along | undefined {
  const stage = level.stage(to);
  if (!stage) return undefined;
  const evaluator = evaluators.get(stage) ?? createEvaluator(stage.tape);
  evaluators.set(stage, evaluator);
  const inputs = stage.leaves.map((leaf) => values[leaf] as number);
  const moving = stage.leaves.indexOf(from);
  const output = stage.tape.outputs[0]?.node as number;
  return (x) => {
    inputs[moving] = x;
    evaluator.evaluate(inputs);
    return evaluator.valueOf(output);
  };
}

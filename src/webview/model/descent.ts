import type { Evaluator } from "../../core/autodiff/evaluator.ts";
import type { NodeId } from "../../core/tape/tape.ts";
import type { FreeInput } from "./picture.ts";

/** Gradient descent as it has gone so far: a row per point it has stood at. */
export interface Descent {
  readonly rows: readonly DescentRow[];
}

export interface DescentRow {
  readonly loss: number;
  /** The chosen inputs there, by path. */
  readonly at: Readonly<Record<string, number>>;
}

export type DescentStep =
  | { readonly kind: "moved"; readonly to: DescentRow }
  | { readonly kind: "stuck"; readonly reason: string };

/** w ← w − η · ∂loss/∂w for each chosen input at once, the others held. */
export function descend(
  evaluator: Evaluator,
  inputs: readonly number[],
  chosen: readonly FreeInput[],
  loss: NodeId,
  rate: number,
): DescentStep {
  evaluator.evaluate(inputs);
  const gradient = evaluator.gradient(loss);
  const next = [...inputs];
  for (const { index } of chosen) {
    next[index] = (inputs[index] as number) - rate * (gradient[index] as number);
  }
  const broken = chosen.find(({ index }) => !Number.isFinite(next[index]));
  if (broken) {
    return {
      kind: "stuck",
      reason: `${broken.path} would not be finite any more: a smaller η may help.`,
    };
  }
  if (evaluator.evaluate(next)) {
    return {
      kind: "stuck",
      reason: "The next step leads to another branch of the code, which is not in this picture.",
    };
  }
  const at = Object.fromEntries(chosen.map(({ path, index }) => [path, next[index] as number]));
  return { kind: "moved", to: { loss: evaluator.valueOf(loss), at } };
}

/** What is worth a warning about the last step; undefined when it went down. */
export function warningOf({ rows }: Descent): string | undefined {
  const [before, last] = [rows.at(-2), rows.at(-1)];
  if (!before || !last) return undefined;
  if (!Number.isFinite(last.loss))
    return "The result is not finite any more: reset, and try a smaller η.";
  if (last.loss > before.loss) {
    return "The result grew: the step was too long. A smaller η goes down.";
  }
  return undefined;
}

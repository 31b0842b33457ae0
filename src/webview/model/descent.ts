import type { Footing, Walk } from "./walk.ts";

/** Gradient descent as it has gone so far: a row per point it has stood at. */
export interface Descent {
  readonly rows: readonly DescentRow[];
}

export interface DescentRow {
  readonly loss: number;
  /** The chosen inputs there, by path. */
  readonly at: Readonly<Record<string, number>>;
  /** Whether another branch of the code is taken there than in the row before. */
  readonly isCrossing: boolean;
}

export type DescentStep =
  | { readonly kind: "moved"; readonly to: readonly number[]; readonly footing: Footing }
  /** Nobody has traced the branch that is taken at the next point. */
  | { readonly kind: "outside"; readonly to: readonly number[] }
  | { readonly kind: "stuck"; readonly reason: string };

/** w ← w − η · ∂loss/∂w for each of the inputs that are walked along at once, the others held. */
export function descend(
  walk: Walk,
  paths: readonly string[],
  from: readonly number[],
  rate: number,
): DescentStep {
  const slopes = walk.to(from)?.slopes();
  if (!slopes) return { kind: "outside", to: from };
  const to = from.map((value, i) => value - rate * (slopes[i] as number));
  const broken = to.findIndex((value) => !Number.isFinite(value));
  if (broken >= 0) {
    return {
      kind: "stuck",
      reason: `${paths[broken]} would not be finite any more: a smaller η may help.`,
    };
  }
  const footing = walk.to(to);
  return footing ? { kind: "moved", to, footing } : { kind: "outside", to };
}

/** What is worth a warning about the last step; undefined when it went down. */
export function warningOf({ rows }: Descent): string | undefined {
  const [before, last] = [rows.at(-2), rows.at(-1)];
  if (!before || !last) return undefined;
  if (!Number.isFinite(last.loss))
    return "The result is not finite any more: reset, and try a smaller η.";
  if (last.loss > before.loss) {
    return last.isCrossing
      ? "The result grew where another branch of the code begins. A smaller η may go down."
      : "The result grew: the step was too long. A smaller η goes down.";
  }
  return undefined;
}

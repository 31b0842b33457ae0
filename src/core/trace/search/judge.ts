import { jacobian } from "../../autodiff/jacobian.ts";
import { rows } from "../../ops/table.ts";
import type { RunOutcome } from "../run.ts";
import { isOnEdge } from "./edges.ts";

/** How much a run is worth. */
export interface Judged {
  readonly outcome: RunOutcome;
  readonly rank: number;
  /** A derivative path leads from some input to some output. */
  readonly depends: boolean;
}

/**
 * In this order: NaN whatever the inputs are, text or a truth value, a constant on a jump, one that stays the same
 * nearby, a trace that depends on an input, finite, not flat, away from every kink and tie.
 */
export const ranks = {
  declined: 0,
  undefined: 1,
  answer: 2,
  constant: 3,
  steady: 4,
  dependent: 5,
  flat: 6,
  finite: 7,
  best: 8,
} as const;

export function judge(outcome: RunOutcome): Judged {
  if (outcome.kind === "declined") {
    const rank = outcome.reason.isAnswer ? ranks.answer : ranks.declined;
    return { outcome, rank, depends: false };
  }
  const { tape } = outcome;
  const { entries, depends } = jacobian(tape);
  const values = tape.outputs.map(({ node }) => tape.values[node] as number);
  if (!depends.some((row) => row.includes(true))) {
    if (values.every(Number.isNaN)) return { outcome, rank: ranks.undefined, depends: false };
    return { outcome, rank: isOnEdge(tape) ? ranks.constant : ranks.steady, depends: false };
  }
  if (!values.every(Number.isFinite) || !entries.every((row) => row.every(Number.isFinite)))
    return { outcome, rank: ranks.dependent, depends: true };
  if (entries.every((row) => row.every((slope) => slope === 0)))
    return { outcome, rank: ranks.flat, depends: true };
  return { outcome, rank: isOnEdge(tape) ? ranks.finite : ranks.best, depends: true };
}

/**
 * Whether another point cannot do better: no condition, index or choice looked at an input, so the same
 * statements run everywhere.
 */
export function isSameEverywhere({ outcome, rank }: Judged): boolean {
  const { tape } = outcome;
  if (!tape || rank > ranks.steady || tape.guards.length > 0) return false;
  return tape.ops.every((code) => rows[code]?.selects === undefined);
}

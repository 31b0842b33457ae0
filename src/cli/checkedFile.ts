import type { GradientCheck, Verdict } from "../core/gradcheck/gradientCheck.ts";

/** The hand-written derivatives of one file, compared. */
export interface CheckedFile {
  readonly kind: "checked";
  readonly path: string;
  readonly lineStarts: readonly number[];
  readonly checks: readonly GradientCheck[];
}

/** What makes `check` exit with 1. */
export const failingVerdicts: ReadonlySet<Verdict> = new Set(["wrong", "conditional"]);

const noVerdicts: Readonly<Record<Verdict, number>> = {
  equal: 0,
  "equal-of-output": 0,
  proportional: 0,
  conditional: 0,
  kink: 0,
  wrong: 0,
  inconclusive: 0,
  declined: 0,
};

/** How often each verdict was given, in the order of the verdicts. */
export function summaryOf(files: readonly CheckedFile[]): Readonly<Record<Verdict, number>> {
  const counts = { ...noVerdicts };
  for (const { checks } of files) for (const { verdict } of checks) counts[verdict]++;
  return counts;
}

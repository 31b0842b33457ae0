import type { SourceRange } from "../util/sourceRange.ts";

export type Verdict =
  | "equal"
  | "equal-of-output"
  | "proportional"
  | "conditional"
  | "kink"
  | "wrong"
  | "inconclusive"
  | "declined";

/** Why there is no verdict, and where. */
export interface Reason {
  readonly message: string;
  readonly range: SourceRange;
}

export interface CheckedFunction {
  readonly name: string;
  readonly range: SourceRange;
  readonly nameRange: SourceRange;
}

/** One hand-written derivative compared with the exact one. */
export interface GradientCheck {
  readonly primal: CheckedFunction;
  readonly derivative: CheckedFunction;
  readonly convention: "named-pair" | "record" | "tag";
  /** The inputs of the primal that the derivative speaks of. */
  readonly wrt: readonly string[];
  readonly verdict: Verdict;
  readonly evidence: "proved" | "sampled";
  /** Points at which numbers were really compared. */
  readonly samples: number;
  /** Distinct paths through both functions that the compared points took, of those seen at all. */
  readonly branches: { readonly covered: number; readonly seen: number };
  readonly maxRelativeError: number | undefined;
  /** Hand-written ÷ exact; of a proportional derivative only. */
  readonly factor?: number;
  readonly counterexample: Counterexample | undefined;
  readonly reason: Reason | undefined;
}

export interface Counterexample {
  /** Input leaves by path. */
  readonly inputs: readonly (readonly [path: string, value: number])[];
  readonly expected: number;
  readonly actual: number;
  /** Which component of the derivative: "" for a number, "[0]", ".dx". */
  readonly component: string;
}

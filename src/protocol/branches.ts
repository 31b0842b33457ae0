import type { WireTape } from "./wireTape.ts";

/** The traces of one function at points where the one that is shown does not hold; null where it is gone. */
export const branchesRequest = "gradlens/branches";

/** A point: inputs that are not where they were, by path. */
export type BranchPoint = Readonly<Record<string, number>>;

/** What one question may ask: points, and numbers in all of them together. */
export const mostPoints = 64;
export const mostNumbers = 50_000;

export interface BranchesParams {
  readonly uri: string;
  /** Of the document that the shown trace is of: another one has other branches. */
  readonly version: number;
  readonly name: string;
  readonly points: readonly BranchPoint[];
  /** Whether the derivatives are to be told as formulas as well: a plot needs none. */
  readonly withFormulas: boolean;
}

/** One per point, in their order. */
export type BranchesResult = readonly WireBranch[] | null;

export type WireBranch =
  | {
      readonly kind: "traced";
      readonly tape: WireTape;
      /** As in the panel's trace; absent where they were not asked for. */
      readonly derivatives?: readonly (string | null)[];
    }
  /** The trace of an earlier point holds at this one. */
  | { readonly kind: "same"; readonly as: number }
  | { readonly kind: "declined"; readonly message: string };

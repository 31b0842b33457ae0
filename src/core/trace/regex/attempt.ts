import type { AST } from "@eslint-community/regexpp";
import type { PatternFlags } from "./charTest.ts";

/** One attempt to match at one place. */
export interface Attempt {
  readonly text: string;
  /** By group: where it begins and ends. Group 0 is the whole. */
  readonly captures: (Span | undefined)[];
  /** Counts a step; throws where the allowance is used up. */
  spend(): void;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is to match after it; told where it begins. */
export type Rest = (at: number) => boolean;

/**
 * Matches at a place and asks the rest, other ways first if the rest does not match: backtracking as the
 * language defines it (ECMA-262, 22.2.2 "Pattern Semantics").
 */
export type Matcher = (attempt: Attempt, at: number, rest: Rest) => boolean;

/** What the parts of one pattern share. */
export interface Context {
  readonly flags: PatternFlags;
  readonly groups: readonly AST.CapturingGroup[];
  /** Within a lookbehind, everything is read from right to left. */
  readonly backward: boolean;
  /** The matchers of parts, for what is made of parts. */
  readonly anyOf: (alternatives: readonly AST.Alternative[], context: Context) => Matcher;
  readonly ofElement: (element: AST.Element, context: Context) => Matcher;
}

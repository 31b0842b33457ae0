import type { SourceRange } from "../../core/util/sourceRange.ts";

/** A piece of the trace that can be drawn as one node, or opened into its parts. */
export interface Piece {
  /** The way to it from the whole: the same for the same code. */
  readonly key: string;
  readonly kind: "node" | "statement" | "call" | "loop" | "turn" | "block" | "inputs";
  /** The callee, the loop's keyword, the inputs' common path, which turn or lines. */
  readonly label: string;
  /** The call expression or the loop statement; of other pieces their first node's. */
  readonly range: SourceRange;
  /** Its nodes: `order[start] … order[end − 1]`. */
  readonly start: number;
  readonly end: number;
  /** The frame whose parts it holds. */
  readonly frame: number;
  /** Set where the parts were known already. */
  readonly parts?: readonly Piece[];
}

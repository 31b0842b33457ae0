import type { NodeId } from "../../core/tape/tape.ts";
import { type Formula, words } from "./formula.ts";

/** Equal terms from left to right; `node` is the place in the code it speaks of. */
export interface Line {
  readonly terms: readonly Formula[];
  readonly node: NodeId | undefined;
  readonly kind: "formula" | "result" | "remark";
}

export function formulaLine(terms: readonly Formula[], node?: NodeId): Line {
  return { terms, node, kind: "formula" };
}

export function remark(text: string): Line {
  return { terms: [words(text)], node: undefined, kind: "remark" };
}

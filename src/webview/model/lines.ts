import type { NodeId } from "../../core/tape/tape.ts";
import { wrapped } from "./operators.ts";

/** Equal terms from left to right; `node` is the place in the code it speaks of. */
export interface Line {
  readonly terms: readonly string[];
  readonly node: NodeId | undefined;
  readonly kind: "formula" | "result" | "remark";
}

export function quotient(of: string, by: string): string {
  return `∂${wrapped(of)}/∂${wrapped(by)}`;
}

export function formulaLine(terms: readonly string[]): Line {
  return { terms, node: undefined, kind: "formula" };
}

export function remark(text: string): Line {
  return { terms: [text], node: undefined, kind: "remark" };
}

import type { NodeId, Tape } from "../tape/tape.ts";
import { formulaOf } from "./expr/derive.ts";
import { createExprPool } from "./expr/expr.ts";
import { treeSize } from "./expr/treeSize.ts";
import { printLatex } from "./print/printLatex.ts";
import { printText } from "./print/printText.ts";

/** A formula for reading and for typesetting. */
export interface PrintedFormula {
  readonly text: string;
  readonly latex: string;
}

/** Longer definitions are better read in the code itself. */
const PRINT_LIMIT = 40;

/** What a node computes over the inputs of the tape, just as it was written. */
export function valueFormula(tape: Tape, node: NodeId): PrintedFormula | undefined {
  const formula = formulaOf(tape, node, createExprPool());
  if (!formula || treeSize(formula, PRINT_LIMIT) > PRINT_LIMIT) return undefined;
  return { text: printText(formula), latex: printLatex(formula) };
}

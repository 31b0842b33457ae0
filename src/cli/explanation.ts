import type { Blame } from "../core/analysis/blame/blame.ts";
import type { FunctionAnalysis } from "../core/analysis/document/functionAnalysis.ts";

/** What `explain` prints: functions of one file in source order, and how they were asked for. */
export interface Explanation {
  readonly path: string;
  readonly lineStarts: readonly number[];
  readonly functions: readonly FunctionAnalysis[];
  /** What spoils the gradients of a function. */
  readonly blameOf: (fn: FunctionAnalysis) => readonly Blame[];
  readonly order: 1 | 2;
  /** With the trace itself, node by node. */
  readonly withNodes: boolean;
}

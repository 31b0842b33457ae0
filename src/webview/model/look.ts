import type { NodeId } from "../../core/tape/tape.ts";
import type { GroupedBy } from "./pathGroups.ts";
import type { QuizState } from "./quiz.ts";

/** What a person has set in single views. */
export interface Look {
  /** How far the chain's input is nudged; undefined: a step of its slider. */
  readonly nudge: number | undefined;
  /** Which of the paths the chain view tells, the largest first. */
  readonly path: number;
  /** Where the chain is cut into an inner and an outer function. */
  readonly cut: NodeId | undefined;
  /** The second input of the contour plot, by path. */
  readonly beside: string | undefined;
  readonly quiz: QuizState | undefined;
  /** Paths that are too many: by which end they are grouped, and the groups that are open, by key. */
  readonly groupedBy: GroupedBy;
  readonly openGroups: readonly string[];
}

export const firstLook: Look = {
  nudge: undefined,
  path: 0,
  cut: undefined,
  beside: undefined,
  quiz: undefined,
  groupedBy: "first",
  openGroups: [],
};

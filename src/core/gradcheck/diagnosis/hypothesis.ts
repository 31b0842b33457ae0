import type { SourceRange } from "../../util/sourceRange.ts";
import type { DiagnosisKind } from "../gradientCheck.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";

/** One possible mistake, with the numbers it would lead to. */
export interface Hypothesis {
  readonly kind: DiagnosisKind;
  /** Of several that fit, those of the lowest tier count: the further ones say less. */
  readonly tier: 1 | 2 | 3;
  /** Among equals the smaller is the more usual way to say it. */
  readonly rank: number;
  /** The hand-written number of each target; nothing where it does not apply. */
  readonly predict: (point: EvidencePoint) => readonly number[] | undefined;
  /** The factor that is missing or too much: two hypotheses with the same one say the same thing. */
  readonly factor?: (point: EvidencePoint) => number;
  /** The code of the primal it speaks of. */
  readonly place?: SourceRange;
  /** What the hand-written code would compute on the way, and what it would not. */
  readonly traces?: (point: EvidencePoint) => Traces;
  readonly say: () => Said;
}

interface Traces {
  readonly present: readonly number[];
  readonly absent: readonly number[];
  /** What would explain the presence of the absent. */
  readonly unless?: number;
}

export interface Said {
  readonly message: string;
  /** As `Diagnosis.multiplier`. */
  readonly multiplier?: string;
  /** The wrong piece of the hand-written code, where it is known. */
  readonly range?: SourceRange;
  /** The value of the wrong piece, by which it is found in the hand-written code. */
  readonly piece?: (point: EvidencePoint) => number;
}

/** A row of the table: all hypotheses of one sort. */
export type Suspect = (evidence: Evidence) => readonly Hypothesis[];

/** What a right derivative would give: for points that a hypothesis does not concern. */
export function rightNumbers({ targets }: EvidencePoint): readonly number[] {
  return targets.map(({ expected }) => expected);
}

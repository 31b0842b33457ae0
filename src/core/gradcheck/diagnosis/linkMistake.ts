import { argumentsOf } from "../../tape/tape.ts";
import type { DiagnosisKind } from "../gradientCheck.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import type { Said } from "./hypothesis.ts";
import type { Link } from "./links.ts";

/** One way to get the local derivative of one link wrong. */
export interface LinkMistake {
  readonly kind: DiagnosisKind | ((link: Link, point: EvidencePoint) => DiagnosisKind);
  readonly rank: number;
  readonly concerns: (link: Link, point: EvidencePoint) => boolean;
  /** What stands where the local derivative should. */
  readonly wrong: (rate: number, link: Link, point: EvidencePoint) => number;
  /** What was left out or put in besides. */
  readonly factor?: (rate: number, link: Link, point: EvidencePoint) => number;
  readonly say: (evidence: Evidence, link: Link, point: EvidencePoint) => Said;
}

export const argValue = ({ tape }: EvidencePoint, { node }: Link, index: number) =>
  tape.values[argumentsOf(tape, node)[index] as number] as number;

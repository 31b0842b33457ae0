import type { GradientCheck } from "../../gradcheck/gradientCheck.ts";
import type { Tape } from "../../tape/tape.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import { editBetween } from "../../util/textEdit.ts";
import type { FunctionAnalysis, FunctionOutcome } from "./functionAnalysis.ts";

/** Where an offset of an older text stands in the newer one. */
export type Move = (offset: number) => number;

/** The results of one text for another in which the same code stands elsewhere. */
export function moveOutcome(outcome: FunctionOutcome, move: Move): FunctionOutcome {
  if (outcome.kind === "declined") {
    return {
      ...outcome,
      reason: { ...outcome.reason, range: moveRange(outcome.reason.range, move) },
    };
  }
  const notes = outcome.notes.map((note) => ({ ...note, range: moveRange(note.range, move) }));
  return { ...outcome, notes, tape: moveTape(outcome.tape, move) };
}

export function moveFunction(fn: FunctionAnalysis, move: Move): FunctionAnalysis {
  return {
    ...fn,
    range: moveRange(fn.range, move),
    nameRange: moveRange(fn.nameRange, move),
    carrier: moveRange(fn.carrier, move),
    parameters: fn.parameters.map(({ name, range }) => ({ name, range: moveRange(range, move) })),
    outcome: moveOutcome(fn.outcome, move),
  };
}

export function moveCheck(check: GradientCheck, move: Move): GradientCheck {
  const moved = <T extends { range: SourceRange; nameRange: SourceRange }>(place: T): T => ({
    ...place,
    range: moveRange(place.range, move),
    nameRange: moveRange(place.nameRange, move),
  });
  return {
    ...check,
    primal: moved(check.primal),
    derivative: moved(check.derivative),
    ...(check.diagnosis && {
      diagnosis: { ...check.diagnosis, range: moveRange(check.diagnosis.range, move) },
    }),
    reason: check.reason && { ...check.reason, range: moveRange(check.reason.range, move) },
  };
}

function moveRange({ start, end }: SourceRange, move: Move): SourceRange {
  return { start: move(start), end: move(end) };
}

function moveTape(tape: Tape, move: Move): Tape {
  const { provenance } = tape;
  return {
    ...tape,
    guards: tape.guards.map((guard) => ({ ...guard, range: moveRange(guard.range, move) })),
    provenance: {
      ...provenance,
      starts: provenance.starts.map(move),
      ends: provenance.ends.map(move),
      frameTable: provenance.frameTable.map((frame) => ({
        ...frame,
        range: moveRange(frame.range, move),
      })),
    },
  };
}

/** One edit, found as what differs between the common start and the common end of two texts. */
export function moveAcrossEdit(before: string, after: string): Move {
  const { start, oldEnd, newEnd } = editBetween(before, after);
  return (offset) => {
    if (offset <= start) return offset;
    return offset >= oldEnd ? offset + newEnd - oldEnd : Math.min(offset, newEnd);
  };
}

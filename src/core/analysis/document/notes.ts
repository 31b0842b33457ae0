import { argumentValues, rowAt } from "../../autodiff/evaluate.ts";
import { hasTooManyCorners } from "../../autodiff/oneSided.ts";
import { isSide, type NonSmooth } from "../../ops/nonSmooth.ts";
import type { SpecialPoints } from "../../ops/primitive.ts";
import { type NodeId, rangeOf, sizeOf, type Tape } from "../../tape/tape.ts";
import { contributing, guardsOnEdge } from "../../trace/search/edges.ts";
import { formatNumber } from "../../util/formatNumber.ts";
import type { Note } from "./functionAnalysis.ts";
import { looksAcross } from "./slopesFrom.ts";

/** What happened at the sample point: kinks, jumps, singularities, stops, noise, exact branch points. */
export function notesOf(tape: Tape): readonly Note[] {
  const contributes = contributing(tape);
  const notes: Note[] = [];
  for (let node = 0; node < sizeOf(tape); node++) {
    if (contributes[node] === 1 && (tape.ops[node] as number) >= 0)
      notes.push(...operationNotes(tape, node));
  }
  for (const { node, role, path } of tape.inputs) {
    if (role !== "noise" || contributes[node] === 0) continue;
    const message = `${path.replace(/#\d+$/, "")} is noise: one draw, fixed for this trace; no gradient flows into it`;
    notes.push({ kind: "noise", message, range: rangeOf(tape, node) });
  }
  if (hasTooManyCorners(tape)) {
    const message = `too many inputs meet a corner here: each operation was seen from the ${tape.nonSmooth} by itself, not each input`;
    notes.push({ kind: "budget", message, range: tape.provenance.frameTable[0]?.range ?? nowhere });
  }
  for (const { range } of guardsOnEdge(tape)) {
    const message =
      isSide(tape.nonSmooth) && looksAcross(tape)
        ? `the point sits exactly on this condition; shown is the slope from the ${tape.nonSmooth} where the value does not jump`
        : "the point sits exactly on this condition; the derivative is that of the side taken";
    notes.push({ kind: "branch", message, range });
  }
  return unique(notes);
}

/** Enough to recognise an argument by. */
const noteDigits = 6;

const nowhere = { start: 0, end: 0 };

function operationNotes(tape: Tape, node: NodeId): readonly Note[] {
  const row = rowAt(tape.ops[node] as number);
  const range = rangeOf(tape, node);
  const args = argumentValues(tape, node, tape.values);
  const notes = row.special
    .filter((special) => special.at(...args))
    .map(
      (special): Note => ({
        kind: special.kind,
        message: messageOf(special, tape.nonSmooth ?? "default"),
        range,
      }),
    );
  if (Number.isNaN(tape.values[node]) && !args.some(Number.isNaN)) {
    const written = args.map((arg) => formatNumber(arg, noteDigits)).join(", ");
    notes.push({ kind: "domain", message: `${row.js} has no value at (${written})`, range });
  }
  return notes;
}

const libraryNames = { pytorch: "PyTorch", jax: "JAX" } as const;

/** What the point is, and whose choice is shown for it. */
function messageOf(
  { message, chosen, partials, along }: SpecialPoints,
  nonSmooth: NonSmooth,
): string {
  if (isSide(nonSmooth)) {
    return along ? `${message}; shown is the slope from the ${nonSmooth}` : message;
  }
  if (nonSmooth !== "default" && partials?.[nonSmooth])
    return `${message}; shown is what ${libraryNames[nonSmooth]} has here`;
  return chosen === undefined ? message : `${message}; ${chosen}`;
}

function unique(notes: readonly Note[]): readonly Note[] {
  const seen = new Map<string, Note>();
  for (const note of notes) {
    const key = `${note.kind} ${note.range.start} ${note.range.end} ${note.message}`;
    if (!seen.has(key)) seen.set(key, note);
  }
  return [...seen.values()];
}

import { argumentValues, rowAt } from "../autodiff/evaluate.ts";
import { opNames, rows } from "../ops/table.ts";
import { argumentsOf, type Guard, type NodeId, rangeOf, sizeOf, type Tape } from "../tape/tape.ts";
import type { Note } from "./functionAnalysis.ts";

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
  for (const guard of tape.guards) notes.push(...branchNotes(tape, guard));
  return unique(notes);
}

/** Which nodes the outputs are computed from, steps included that stop the gradient. */
function contributing(tape: Tape): Uint8Array {
  const marked = new Uint8Array(sizeOf(tape));
  for (const { node } of tape.outputs) marked[node] = 1;
  for (let node = sizeOf(tape) - 1; node >= 0; node--) {
    if (marked[node] === 1) for (const arg of argumentsOf(tape, node)) marked[arg] = 1;
  }
  return marked;
}

function operationNotes(tape: Tape, node: NodeId): readonly Note[] {
  const row = rowAt(tape.ops[node] as number);
  const range = rangeOf(tape, node);
  const args = argumentValues(tape, node, tape.values);
  const notes = (row.special ?? [])
    .filter((special) => special.at(...args))
    .map(({ kind, message }): Note => ({ kind, message, range }));
  const isOutside = row.domain
    ? !row.domain(...args)
    : Number.isNaN(tape.values[node]) && !args.some(Number.isNaN);
  if (isOutside && !args.some(Number.isNaN)) {
    const written = args.join(", ");
    notes.push({ kind: "domain", message: `${row.js} has no value at (${written})`, range });
  }
  return notes;
}

const comparisons = new Set(
  ["lt", "le", "gt", "ge", "eq", "ne"].map((name) => opNames.indexOf(name as never)),
);

/** The point sits exactly where a condition switches, so the other side is as near as this one. */
function branchNotes(tape: Tape, guard: Guard): readonly Note[] {
  if (guard.kind !== "truth") return [];
  let { node } = guard;
  while (rows[tape.ops[node] as number]?.js === "!") node = argumentsOf(tape, node)[0] as number;
  const [left, right] = argumentValues(tape, node, tape.values);
  const isComparison = comparisons.has(tape.ops[node] as number);
  const isSwitch = isComparison ? left === right : tape.values[node] === 0;
  if (!isSwitch) return [];
  return [
    {
      kind: "branch",
      message: "the point sits exactly on this condition; the derivative is that of the side taken",
      range: guard.range,
    },
  ];
}

function unique(notes: readonly Note[]): readonly Note[] {
  const seen = new Map<string, Note>();
  for (const note of notes) {
    const key = `${note.kind} ${note.range.start} ${note.range.end} ${note.message}`;
    if (!seen.has(key)) seen.set(key, note);
  }
  return [...seen.values()];
}

import { opNames } from "../ops/table.ts";
import { CONSTANT_OP, INPUT_OP, type NodeId, type Tape } from "../tape/tape.ts";
import type { Expr } from "./expr.ts";

/** A formula as a tape, to be differentiated like any other. It stands at no point: its values are NaN. */
export function exprTape(expr: Expr): { readonly tape: Tape; readonly output: NodeId } {
  const parts = partsOf(expr);
  const places = new Map(parts.map(({ id }, place) => [id, place]));
  const args: number[] = [];
  const argStart = [0];
  for (const part of parts) {
    if (part.kind === "call") args.push(...part.args.map(({ id }) => places.get(id) as number));
    argStart.push(args.length);
  }
  const output = parts.length - 1;
  const tape: Tape = {
    ops: Int16Array.from(parts, codeOf),
    argStart: Uint32Array.from(argStart),
    args: Uint32Array.from(args),
    values: Float64Array.from(parts, (part) =>
      part.kind === "constant" ? part.value : Number.NaN,
    ),
    inputs: parts.flatMap((part, node) =>
      part.kind === "variable" ? [{ node, path: part.path, role: "free" as const }] : [],
    ),
    outputs: [{ node: output, path: "" }],
    guards: [],
    provenance: {
      starts: new Uint32Array(parts.length),
      ends: new Uint32Array(parts.length),
      names: new Map(),
      frames: new Uint32Array(parts.length),
      frameTable: [],
    },
  };
  return { tape, output };
}

function codeOf(part: Expr): number {
  if (part.kind === "constant") return CONSTANT_OP;
  return part.kind === "variable" ? INPUT_OP : opNames.indexOf(part.op);
}

/** Parts before the whole: what is made later has the larger id. */
function partsOf(expr: Expr): readonly Expr[] {
  const found = new Map<number, Expr>();
  const pending = [expr];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (found.has(next.id)) continue;
    found.set(next.id, next);
    if (next.kind === "call") pending.push(...next.args);
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

import { rows } from "../ops/table.ts";
import { argumentsOf, CONSTANT_OP, INPUT_OP, sizeOf, type Tape } from "./tape.ts";

/** The tape's invariants; every test's tape passes through here. Returns what is broken, or nothing. */
export function brokenInvariant(tape: Tape): string | undefined {
  const size = sizeOf(tape);
  const columns = [
    tape.values,
    tape.provenance.starts,
    tape.provenance.ends,
    tape.provenance.frames,
  ];
  if (columns.some((column) => column.length !== size)) return "columns differ in length";
  const inputNodes = new Set(tape.inputs.map((input) => input.node));
  for (let node = 0; node < size; node++) {
    const code = tape.ops[node] as number;
    const args = argumentsOf(tape, node);
    for (const arg of args) if (arg >= node) return `node ${node} uses the later node ${arg}`;
    if (code === INPUT_OP || code === CONSTANT_OP) {
      if (args.length > 0) return `leaf ${node} has arguments`;
      if ((code === INPUT_OP) !== inputNodes.has(node))
        return `input list and node ${node} disagree`;
      continue;
    }
    const row = rows[code];
    if (!row) return `node ${node} has the unknown operation ${code}`;
    if (row.arity !== "n" && row.arity !== args.length)
      return `node ${node} has ${args.length} arguments`;
  }
  for (const { node } of [...tape.outputs, ...tape.guards]) {
    if (node >= size) return `an output or guard names the missing node ${node}`;
  }
  for (const [index, frame] of tape.provenance.frameTable.entries()) {
    if (index > 0 && frame.parent >= index) return `frame ${index} stands before its parent`;
  }
  return undefined;
}

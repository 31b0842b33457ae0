import type { Tape } from "../tape/tape.ts";
import { type Cell, numberCell } from "../trace/inputs/cell.ts";

/** The numbers that an instance holds, each an input of its own. */
export function stateCells(tape: Tape): readonly Cell[] {
  return tape.inputs
    .filter(({ path }) => path.startsWith("this."))
    .map(({ path }) => numberCell(path));
}

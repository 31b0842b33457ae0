import type { Tape } from "../../tape/tape.ts";
import { type Cell, numberCell } from "../../trace/inputs/cell.ts";

/** The numbers that an instance holds, each an input of its own. */
export function stateCells(tape: Tape): readonly Cell[] {
  return tape.inputs
    .filter(({ path }) => path.startsWith("this."))
    .map(({ path }) => numberCell(path));
}

/** What a constructor made, as an object of the numbers in it that became inputs. */
export function openedInstances(cells: readonly Cell[], tape: Tape): readonly Cell[] {
  return cells.map((cell) => {
    if (cell.shape.kind !== "instance") return cell;
    const inside = tape.inputs.filter(({ path }) => path.startsWith(`${cell.path}.`));
    const fields = new Map(inside.map(({ path }) => [path, numberCell(path)]));
    return { ...cell, shape: { kind: "object", fields, elastic: false } };
  });
}

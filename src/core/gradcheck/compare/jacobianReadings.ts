import type { TapeOutput } from "../../tape/tape.ts";
import { type Group, wrtText } from "./inputGroups.ts";
import type { Reading } from "./reading.ts";

/**
 * What a result that is called a Jacobian may be taken of: a run of parameters that are numbers, or the
 * first elements of a list. Its rows are the outputs; a table that is as high as there are inputs, and
 * not as high as there are outputs, has them as columns.
 */
export function jacobianReadings(
  groups: readonly Group[],
  outputs: readonly TapeOutput[],
  hand: readonly string[],
): readonly Reading[] {
  const [rows, columns] = [outputs.length, hand.length / outputs.length];
  if (!Number.isInteger(columns) || columns < 1 || rows * columns < 2) return [];
  const at = placesOf(hand, rows, columns);
  return choicesOf(groups, columns).map((leaves) => ({
    components: outputs.flatMap((_, output) =>
      leaves.map((leaf, column) => ({ at: at(output, column), output, leaf })),
    ),
    wrt: wrtText(groups, leaves),
    diagonal: false,
  }));
}

function choicesOf(groups: readonly Group[], columns: number): readonly (readonly string[])[] {
  const isNumber = ({ name, leaves }: Group) => leaves.length === 1 && leaves[0] === name;
  const runs = groups.map((_, start) => groups.slice(start, start + columns));
  return [
    ...runs
      .filter((run) => run.length === columns && run.every(isNumber))
      .map((run) => run.flatMap(({ leaves }) => leaves)),
    ...groups
      .filter(({ leaves }) => leaves.length > columns)
      .map(({ leaves }) => leaves.slice(0, columns)),
  ];
}

function placesOf(hand: readonly string[], rows: number, columns: number) {
  const high = new Set(hand.map((path) => /^\[\d+\](?=\[)/.exec(path)?.[0])).size;
  const isTurned = high === columns && rows !== columns && high > 1;
  return (row: number, column: number): string =>
    hand[isTurned ? column * rows + row : row * columns + column] ?? "";
}

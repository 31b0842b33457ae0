import type { Tape } from "../../tape/tape.ts";

/** An array among the inputs, all of whose elements are free: a vector or a matrix. */
export interface ArrayShape {
  readonly head: string;
  /** A vector has one column. */
  readonly rows: number;
  readonly columns: number;
  readonly isMatrix: boolean;
  /** The places of its elements among the free inputs, row by row. */
  readonly places: readonly (readonly number[])[];
}

/** The vectors and matrices of those paths, with whatever else there is left out. */
export function arrayShapes(paths: readonly string[]): readonly ArrayShape[] {
  const found = new Map<string, number[][]>();
  for (const [place, path] of paths.entries()) {
    const [, head = "", row, column] = /^([^[]+)\[(\d+)\](?:\[(\d+)\])?$/.exec(path) ?? [];
    if (row === undefined) continue;
    const key = column === undefined ? head : `${head}[]`;
    const rows = found.get(key) ?? [];
    const cells = rows[Number(row)] ?? [];
    cells[Number(column ?? 0)] = place;
    rows[Number(row)] = cells;
    found.set(key, rows);
  }
  return Array.from(found, ([key, rows]) => shapeOf(key, rows)).filter(
    (shape) => shape !== undefined,
  );
}

function shapeOf(key: string, places: readonly (readonly number[])[]): ArrayShape | undefined {
  const isMatrix = key.endsWith("[]");
  const columns = places[0]?.length ?? 0;
  const isWhole = (cells: readonly number[] | undefined) =>
    cells?.length === columns && [...cells].every((place) => place !== undefined);
  if (![...places].every(isWhole) || places.length * columns < 2) return undefined;
  return { head: key.replace("[]", ""), rows: places.length, columns, isMatrix, places };
}

/** How many elements the result has where it is a vector; 1 for a number, nothing for anything else. */
export function outputLength({ outputs }: Tape): number | undefined {
  if (outputs.length === 1 && outputs[0]?.path === "") return 1;
  const isVector = outputs.length > 1 && outputs.every(({ path }, k) => path === `[${k}]`);
  return isVector ? outputs.length : undefined;
}

/** The numbers of an array as cells of a small picture: each the largest by size of those that fall into it. */
export interface HeatGrid {
  readonly columns: number;
  readonly rows: number;
  /** The side of a cell. */
  readonly cell: number;
}

const MOST_COLUMNS = 24;
const MOST_ROWS = 12;
const WIDTH = 72;
const [SMALLEST_CELL, LARGEST_CELL] = [3, 9];

export function heatGrid(count: number, columns: number): HeatGrid {
  const shown = Math.max(1, Math.min(MOST_COLUMNS, columns));
  const rows = Math.max(1, Math.min(MOST_ROWS, Math.ceil(count / Math.max(1, columns))));
  const cell = Math.floor(WIDTH / shown);
  return { columns: shown, rows, cell: Math.min(LARGEST_CELL, Math.max(SMALLEST_CELL, cell)) };
}

/** How strong a cell is drawn: four steps to either side of zero, and one of its own for NaN. */
export const LEVELS = 4;
export type HeatLevel = number | "nan";

/**
 * The level of each cell, row by row, relative to the largest number: half of it, and half of that,
 * and so on, so that small numbers are told from zero.
 */
export function heatLevels(
  numbers: readonly number[],
  columns: number,
  grid: HeatGrid,
): readonly HeatLevel[] {
  const cells = new Float64Array(grid.columns * grid.rows);
  const allRows = Math.max(1, Math.ceil(numbers.length / columns));
  for (const [index, number] of numbers.entries()) {
    const row = Math.floor((Math.floor(index / columns) * grid.rows) / allRows);
    const column = Math.floor(((index % columns) * grid.columns) / columns);
    const cell = row * grid.columns + column;
    const before = cells[cell] as number;
    if (Number.isNaN(number) || Math.abs(number) > Math.abs(before)) cells[cell] = number;
  }
  let largest = 0;
  for (const number of cells)
    if (Number.isFinite(number)) largest = Math.max(largest, Math.abs(number));
  return Array.from(cells, (number) => levelOf(number, largest));
}

function levelOf(number: number, largest: number): HeatLevel {
  if (Number.isNaN(number)) return "nan";
  if (number === 0) return 0;
  if (!Number.isFinite(number)) return Math.sign(number) * LEVELS;
  const level = LEVELS + Math.ceil(Math.log2(Math.abs(number) / largest));
  return Math.sign(number) * Math.max(1, Math.min(LEVELS, level));
}

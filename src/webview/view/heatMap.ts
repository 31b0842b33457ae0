import { type HeatGrid, type HeatLevel, heatLevels, LEVELS } from "../model/heat.ts";
import { svgElement, write } from "./svgElement.ts";

/** Strong to weak, below zero and above it; see the style sheet for their colors. */
const levels: readonly HeatLevel[] = [
  "nan",
  ...Array.from({ length: 2 * LEVELS + 1 }, (_, i) => i - LEVELS),
];

/** An array of numbers as cells, all cells of a strength as one path. */
export function createHeatMap(grid: HeatGrid, columns: number, top: number) {
  const { cell } = grid;
  const left = (-grid.columns * cell) / 2;
  const paths = levels.map((level) => svgElement("path", { class: classOf(level) }));
  const element = svgElement("g", { class: "heat", transform: `translate(${left} ${top})` }, [
    ...paths,
    svgElement("rect", {
      class: "heat-frame",
      ...{ x: 0, y: 0, width: grid.columns * cell, height: grid.rows * cell },
    }),
  ]);
  return {
    element,
    update(numbers: readonly number[]): void {
      const cells = new Map<HeatLevel, string>();
      for (const [index, level] of heatLevels(numbers, columns, grid).entries()) {
        const x = (index % grid.columns) * cell;
        const y = Math.floor(index / grid.columns) * cell;
        cells.set(level, `${cells.get(level) ?? ""}M${x},${y}h${cell}v${cell}h-${cell}z`);
      }
      for (const [index, path] of paths.entries()) {
        write(path, "d", cells.get(levels[index] as HeatLevel) ?? "");
      }
    },
  };
}

function classOf(level: HeatLevel): string {
  if (level === "nan") return "cell nan";
  if (level === 0) return "cell zero";
  return `cell ${level < 0 ? "below" : "above"} level-${Math.abs(level)}`;
}

import type { Times } from "./measure.ts";

/** One table: each case beside the ones it is compared with, ratios first. */
export function printRatios(
  title: string,
  times: ReadonlyMap<string, Times>,
  references: readonly string[],
): void {
  const header = [title, ...references.map((name) => `÷ ${name}`), "median", "95 %"];
  const rows = Array.from(times, ([name, { median, p95 }]) => [
    name,
    ...references.map((reference) => ratioText(median / (times.get(reference)?.median ?? NaN))),
    timeText(median),
    timeText(p95),
  ]);
  printTable([header, ...rows]);
}

export function printTable([header = [], ...rows]: readonly (readonly string[])[]): void {
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  console.log(["", line(header), rule, ...rows.map(line)].join("\n"));
}

function ratioText(ratio: number): string {
  return ratio.toPrecision(ratio < 100 ? 2 : 3).replace(/e\+(\d+)/, "e$1");
}

function timeText(milliseconds: number): string {
  if (milliseconds >= 1) return `${milliseconds.toFixed(1)} ms`;
  return milliseconds >= 0.001
    ? `${(milliseconds * 1e3).toFixed(1)} µs`
    : `${(milliseconds * 1e6).toFixed(0)} ns`;
}

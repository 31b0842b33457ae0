import type { Outcome } from "./runTest.ts";

export interface Result {
  readonly folder: string;
  readonly file: string;
  readonly outcome: Outcome;
}

const kinds = ["passed", "declined", "failed"] as const;

function countOf(results: readonly Result[], kind: Outcome["kind"]): number {
  return results.filter(({ outcome }) => outcome.kind === kind).length;
}

/** One row a folder: how many tests passed, were declined and failed. */
export function tableOf(results: readonly Result[], folders: readonly string[]): string {
  const rows = folders.map((folder) => {
    const own = results.filter((result) => result.folder === folder);
    return [folder, ...kinds.map((kind) => String(countOf(own, kind)))];
  });
  const lines = [["folder", ...kinds], ...rows];
  return lines
    .map(([folder = "", ...counts]) =>
      [folder.padEnd(26), ...counts.map((count) => count.padStart(9))].join(""),
    )
    .join("\n");
}

const quoted = /"[^"]*"|'[^']*'|`[^`]*`/g;

/** Why tests were declined, the most frequent reason first, with the names it was most often about. */
export function reasonsOf(results: readonly Result[]): string {
  const reasons = new Map<string, string[]>();
  for (const { outcome } of results) {
    if (outcome.kind !== "declined") continue;
    const reason = outcome.message.replace(quoted, "…").replace(/\d+/g, "N");
    const names = reasons.get(reason) ?? [];
    reasons.set(reason, [...names, outcome.message.match(quoted)?.[0] ?? ""]);
  }
  return [...reasons]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([reason, names]) => `${String(names.length).padStart(7)}  ${reason}${mostly(names)}`)
    .join("\n");
}

function mostly(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  const top = [...counts].sort(([, a], [, b]) => b - a).slice(0, 4);
  return top.length > 1 ? ` (${top.map(([name, count]) => `${name} ${count}`).join(", ")})` : "";
}

export function failuresOf(results: readonly Result[]): string {
  return results
    .flatMap(({ file, outcome }) =>
      outcome.kind === "failed" ? `${file}:${outcome.line}  ${outcome.message}` : [],
    )
    .join("\n");
}

import { type EntryCounts, type FileReport, noEntries } from "./functionReport.ts";
import { type PackageTally, type Placed, type ReasonTally, reasonsOf } from "./tally.ts";

/** The whole run in numbers. */
export interface CorpusTotals {
  readonly packages: readonly PackageTally[];
  readonly functions: readonly Placed[];
  readonly reasons: readonly ReasonTally[];
  readonly compared: number;
  readonly points: number;
  readonly unverified: number;
  readonly wrongValues: number;
  readonly wrongGradients: number;
  readonly entries: EntryCounts;
  readonly worst: number;
  readonly slowest: { readonly path: string; readonly seconds: number };
}

export function totalsOf(
  packages: readonly PackageTally[],
  files: readonly FileReport[],
): CorpusTotals {
  const functions = packages.flatMap((tally) => tally.functions);
  const having = (kind: string) =>
    functions.filter(({ problems }) => problems.some((text) => text.startsWith(kind))).length;
  const sum = (of: (fn: Placed) => number) => functions.reduce((total, fn) => total + of(fn), 0);
  const [slowest] = [...files].sort((a, b) => b.seconds - a.seconds);
  return {
    packages,
    functions,
    reasons: reasonsOf(functions),
    compared: functions.filter(({ points }) => points > 0).length,
    points: sum(({ points }) => points),
    unverified: functions.filter(({ unverified }) => unverified !== undefined).length,
    wrongValues: having("value"),
    wrongGradients: having("gradient"),
    entries: {
      ...noEntries,
      checked: sum(({ entries }) => entries.checked),
      rough: sum(({ entries }) => entries.rough),
      infinite: sum(({ entries }) => entries.infinite),
      edges: sum(({ entries }) => entries.edges),
    },
    worst: Math.max(0, ...functions.map(({ worst }) => worst)),
    slowest: { path: slowest?.path ?? "", seconds: slowest?.seconds ?? 0 },
  };
}

import type { FileReport, FunctionReport, Verdict } from "./functionReport.ts";

/** A function with the file it stands in. */
export interface Placed extends FunctionReport {
  readonly path: string;
}

export interface PackageTally {
  readonly name: string;
  readonly version: string;
  readonly files: number;
  readonly seconds: number;
  readonly functions: readonly Placed[];
}

export interface ReasonTally {
  /** Names and numbers taken out, so that alike reasons are one. */
  readonly reason: string;
  readonly count: number;
  readonly example: string;
}

const good: ReadonlySet<Verdict> = new Set(["differentiable", "constant", "no number"]);

function isGood({ verdict }: FunctionReport): boolean {
  return good.has(verdict);
}

export function placed(files: readonly FileReport[]): readonly Placed[] {
  return files.flatMap(({ path, functions }) => functions.map((fn) => ({ ...fn, path })));
}

export function countOf(functions: readonly FunctionReport[], verdict: Verdict): number {
  return functions.filter((fn) => fn.verdict === verdict).length;
}

/** Of everything that is counted, how much is differentiable or rightly not. */
export function shareOf(functions: readonly FunctionReport[]): number {
  return functions.length === 0 ? 1 : functions.filter(isGood).length / functions.length;
}

/** The same of the functions alone that have a number to give. */
export function numericShareOf(functions: readonly FunctionReport[]): number {
  return shareOf(functions.filter(({ verdict }) => verdict !== "no number"));
}

/** A function of functions has no derivative by itself: nothing in its file says what it is called with. */
export function needsFunction({ verdict, reason }: FunctionReport): boolean {
  return verdict === "declined" && / is a function that the caller gives/.test(reason ?? "");
}

/** The share of those that stand by themselves: with a number, and without a function that the caller gives. */
export function ownShareOf(functions: readonly FunctionReport[]): number {
  return numericShareOf(functions.filter((fn) => !needsFunction(fn)));
}

/** Why functions are not differentiable, the most frequent reason first. */
export function reasonsOf(functions: readonly Placed[]): readonly ReasonTally[] {
  const tallies = new Map<string, { count: number; example: string }>();
  for (const fn of functions) {
    if (isGood(fn)) continue;
    const reason = normalized(fn.reason ?? fn.verdict);
    const known = tallies.get(reason);
    if (known) known.count++;
    else tallies.set(reason, { count: 1, example: placeOf(fn) });
  }
  return [...tallies]
    .map(([reason, tally]) => ({ reason, ...tally }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

function normalized(reason: string): string {
  return reason
    .replace(/"[^"]*"|`[^`]*`|‘[^’]*’/g, "“…”")
    .replace(/\b[\w$#]+(\.[\w$#]+)+(?=[ ,;(]|$)/g, "a.b")
    .replace(/-?\d+(\.\d+)?(e[-+]?\d+)?/g, "N");
}

export function placeOf({ path, line, name }: Placed): string {
  return `${path.replace(/^node_modules\//, "")}:${line} ${name}`;
}

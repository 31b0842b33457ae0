import type { FunctionAnalysis } from "../../src/core/analysis/document/functionAnalysis.ts";
import type { FunctionEntry } from "../../src/core/syntax/functions.ts";
import type { ParsedModule } from "../../src/core/syntax/parsedModule.ts";
import { checkDeclined } from "./checkDeclined.ts";
import { checkPoint, type PointCheck } from "./checkPoint.ts";
import { type EntryCounts, type FunctionReport, noEntries } from "./functionReport.ts";
import { freshCells, runSettled, sightOf } from "./gradlensSide.ts";
import type { NodeSide } from "./nodeSide.ts";
import { otherPoints } from "./points.ts";

/** Everything about one function, at its own point and at others. */
export function checkFunction(
  module: ParsedModule,
  entry: FunctionEntry,
  { outcome }: FunctionAnalysis,
  node: NodeSide,
): FunctionReport {
  const base = {
    name: entry.name,
    line: entry.node.loc.start.line,
    problems: [],
    points: 0,
    unverified: undefined,
    entries: noEntries,
    worst: 0,
  };
  if (outcome.kind === "declined")
    return { ...base, ...checkDeclined(module, entry, outcome, node) };

  const own = sightOf(outcome.tape);
  const at = (valueAt: (path: string, index: number) => number) =>
    runSettled(module, entry, freshCells(outcome.cells), valueAt, {
      ...outcome.questions,
      lengths: new Map(outcome.questions.lengths),
    });
  const again = at((path) => own.leaves.get(path) ?? 1);
  const found: PointCheck[] = [];
  // What the lens says counts; the second run only tells what the function was called with.
  if (again.scene)
    found.push(
      checkPoint({ ...own, pathOfNode: (again.sight ?? own).pathOfNode }, again.scene, node),
    );
  for (const rule of otherPoints(own.leaves, own.whole)) {
    const run = at(rule);
    if (run.kind === "traced")
      found.push(checkPoint({ ...run.sight, whole: own.whole }, run.scene, node));
  }
  const entries = found.reduce((sum, { entries }) => added(sum, entries), noEntries);
  const unverified = found.find(({ unverified }) => unverified !== undefined)?.unverified;
  const isConfirmed = entries.checked > 0 || found.every(({ isFixed }) => isFixed);
  return {
    ...base,
    verdict:
      outcome.kind === "constant" && !(isConfirmed && unverified === undefined)
        ? "constant, not confirmed"
        : outcome.kind,
    reason: undefined,
    problems: [...new Set(found.flatMap(({ problems }) => problems))].slice(0, mostProblems),
    points: found.filter(({ isCompared }) => isCompared).length,
    unverified,
    entries,
    worst: Math.max(0, ...found.map(({ worst }) => worst)),
  };
}

/** More of one function say the same again. */
const mostProblems = 6;

function added(a: EntryCounts, b: EntryCounts): EntryCounts {
  return {
    checked: a.checked + b.checked,
    rough: a.rough + b.rough,
    infinite: a.infinite + b.infinite,
    edges: a.edges + b.edges,
  };
}

import { freeInputs, jacobian } from "../../autodiff/jacobian.ts";
import { isFunctionNode, type Node } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { walk } from "../../syntax/names.ts";
import { parseSource } from "../../syntax/parse.ts";
import { createModule, librarySeenBy, type ParsedModule } from "../../syntax/parsedModule.ts";
import type { Tape } from "../../tape/tape.ts";
import type { Limits } from "../../trace/budget.ts";
import { runAgain } from "../../trace/runAgain.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import { entryOf } from "../document/entryOf.ts";
import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import type { RunContext } from "../document/runContext.ts";
import { readerOf, rewritingOf } from "./rewritings.ts";

/** An expression to put in the place of another. */
export interface Rewrite {
  readonly code: string;
  readonly range: SourceRange;
}

/** Each costs a parse and some runs, which had better be short. */
const maximumTries = 6;
const maximumSteps = 100_000;

/** How many of the sample points must have had a value to compare. */
const fewestCompared = 4;
const tolerance = 1e-12;

/**
 * The first known rewriting near the culprit after which the function has the same value at every
 * sample point and a finite gradient where it had none.
 */
export function safeRewrite(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  { range, inputs }: { readonly range: SourceRange; readonly inputs: readonly string[] },
  { module, limits }: RunContext,
): Rewrite | undefined {
  const entry = entryOf(module, fn);
  const around = functionAround(module, range);
  if (!entry || !around) return undefined;
  const candidates: Rewrite[] = [];
  const reader = readerOf(around, module.text);
  walk(around, (node) => {
    const code = rewritingOf(node, reader);
    if (code !== undefined)
      candidates.push({ code, range: { start: node.range[0], end: node.range[1] } });
    return true;
  });
  const before = { module, entry };
  const isNear = ({ range: place }: Rewrite) =>
    Number(place.start <= range.end && range.start <= place.end);
  candidates.sort((a, b) => isNear(b) - isNear(a));
  return candidates.slice(0, maximumTries).find((candidate) => {
    const after = rewritten(module, entry, candidate);
    return after !== undefined && isSafe(before, after, traced, inputs, limits);
  });
}

interface Place {
  readonly module: ParsedModule;
  readonly entry: FunctionEntry;
}

/** The innermost function that the culprit stands in; its text may be another function's than the one looked at. */
function functionAround({ program }: ParsedModule, { start, end }: SourceRange): Node | undefined {
  let innermost: Node | undefined;
  walk(program, (node) => {
    const contains = node.range[0] <= start && end <= node.range[1];
    if (contains && isFunctionNode(node)) innermost = node;
    return contains;
  });
  return innermost;
}

function rewritten(module: ParsedModule, entry: FunctionEntry, edit: Rewrite): Place | undefined {
  const { start, end } = edit.range;
  const text = module.text.slice(0, start) + edit.code + module.text.slice(end);
  const outcome = parseSource(text, module.uri);
  if (outcome.kind !== "parsed") return undefined;
  const next = createModule(text, outcome.program, outcome.unread, {
    uri: module.uri,
    library: librarySeenBy(module),
  });
  const index = module.functions.indexOf(entry);
  const again = next.functions[index];
  return again?.shortName === entry.shortName ? { module: next, entry: again } : undefined;
}

function isSafe(
  before: Place,
  after: Place,
  traced: TracedFunction,
  inputs: readonly string[],
  limits: Limits,
): boolean {
  const own = traced.tape.inputs.map(({ node }) => traced.tape.values[node] as number);
  const healed = runAt(after, traced, own, limits);
  if (!healed || !hasFiniteGradient(healed, traced.tape, inputs)) return false;
  let compared = 0;
  for (const point of samplePoints(own)) {
    const [expected, actual] = [before, after].map((place) => runAt(place, traced, point, limits));
    if (!expected || !actual) continue;
    for (const [index, { node }] of expected.outputs.entries()) {
      const value = expected.values[node] as number;
      const other = actual.values[actual.outputs[index]?.node ?? -1];
      if (!Number.isFinite(value)) continue;
      const size = Math.max(1, Math.abs(value));
      if (other === undefined || !(Math.abs(other - value) <= tolerance * size)) return false;
      compared++;
    }
  }
  return compared >= fewestCompared;
}

function hasFiniteGradient(healed: Tape, tape: Tape, paths: readonly string[]): boolean {
  const asBefore = tape.nonSmooth ? { ...healed, nonSmooth: tape.nonSmooth } : healed;
  const { entries } = jacobian(asBefore, "reverse");
  const columns = freeInputs(healed);
  return (
    healed.outputs.every(({ node }) => !Number.isNaN(healed.values[node])) &&
    paths.every((path) => {
      const column = columns.findIndex((input) => input.path === path);
      return column >= 0 && entries.every((row) => Number.isFinite(row[column]));
    })
  );
}

function runAt(
  { module, entry }: Place,
  traced: TracedFunction,
  point: readonly number[],
  limits: Limits,
): Tape | undefined {
  const { tape } = traced;
  const run = runAgain(module, entry, traced, {
    limits: { ...limits, steps: Math.min(limits.steps, maximumSteps) },
    moved: new Map(tape.inputs.map(({ path }, index) => [path, point[index] as number])),
  });
  return run.kind === "traced" && run.tape.outputs.length === tape.outputs.length
    ? run.tape
    : undefined;
}

/** Some around zero, some around the point itself, all different in every input. */
function samplePoints(own: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: 16 }, (_, round) =>
    own.map((value, index) => {
      const wave = ((round * 7 + index * 5 + 3) * 0.618_033_988_749_895) % 1;
      if (round < 6) return 0.05 + 3 * wave;
      if (round < 12) return 6 * wave - 3;
      return Number.isFinite(value) ? value * (0.5 + wave) + wave - 0.5 : wave;
    }),
  );
}

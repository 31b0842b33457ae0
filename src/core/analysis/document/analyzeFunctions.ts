import type { NonSmooth } from "../../ops/nonSmooth.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { Library, ParsedModule } from "../../syntax/parsedModule.ts";
import type { Reads } from "../../syntax/sources.ts";
import { type DocumentLimits, stepsPerFunction, tracingOverhead } from "../../trace/budget.ts";
import { inWords } from "../../trace/decline.ts";
import { isInput, parameterCells } from "../../trace/inputs/inputs.ts";
import type { Point } from "../../trace/inputs/point.ts";
import { analyzeFunction, describeEntry } from "./analyzeFunction.ts";
import type { FunctionAnalysis, FunctionOutcome } from "./functionAnalysis.ts";
import { type CacheKey, cacheKeyOf, type TraceCache } from "./traceCache.ts";

interface Request {
  readonly module: ParsedModule;
  readonly limits: DocumentLimits;
  readonly nonSmooth: NonSmooth;
  readonly library: Library;
  /** Outcomes of the last text, and those of this one, which are added. */
  readonly before: TraceCache | undefined;
  readonly after: TraceCache;
  /** Looked at wherever all its names are inputs. */
  readonly point: Point | undefined;
  /** Only the functions of this name. */
  readonly only: string | undefined;
}

interface Traced {
  readonly outcome: FunctionOutcome;
  readonly reads: Reads;
  readonly asksCallers?: boolean;
}

/** No function takes more before every other one has had its turn; the last turn is up to the limit. */
const turns = [150_000, 1_000_000, Number.POSITIVE_INFINITY];

/** Nor does a search that leads nowhere get less, in a file of many functions. */
const smallestShare = 40_000;

/** Every function of a file within its budget; those that need much of it come last. */
export function analyzeFunctions(request: Request): {
  readonly functions: readonly FunctionAnalysis[];
  readonly reads: readonly Reads[];
} {
  const { module, limits, nonSmooth, library, before, after, point, only } = request;
  const entries = module.functions.filter(
    (entry) => entry.level !== "nested" && isWanted(entry, only),
  );
  const fileSteps = limits.fileSteps + stepsPerFunction * entries.length;
  let remaining = fileSteps;
  // A quarter is left for the others, were all but one to lead nowhere.
  const share = Math.max(smallestShare, (0.75 * fileSteps) / Math.max(1, entries.length));
  const traced = new Map<FunctionEntry, Traced>();
  let waiting: FunctionEntry[] = [];
  const keys = new Map<FunctionEntry, CacheKey>();
  for (const entry of entries) {
    const off = switchedOff(module, entry);
    if (!off) keys.set(entry, cacheKeyOf(module, entry));
    const key = keys.get(entry);
    const known = off ?? (key && before?.get(key));
    if (known) traced.set(entry, known);
    else waiting.push(entry);
  }
  for (const turn of turns) {
    // The only one that is left keeps nobody waiting.
    const most = waiting.length === 1 ? Number.POSITIVE_INFINITY : turn;
    waiting = waiting.filter((entry) => !traceWithin(entry, most));
  }
  for (const [entry, key] of keys) after.set(key, traced.get(entry) as Traced);
  const functions = entries.map((entry) => {
    const { outcome } = traced.get(entry) as Traced;
    const fn = { ...describeEntry(entry), outcome };
    return point ? atPoint(module, entry, point, request, fn) : fn;
  });
  return { functions, reads: [...traced.values()].map(({ reads }) => reads) };

  /** False where the function needs more than it may take yet. */
  function traceWithin(entry: FunctionEntry, turn: number): boolean {
    if (remaining <= 0) {
      const message = `the other functions used up this file's ${inWords(fileSteps)} steps`;
      traced.set(entry, { outcome: declined(message, entry), reads: new Map() });
      return true;
    }
    const steps = Math.min(turn, limits.steps, remaining);
    const { result, reads } = library.watch(() =>
      analyzeFunction(module, entry, { ...limits, steps, share }, nonSmooth),
    );
    // Setting a run up costs as much as some thousand steps.
    remaining -= result.steps + tracingOverhead;
    if (result.steps >= steps && turn < limits.steps) return false;
    traced.set(entry, { outcome: result.outcome, reads, asksCallers: result.asksCallers });
    return true;
  }
}

function switchedOff(module: ParsedModule, entry: FunctionEntry): Traced | undefined {
  return module.tagsOf(entry).off
    ? { outcome: declined("switched off by @gradlens off", entry), reads: new Map() }
    : undefined;
}

/** The same function at a given point, if that point speaks of its inputs; the status stays. */
function atPoint(
  module: ParsedModule,
  entry: FunctionEntry,
  point: Point,
  { limits, nonSmooth }: Request,
  fn: FunctionAnalysis,
): FunctionAnalysis {
  if (!namesInputs(module, entry, fn.outcome, point)) return fn;
  const { outcome } = analyzeFunction(module, entry, limits, nonSmooth, point);
  if (outcome.kind === "declined" || fn.outcome.kind === "declined")
    return { ...fn, outcome, atGivenPoint: true };
  return { ...fn, outcome: { ...outcome, kind: fn.outcome.kind }, atGivenPoint: true };
}

function namesInputs(
  module: ParsedModule,
  entry: FunctionEntry,
  outcome: FunctionOutcome,
  point: Point,
): boolean {
  const cells = outcome.kind === "declined" ? parameterCells(module, entry) : outcome.cells;
  const leaves = outcome.kind === "declined" ? [] : outcome.tape.inputs.map(({ path }) => path);
  // State of an instance is known by its leaves only: "this.w" names "this.w[0]" and its kin.
  const isState = (name: string) =>
    name.startsWith("this.") &&
    leaves.some(
      (leaf) => leaf === name || leaf.startsWith(`${name}[`) || leaf.startsWith(`${name}.`),
    );
  return [...point.keys()].every(
    (name) => isState(name) || cells.some((cell) => isInput(cell, name)),
  );
}

function isWanted(entry: FunctionEntry, only: string | undefined): boolean {
  return only === undefined || entry.name === only || entry.name.replace(/@\d+$/, "") === only;
}

function declined(message: string, { nameRange }: FunctionEntry): FunctionOutcome {
  return { kind: "declined", reason: { message, range: nameRange } };
}

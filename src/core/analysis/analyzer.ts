import type { FunctionEntry } from "../syntax/functions.ts";
import { createLibrary } from "../syntax/library.ts";
import { type ParseOutcome, parseSource } from "../syntax/parse.ts";
import { createModule, type Library, type ParsedModule } from "../syntax/parsedModule.ts";
import { reparse } from "../syntax/reparse.ts";
import { areUnchanged, noSources, plainUri, type Reads, type Sources } from "../syntax/sources.ts";
import { type DocumentLimits, defaultLimits, tracingOverhead } from "../trace/budget.ts";
import { inWords } from "../trace/decline.ts";
import { isInput, parameterCells } from "../trace/inputs.ts";
import type { Point } from "../trace/point.ts";
import { lineStartsOf, type SourceRange } from "../util/sourceRange.ts";
import { analyzeFunction, describeEntry } from "./analyzeFunction.ts";
import { type CheckCache, checkWithin } from "./checkCache.ts";
import type { DocumentAnalysis } from "./documentAnalysis.ts";
import type { FunctionAnalysis, FunctionOutcome, Reason } from "./functionAnalysis.ts";
import { moveAcrossEdit, moveCheck, moveFunction } from "./moveRanges.ts";
import { cacheKeyOf, createTraceCache, type TraceCache } from "./traceCache.ts";
import { unreadFunctions } from "./unreadFunctions.ts";

export interface SourceDocument {
  /** Also tells the dialect: .ts, .tsx, .js … at its end. */
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly limits?: DocumentLimits;
}

interface AnalyzeOptions {
  /** Looked at instead of the functions' own points, wherever all its names are inputs. */
  readonly point?: Point;
  /** Only the functions of this name, with or without "@line". */
  readonly only?: string;
  /** Only the functions, or only the checks, are worked out; otherwise both. */
  readonly part?: "functions" | "checks";
}

export interface Analyzer {
  /** Cached by URI and version; a function is traced again only when something it can depend on changed. */
  analyze(document: SourceDocument, options?: AnalyzeOptions): DocumentAnalysis;
  close(uri: string): void;
}

interface Known {
  readonly analysis: DocumentAnalysis;
  /** The last analysis whose text parsed, its traces and its comparisons. */
  readonly good: DocumentAnalysis | undefined;
  readonly cache: TraceCache;
  readonly checked: CheckCache | undefined;
}

/** What the documents of one analyser share. */
interface Surroundings {
  readonly sources: Sources;
  readonly library: Library;
}

/** Imports are followed through `sources`. */
export function createAnalyzer(sources: Sources = noSources): Analyzer {
  const documents = new Map<string, Known>();
  const around: Surroundings = { sources, library: createLibrary(sources) };
  return {
    analyze(document, options = {}) {
      const known = documents.get(document.uri);
      const isPlain = Object.keys(options).length === 0;
      if (
        isPlain &&
        known?.analysis.version === document.version &&
        known.analysis.text === document.text &&
        known.analysis.limits === (document.limits ?? defaultLimits) &&
        areUnchanged(known.analysis.reads, sources)
      ) {
        return known.analysis;
      }
      const next = analyze(document, options, isPlain ? known : undefined, around);
      if (isPlain) documents.set(document.uri, next);
      return next.analysis;
    },
    close(uri) {
      documents.delete(uri);
    },
  };
}

function analyze(
  document: SourceDocument,
  options: AnalyzeOptions,
  known: Known | undefined,
  around: Surroundings,
): Known {
  const { uri, version, text, limits = defaultLimits } = document;
  const base = { limits, uri, version, text, lineStarts: lineStartsOf(text) };
  const outcome = text.length > maximumLength ? tooLong(text) : parse(document, known?.good);
  if (outcome.kind === "syntax-error") {
    const { message, range } = outcome;
    const move = known?.good ? moveAcrossEdit(known.good.text, text) : undefined;
    const analysis: DocumentAnalysis = {
      ...base,
      syntaxError: { message, range },
      module: undefined,
      functions: move ? (known?.good?.functions ?? []).map((fn) => moveFunction(fn, move)) : [],
      checks: move ? (known?.good?.checks ?? []).map((check) => moveCheck(check, move)) : [],
      reads: known?.good?.reads ?? new Map(),
    };
    const { good, cache = createTraceCache(around.sources), checked } = known ?? {};
    return { analysis, good, cache, checked };
  }
  const place = { uri: plainUri(uri), library: around.library };
  const module = createModule(text, outcome.program, outcome.unread, place);
  const caches: Caches = { before: known?.cache, after: createTraceCache(around.sources) };
  const traced =
    options.part === "checks"
      ? noFunctions
      : traceAll(module, options, limits, caches, around.library);
  const functions = [...traced.functions, ...unreadFunctions(module)];
  functions.sort((a, b) => a.range.start - b.range.start);
  const isChecked = options.only === undefined && options.part !== "functions";
  const checked = isChecked
    ? checkWithin(module, limits, known?.checked, around)
    : { checks: [], cache: undefined };
  const allReads = [...traced.reads, ...[...(checked.cache?.values() ?? [])].map(readsOf)];
  const analysis: DocumentAnalysis = {
    ...base,
    syntaxError: undefined,
    module,
    functions,
    checks: checked.checks,
    reads: new Map(allReads.flatMap((reads) => [...reads])),
  };
  return { analysis, good: analysis, cache: caches.after, checked: checked.cache };
}

const noFunctions: Traced = { functions: [], reads: [] };

function readsOf({ reads }: { readonly reads: Reads }): Reads {
  return reads;
}

/** Only what was edited since the last text that parsed, where that is enough. */
function parse({ text, uri }: SourceDocument, good: DocumentAnalysis | undefined): ParseOutcome {
  const older = good?.module;
  return (older && reparse(older, text, uri)) ?? parseSource(text, uri);
}

/** Longer files are generated, and hold the editor up. */
const maximumLength = 4_000_000;

function tooLong(text: string): { readonly kind: "syntax-error" } & Reason {
  const message = `this file has more than ${maximumLength / 1e6} million characters and is not read`;
  return { kind: "syntax-error", message, range: { start: 0, end: Math.min(text.length, 1) } };
}

interface Caches {
  readonly before: TraceCache | undefined;
  readonly after: TraceCache;
}

interface Traced {
  readonly functions: readonly FunctionAnalysis[];
  readonly reads: readonly Reads[];
}

function traceAll(
  module: ParsedModule,
  options: AnalyzeOptions,
  fileLimits: DocumentLimits,
  { before, after }: Caches,
  library: Library,
): Traced {
  let remaining = fileLimits.fileSteps;
  const reads: Reads[] = [];
  const functions = module.functions
    .filter((entry) => entry.level !== "nested" && isWanted(entry, options.only))
    .map((entry) => {
      const described = describeEntry(entry);
      if (module.tagsOf(entry).off)
        return {
          ...described,
          outcome: declined("switched off by @gradlens off", entry.nameRange),
        };
      const key = cacheKeyOf(module, entry);
      const traced = before?.get(key) ?? traceWithin(entry);
      after.set(key, traced);
      reads.push(traced.reads);
      const { outcome } = traced;
      return options.point
        ? atPoint(module, entry, options.point, fileLimits, { ...described, outcome })
        : { ...described, outcome };
    });
  return { functions, reads };

  function traceWithin(entry: FunctionEntry): { outcome: FunctionOutcome; reads: Reads } {
    if (remaining <= 0) {
      const message = `the functions before it used up this file's ${inWords(fileLimits.fileSteps)} steps`;
      return { outcome: declined(message, entry.nameRange), reads: new Map() };
    }
    const limits = { ...fileLimits, steps: Math.min(fileLimits.steps, remaining) };
    const { result, reads } = library.watch(() => analyzeFunction(module, entry, limits));
    // Setting a run up costs as much as some thousand steps.
    remaining -= result.steps + tracingOverhead;
    return { outcome: result.outcome, reads };
  }
}

/** The same function at a given point, if that point speaks of its inputs; the status stays. */
function atPoint(
  module: ParsedModule,
  entry: FunctionEntry,
  point: Point,
  limits: DocumentLimits,
  fn: FunctionAnalysis,
): FunctionAnalysis {
  if (!namesInputs(module, entry, fn.outcome, point)) return fn;
  const { outcome } = analyzeFunction(module, entry, limits, point);
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

function declined(message: string, range: SourceRange): FunctionOutcome {
  return { kind: "declined", reason: { message, range } };
}

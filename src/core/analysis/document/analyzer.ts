import type { GradientCheck } from "../../gradcheck/gradientCheck.ts";
import type { NonSmooth } from "../../ops/nonSmooth.ts";
import { createLibrary } from "../../syntax/library.ts";
import { type ParseOutcome, parseSource } from "../../syntax/parse.ts";
import { createModule, type Library } from "../../syntax/parsedModule.ts";
import { reparse } from "../../syntax/reparse.ts";
import { areUnchanged, noSources, plainUri, type Sources } from "../../syntax/sources.ts";
import { type DocumentLimits, defaultLimits } from "../../trace/budget.ts";
import type { Point } from "../../trace/inputs/point.ts";
import { lineStartsOf } from "../../util/sourceRange.ts";
import { analyzeFunctions } from "./analyzeFunctions.ts";
import { type CheckCache, checkWithin } from "./checkCache.ts";
import type { DocumentAnalysis } from "./documentAnalysis.ts";
import type { Reason } from "./functionAnalysis.ts";
import { moveAcrossEdit, moveCheck, moveFunction } from "./moveRanges.ts";
import { createTraceCache, type TraceCache } from "./traceCache.ts";
import { unreadFunctions } from "./unreadFunctions.ts";

export interface SourceDocument {
  /** Also tells the dialect: .ts, .tsx, .js … at its end. */
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly limits?: DocumentLimits;
  /** Whose derivative is shown where there is no single one. */
  readonly nonSmooth?: NonSmooth;
  /** The comparisons of the last version are kept, and none are made: until the person asks for them. */
  readonly holdsChecks?: boolean;
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
        known.analysis.nonSmooth === (document.nonSmooth ?? "default") &&
        (document.holdsChecks || !known.analysis.holdsChecks) &&
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
  const { uri, version, text, limits = defaultLimits, nonSmooth = "default" } = document;
  const holdsChecks = document.holdsChecks === true;
  const lineStarts = lineStartsOf(text);
  const base = { limits, nonSmooth, holdsChecks, uri, version, text, lineStarts };
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
  const { library } = around;
  const cache = createTraceCache(around.sources);
  const { point, only } = options;
  const traced =
    options.part === "checks"
      ? { functions: [], reads: [] }
      : analyzeFunctions({
          module,
          limits,
          nonSmooth,
          library,
          before: known?.analysis.nonSmooth === nonSmooth ? known.cache : undefined,
          after: cache,
          point,
          only,
        });
  const functions = [...traced.functions, ...unreadFunctions(module)];
  functions.sort((a, b) => a.range.start - b.range.start);
  const isChecked = options.only === undefined && options.part !== "functions";
  const checked = holdsChecks
    ? { checks: heldChecks(text, known?.analysis), cache: known?.checked, reads: undefined }
    : isChecked
      ? checkWithin(module, limits, nonSmooth, known?.checked, around)
      : { checks: [], cache: undefined, reads: undefined };
  const ownReads = checked.reads ?? known?.analysis.reads ?? new Map();
  const allReads = [...traced.reads, ownReads];
  const analysis: DocumentAnalysis = {
    ...base,
    syntaxError: undefined,
    module,
    functions,
    checks: checked.checks,
    reads: new Map(allReads.flatMap((reads) => [...reads])),
  };
  return { analysis, good: analysis, cache, checked: checked.cache };
}

function heldChecks(text: string, before: DocumentAnalysis | undefined): readonly GradientCheck[] {
  const move = before && moveAcrossEdit(before.text, text);
  return move ? before.checks.map((check) => moveCheck(check, move)) : [];
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

import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { areUnchanged, type Reads, type Sources } from "../../syntax/sources.ts";
import { callersHere } from "../../trace/inputs/callers.ts";
import { literalCalls } from "../../trace/inputs/literalValues.ts";
import type { FunctionOutcome } from "./functionAnalysis.ts";
import { type Move, moveOutcome } from "./moveRanges.ts";

/** Outcomes of the last good version, by everything they depended on. */
export interface TraceCache {
  /** The outcome under `key`, with its ranges where the code stands now. */
  get(key: CacheKey): Traced | undefined;
  set(key: CacheKey, traced: Traced): void;
}

interface Traced {
  readonly outcome: FunctionOutcome;
  /** The other files it depended on, as they were. */
  readonly reads: Reads;
  /** Whether it depended on the code that calls it. */
  readonly asksCallers?: boolean;
}

/** The text of all code a trace can depend on, and where its pieces start. */
export interface PlacedText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly lengths: readonly number[];
}

export interface CacheKey extends PlacedText {
  /** The code of the file that calls the function, and where it stands. */
  readonly callers: () => string;
}

/** A function's own comments belong to its key, and so do the calls that lend it sample values. */
export function cacheKeyOf(module: ParsedModule, entry: FunctionEntry): CacheKey {
  const statements = module.reachedFrom(entry);
  const pieces = statements.map(({ range }) => module.text.slice(...range));
  const tags = module.tagsOf(entry);
  const comments = [...tags.at, ...tags.wrt, ...tags.examples].map(({ text }) => text);
  const types = [...tags.parameterTypes].flat();
  const written = JSON.stringify([
    entry.name,
    entry.range.start - entry.statement.start,
    comments,
    types,
    literalCalls(module, entry)[0],
  ]);
  const tagStarts = tags.at.map(({ range }) => range.start);
  return {
    text: [written, ...pieces].join("\u0000"),
    starts: [...statements.map(({ range }) => range[0]), ...tagStarts],
    lengths: [
      ...pieces.map(({ length }) => length),
      ...tags.at.map(({ range }) => range.end - range.start),
    ],
    callers: onlyOnce(() => callersText(module, entry)),
  };
}

function callersText(module: ParsedModule, entry: FunctionEntry): string {
  const statements = callersHere(module, entry, () => true).flatMap(({ statement }) =>
    module.reach.from(statement),
  );
  const pieces = [...new Set(statements)].map(
    ({ range }) => `${range[0]}:${module.text.slice(...range)}`,
  );
  return pieces.join("\u0000");
}

function onlyOnce(make: () => string): () => string {
  let made: string | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

export function createTraceCache(sources: Sources): TraceCache {
  const traces = new Map<string, Traced & { readonly key: CacheKey }>();
  return {
    get(key) {
      const known = traces.get(key.text);
      if (!known || !areUnchanged(known.reads, sources)) return undefined;
      if (known.asksCallers && known.key.callers() !== key.callers()) return undefined;
      const isUnmoved = known.key.starts.every((start, index) => start === key.starts[index]);
      if (isUnmoved) return known;
      return { ...known, outcome: moveOutcome(known.outcome, moveBetween(known.key, key)) };
    },
    set(key, traced) {
      // The text as it is now: the module may be gone when it is asked for.
      if (traced.asksCallers) key.callers();
      traces.set(key.text, { ...traced, key });
    },
  };
}

/** Each piece moves as a whole. */
export function moveBetween(from: PlacedText, to: PlacedText): Move {
  return (offset) => {
    for (const [index, start] of from.starts.entries()) {
      const length = from.lengths[index] ?? 0;
      if (offset >= start && offset <= start + length)
        return (to.starts[index] ?? start) + offset - start;
    }
    return offset;
  };
}

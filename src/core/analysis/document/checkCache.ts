import { checkModule } from "../../gradcheck/checkModule.ts";
import { checkPair } from "../../gradcheck/checkPair.ts";
import type { GradientCheck } from "../../gradcheck/gradientCheck.ts";
import type { Pair } from "../../gradcheck/pairs/pair.ts";
import type { NonSmooth } from "../../ops/nonSmooth.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { Library, ParsedModule } from "../../syntax/parsedModule.ts";
import { areUnchanged, type Reads, type Sources } from "../../syntax/sources.ts";
import type { Limits } from "../../trace/budget.ts";
import { moveCheck } from "./moveRanges.ts";
import { cacheKeyOf, moveBetween, type PlacedText } from "./traceCache.ts";

/** Checks of the last good version, by everything that both functions of a pair depend on. */
export type CheckCache = ReadonlyMap<string, Known>;

interface Known {
  readonly key: PlacedText;
  /** The other files it depended on, as they were. */
  readonly reads: Reads;
  /** None where the pair turned out to be something else. */
  readonly check: GradientCheck | undefined;
}

interface Checked {
  readonly checks: readonly GradientCheck[];
  readonly cache: CheckCache;
  /** The other files on which pairs and verdicts depend. */
  readonly reads: Reads;
}

/** As `checkModule`, but what did not change since `before` is not compared again. */
export function checkWithin(
  module: ParsedModule,
  limits: Limits,
  nonSmooth: NonSmooth,
  before: CheckCache | undefined,
  { sources, library }: { readonly sources: Sources; readonly library: Library },
): Checked {
  const cache = new Map<string, Known>();
  const decide = (found: Pair): GradientCheck | undefined => {
    const pair = nonSmooth === "default" ? found : { ...found, nonSmooth };
    const key = keyOf(module, pair);
    const known = before?.get(key.text);
    const isCurrent = known !== undefined && areUnchanged(known.reads, sources);
    const { result: check, reads } = isCurrent
      ? { result: placed(known, key, pair), reads: known.reads }
      : library.watch(() => checkPair(module, pair, limits));
    cache.set(key.text, { key, check, reads });
    return check;
  };
  // Also what is looked for and not there yet: without it there is no pair to watch.
  const { result: checks, reads } = library.watch(() => checkModule(module, limits, decide));
  const all = [reads, ...[...cache.values()].map((known) => known.reads)];
  return { checks, cache, reads: new Map(all.flatMap((some) => [...some])) };
}

function keyOf(module: ParsedModule, { primal, derivative, ...saying }: Pair): PlacedText {
  const keys = [cacheKeyOf(module, primal), cacheKeyOf(module, derivative)];
  const names = [primal.shortName, derivative.shortName];
  const said = JSON.stringify([names, { ...saying, tag: { ...saying.tag, range: undefined } }]);
  return {
    text: [said, ...keys.map(({ text }) => text)].join("\u0000"),
    starts: keys.flatMap(({ starts }) => starts),
    lengths: keys.flatMap(({ lengths }) => lengths),
  };
}

/** Where both functions stand now, and by the names they have now. */
function placed({ key, check }: Known, now: PlacedText, pair: Pair): GradientCheck | undefined {
  return (
    check && {
      ...moveCheck(check, moveBetween(key, now)),
      primal: {
        ...place(pair.primal),
        ...(check.primal.elsewhere ? { elsewhere: check.primal.elsewhere } : {}),
      },
      derivative: place(pair.derivative),
    }
  );
}

function place({ name, range, nameRange }: FunctionEntry): GradientCheck["primal"] {
  return { name, range, nameRange };
}

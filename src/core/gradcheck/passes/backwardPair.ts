import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { sameName } from "../pairs/affixes.ts";
import { takesTheSame } from "../pairs/guessedPairs.ts";
import { ownName } from "../pairs/owner.ts";
import type { Pair } from "../pairs/pair.ts";
import { returnedExpressions } from "../pairs/returned.ts";
import { upstreamOf } from "../pairs/upstream.ts";
import { boxedPair } from "./boxed.ts";
import { boxedGradientPair } from "./boxedGradients.ts";
import { keptPair } from "./kept.ts";

/** Backward passes that no ending tells. */
const passNames: ReadonlyMap<string, string> = new Map([["measure", "activate"]]);

/** What a backward pass is one of, by its name. */
export function passBase(name: string): string | undefined {
  return passNames.get(name) ?? /^(\w+?)_?(?:backward|Backward|Backprop|Vjp)$/.exec(name)?.[1];
}

/** `matmul` or `matmulForward` beside `matmulBackward(dOut, …)`. */
export function backwardPair(
  module: ParsedModule,
  derivative: FunctionEntry,
  siblings: () => readonly FunctionEntry[],
): Pair | undefined {
  const base = passBase(ownName(derivative));
  if (base === undefined) return undefined;
  const primal = siblings().find(
    (entry) =>
      sameName(ownName(entry), base) ||
      sameName(ownName(entry).replace(/_?([fF]orward|[lL]ookup)$/, ""), base),
  );
  if (!primal || primal === derivative) return undefined;
  const staged =
    boxedPair(module, primal, derivative) ??
    boxedGradientPair(module, primal, derivative) ??
    keptPair(module, primal, derivative);
  if (staged) return staged;
  const upstream = upstreamOf(primal, derivative);
  const pair = { primal, derivative, wrt: [], tag: undefined } as const;
  if (upstream) return { ...pair, convention: "functional", upstream };
  // quadraticCostBackward(a, y): the last step of all, to which no gradient comes.
  return takesTheSame(primal, derivative) && returnedExpressions(derivative).length > 0
    ? { ...pair, convention: "named-pair", isGuess: true }
    : undefined;
}

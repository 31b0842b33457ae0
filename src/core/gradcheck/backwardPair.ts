import type { FunctionEntry } from "../syntax/functions.ts";
import { sameName } from "./affixes.ts";
import { ownName } from "./owner.ts";
import type { Pair } from "./pair.ts";
import { upstreamOf } from "./upstream.ts";

/** Backward passes that no ending tells. */
const passNames: ReadonlyMap<string, string> = new Map([["measure", "activate"]]);

/** `matmul` or `matmulForward` beside `matmulBackward(dOut, …)`. */
export function backwardPair(
  derivative: FunctionEntry,
  siblings: () => readonly FunctionEntry[],
): Pair | undefined {
  const name = ownName(derivative);
  const base =
    passNames.get(name) ?? /^(\w+?)_?(?:backward|Backward|Backprop|Vjp)$/.exec(name)?.[1];
  if (base === undefined) return undefined;
  const primal = siblings().find(
    (entry) =>
      sameName(ownName(entry), base) || sameName(ownName(entry).replace(/_?[fF]orward$/, ""), base),
  );
  if (!primal || primal === derivative) return undefined;
  const upstream = upstreamOf(primal, derivative);
  return (
    upstream && { primal, derivative, convention: "functional", wrt: [], tag: undefined, upstream }
  );
}

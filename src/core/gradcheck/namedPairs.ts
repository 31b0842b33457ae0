import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import { basesOf, sameName } from "./affixes.ts";
import { importedFunction } from "./imported.ts";
import { isDerivativeKey, isPrimalKey } from "./memberKeys.ts";
import { ownName } from "./owner.ts";
import type { Pair } from "./pair.ts";

/** Asked first: in a file of thousands of functions, looking for siblings of each would be all there is. */
export function soundsLikeDerivative(name: string): boolean {
  return (
    isDerivativeKey(name) ||
    plainName.test(name) ||
    derivativeVerb.test(name) ||
    basesOf(name).length > 0
  );
}

const plainName = /^(grad|gradient|deriv|derivative)$/;

/** `{ f, df }`: a key that says derivative, beside the only other function or a key that says function. */
export function recordPair(
  derivative: FunctionEntry,
  siblings: readonly FunctionEntry[],
): Pair | undefined {
  if (!isDerivativeKey(ownName(derivative))) return undefined;
  const others = siblings.filter((entry) => !isDerivativeKey(ownName(entry)));
  const named = others.filter((entry) => isPrimalKey(ownName(entry)));
  const byName = others.find((entry) =>
    basesOf(ownName(derivative)).some(({ base }) => sameName(base, ownName(entry))),
  );
  const primal =
    byName ?? (named.length === 1 ? named[0] : others.length === 1 ? others[0] : undefined);
  return primal && { primal, derivative, convention: "record", wrt: [], tag: undefined };
}

/** poly_val beside poly_der. */
const valueEnding = /(_(val|value|eval|func)|Val|Value|Eval)$/;

/** getDerivativeCubic beside getPointCubic. */
const derivativeVerb =
  /^(?<verb>get|calc|compute|eval|evaluate|sample)(?:Derivative|Slope|Gradient)(?<of>\w*)$/;
const valueVerb =
  /^(?<verb>get|calc|compute|eval|evaluate|sample)(?:Point|Value|Position)(?<of>\w*)$/;

export function verbPair(
  derivative: FunctionEntry,
  siblings: readonly FunctionEntry[],
): Pair | undefined {
  const own = derivativeVerb.exec(ownName(derivative))?.groups;
  if (!own) return undefined;
  const primal = siblings.find((entry) => {
    const value = valueVerb.exec(ownName(entry))?.groups;
    return value?.["verb"] === own["verb"] && value?.["of"] === own["of"];
  });
  return primal && { primal, derivative, convention: "named-pair", wrt: [], tag: undefined };
}

export function namedPair(
  derivative: FunctionEntry,
  siblings: readonly FunctionEntry[],
): Pair | undefined {
  for (const { base, wrt } of basesOf(ownName(derivative))) {
    const primal =
      siblings.find((entry) => ownName(entry) === base) ??
      siblings.find((entry) => sameName(ownName(entry), base)) ??
      siblings.find((entry) => sameName(ownName(entry).replace(valueEnding, ""), base));
    if (!primal) continue;
    return {
      primal,
      derivative,
      convention: "named-pair",
      wrt: wrt === undefined ? [] : [wrt],
      tag: undefined,
    };
  }
  return undefined;
}

/** `fPrime` at the top level of a file that imports `f`. */
export function importedPair(module: ParsedModule, derivative: FunctionEntry): Pair | undefined {
  if (derivative.level !== "module") return undefined;
  for (const { base, wrt } of basesOf(ownName(derivative))) {
    const imported = importedFunction(module, base);
    if (!imported) continue;
    return {
      ...imported,
      derivative,
      convention: "named-pair",
      wrt: wrt === undefined ? [] : [wrt],
      tag: undefined,
    };
  }
  return undefined;
}

/** `objective` and `gradient` side by side, each the only one of its kind. */
export function plainPair(
  derivative: FunctionEntry,
  siblings: readonly FunctionEntry[],
): Pair | undefined {
  if (!plainName.test(ownName(derivative))) return undefined;
  const primals = siblings.filter((entry) =>
    /^(objective|cost|loss|f|fn|func|energy|potential|envelope)$/.test(ownName(entry)),
  );
  const [primal] = primals;
  return primals.length === 1 && primal
    ? { primal, derivative, convention: "named-pair", wrt: [], tag: undefined }
    : undefined;
}

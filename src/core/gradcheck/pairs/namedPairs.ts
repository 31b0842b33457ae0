import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
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

/** `square.derivative = …`: kept on the function itself, whose name is all of its own up to the key. */
export function propertyPair(
  derivative: FunctionEntry,
  all: readonly FunctionEntry[],
): Pair | undefined {
  const { node, name, instanceOf } = derivative;
  if (
    instanceOf !== undefined ||
    node.parent?.type !== "AssignmentExpression" ||
    !isDerivativeKey(ownName(derivative))
  )
    return undefined;
  const owner = name.replace(/@\d+$/, "").split(".").slice(0, -1).join(".");
  const primal = all.find((entry) => entry.name === owner && entry.instanceOf === undefined);
  return primal && { primal, derivative, convention: "record", wrt: [], tag: undefined };
}

/** poly_val beside poly_der. */
const valueEnding = /(_(val|value|eval|func)|Val|Value|Eval)$/;

/** cubicPoint beside cubicDerivative; a point may be a place on a map as well. */
const pointEnding = /_?(point|position|Point|Position)$/;

/** getDerivativeCubic beside getPointCubic, tangentAt beside pointAt. */
const derivativeVerb =
  /^(?<verb>get|calc|compute|eval|evaluate|sample)(?<word>Derivative|Slope|Gradient|Tangent|Velocity)(?<of>\w*)$/;
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
  if (!primal) return undefined;
  const pair = { primal, derivative, convention: "named-pair", wrt: [], tag: undefined } as const;
  // A tangent may be any vector along the curve, a velocity that of something else.
  return /Tangent|Velocity/.test(own["word"] ?? "") ? { ...pair, isGuess: true } : pair;
}

/** cubicPoint beside cubicDerivative, getBezierPoint beside getBezierDerivative. */
export function pointPair(
  derivative: FunctionEntry,
  siblings: readonly FunctionEntry[],
): Pair | undefined {
  for (const { base, wrt } of basesOf(ownName(derivative))) {
    const primal = siblings.find((entry) => {
      const name = ownName(entry);
      return pointEnding.test(name) && sameName(name.replace(pointEnding, ""), base);
    });
    if (!primal) continue;
    const names = wrt === undefined ? [] : [wrt];
    return {
      primal,
      derivative,
      convention: "named-pair",
      wrt: names,
      tag: undefined,
      isGuess: true,
    };
  }
  return undefined;
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

import type { FunctionEntry } from "../../syntax/functions.ts";
import { parameterName } from "../../syntax/names.ts";
import { basesOf, sameName } from "./affixes.ts";
import { ownerOf, ownName } from "./owner.ts";
import type { Pair } from "./pair.ts";
import { returnedExpressions } from "./returned.ts";

/** getSlope, calcDerivative, slope: of what is not said. */
const unnamed =
  /^_?(?:get|calc|compute|eval|evaluate|sample)?_?(?:slope|deriv|derivative|grad|gradient|jacobian)$/i;

/** gradX, slope_y: along that variable, of the only function that takes it beside others. */
const partial =
  /^_?(?:grad|grdnt|gradient|partial|slope|deriv|derivative)_?(?<wrt>[x-zX-Zt-wT-W])$/;

/** tangentSpline: the derivative of spline where it takes the same, not the tangent line of something else. */
const leadingTangent = /^tangent(?:Of)?(?<base>[A-Z]\w*)$/;

/** Records of derivatives, whose members are called like the functions. */
const derivativeOwner = /^(?:derivatives?|derivs?|gradients?|grads?|primes?|backwards?)$/i;

export function mayBeGuessed(entry: FunctionEntry): boolean {
  const name = ownName(entry);
  if (unnamed.test(name) || partial.test(name) || leadingTangent.test(name)) return true;
  return basesOf(name).length > 0 || isOfDerivatives(ownerName(entry));
}

/** More functions of the same parameters are no hint any more. */
const maximumCandidates = 4;

/** Pairs that a name alone does not make: the parameters, or the place in a record, have to say the same. */
export function guessedPairs(
  derivative: FunctionEntry,
  siblings: readonly FunctionEntry[],
  all: readonly FunctionEntry[],
): readonly Pair[] {
  const base = { derivative, convention: "named-pair", wrt: [], tag: undefined } as const;
  const tangentOf = leadingTangent.exec(ownName(derivative))?.groups?.["base"];
  if (tangentOf !== undefined) {
    const primal = siblings.find(
      (entry) => sameName(ownName(entry), tangentOf) && takesTheSame(entry, derivative),
    );
    return primal ? [{ ...base, primal }] : [];
  }
  if (unnamed.test(ownName(derivative))) {
    const candidates = siblings.filter(
      (entry) => basesOf(ownName(entry)).length === 0 && takesTheSame(entry, derivative),
    );
    const sure = candidates.length === 1 ? { isGuess: true } : { isHunch: true };
    return candidates.length > maximumCandidates
      ? []
      : candidates.map((primal) => ({ ...base, ...sure, primal }));
  }
  const along = partial.exec(ownName(derivative))?.groups?.["wrt"]?.toLowerCase();
  if (along !== undefined) {
    const candidates = siblings.filter((entry) => takesBeside(entry, derivative, along));
    const [primal, ...more] = candidates;
    return primal && more.length === 0 ? [{ ...base, isGuess: true, wrt: [along], primal }] : [];
  }
  const elsewhere = counterpart(derivative, all);
  return elsewhere ? [{ ...base, convention: "record", isGuess: true, primal: elsewhere }] : [];
}

/**
 * `Forward.relu` for `Backward.reluGradient`, `activations.relu` for `derivatives.relu`: the only function
 * of that name that is a member of something else, neither asking for an instance.
 */
function counterpart(
  derivative: FunctionEntry,
  all: readonly FunctionEntry[],
): FunctionEntry | undefined {
  const own = ownerOf(derivative);
  if (own.kind !== "record" || derivative.instanceOf !== undefined) return undefined;
  const name = ownName(derivative);
  const names = isOfDerivatives(ownerName(derivative))
    ? [name, ...basesOf(name).map(({ base }) => base)]
    : basesOf(name).map(({ base }) => base);
  const members = all.filter((entry) => {
    if (entry.instanceOf !== undefined || entry.level !== "member") return false;
    return ownerOf(entry).key !== own.key && !isOfDerivatives(ownerName(entry));
  });
  const found = members.filter((entry) => names.some((one) => sameName(ownName(entry), one)));
  if (found.length < 2) return found[0];
  // Of several records with such a member, the one that this is the record of derivatives of.
  const owners = basesOf(ownerName(derivative)).map(({ base }) => base);
  const near = found.filter((entry) =>
    owners.some((one) => [one, `${one}s`].some((name) => sameName(ownerName(entry), name))),
  );
  return near.length === 1 ? near[0] : undefined;
}

function ownerName({ name }: FunctionEntry): string {
  return name.replace(/@\d+$/, "").split(".").at(-2) ?? "";
}

/** `derivatives`, `activationDerivatives`. */
function isOfDerivatives(owner: string): boolean {
  return derivativeOwner.test(owner) || basesOf(owner).length > 0;
}

/** `bowl(x, y)` for `gradX(x)`: all that it takes, the variable, and at least one more, for a value. */
function takesBeside(entry: FunctionEntry, derivative: FunctionEntry, along: string): boolean {
  const names = entry.node.params.map(parameterName);
  const asked = derivative.node.params.map(parameterName);
  if (partial.test(ownName(entry)) || asked.length === 0 || names.length < 2) return false;
  const takesAll = names.includes(along) && asked.every((name) => names.includes(name));
  return takesAll && asked.includes(along) && returnedExpressions(entry).length > 0;
}

/** The same plain parameters in the same order, at least one. */
export function takesTheSame(one: FunctionEntry, other: FunctionEntry): boolean {
  const names = one.node.params.map(parameterName);
  const others = other.node.params.map(parameterName);
  if (names.length === 0 || names.length !== others.length) return false;
  return names.every((name, index) => name !== "" && name === others[index]);
}

import type { FunctionEntry } from "../../syntax/functions.ts";
import { parameterName } from "../../syntax/names.ts";
import { ownName } from "./owner.ts";

/** Two words of a field of which one is the derivative of the other. */
interface Term {
  /** Words of names, in small letters. */
  readonly primal: readonly string[];
  readonly derivative: string;
  /** The variable, as people call it. */
  readonly wrt: RegExp;
  /** What the derivative is multiplied with, usual ones first. */
  readonly scales: readonly number[];
  /** Whether the name without its word is the function's: `call` beside `callDelta`. */
  readonly mayBeBare?: boolean;
}

const spot = /^(s|s0|spot|price|underlying|stock|stockPrice|spotPrice|f|forward)$/i;
const volatility = /^(sigma|vol|volatility|sig|iv|v)$/i;
const time = /^(t|tau|time|expiry|maturity|years|timeToExpiry|timeToMaturity)$/i;
const rate = /^(r|rate|riskFree|riskFreeRate|interest|interestRate)$/i;
const place =
  /^(r|x|d|q|h|z|p|p1|a|distance|dist|radius|position|pos|length|separation|displacement)$/i;
const options = ["price", "value", "premium", "option", "call", "put", "scholes", "black76"];

const terms: readonly Term[] = [
  { primal: ["cdf", "cumulative"], derivative: "pdf", wrt: /^(x|z|t|q|value)$/, scales: [1] },
  { primal: ["cdf", "cumulative"], derivative: "density", wrt: /^(x|z|t|q|value)$/, scales: [1] },
  { primal: options, derivative: "delta", wrt: spot, scales: [1], mayBeBare: true },
  { primal: ["delta"], derivative: "gamma", wrt: spot, scales: [1] },
  { primal: options, derivative: "vega", wrt: volatility, scales: [1], mayBeBare: true },
  // Of the time that is left: what a day takes away.
  { primal: options, derivative: "theta", wrt: time, scales: [-1, 1], mayBeBare: true },
  { primal: options, derivative: "rho", wrt: rate, scales: [1], mayBeBare: true },
  // Many give a force by its size alone.
  { primal: ["energy", "potential"], derivative: "force", wrt: place, scales: [-1, 1] },
  { primal: ["position", "displacement"], derivative: "velocity", wrt: /^(t|time)$/, scales: [1] },
  { primal: ["velocity"], derivative: "acceleration", wrt: /^(t|time)$/, scales: [1] },
];

const words: ReadonlySet<string> = new Set(terms.map(({ derivative }) => derivative));

export interface DomainPair {
  readonly primal: FunctionEntry;
  readonly wrt: string;
  readonly scales: readonly number[];
}

export function soundsLikeDomain(name: string): boolean {
  return forceLetter.test(name) || wordsOf(name).some((word) => words.has(word));
}

/** As physics writes them: F = −dV/dr, or −dU/dr. */
const forceLetter = /^(?<verb>(?:calc|compute|get|eval)_?)F$/;
const energyLetter = /^(?<verb>(?:calc|compute|get|eval)_?)[VU]$/;

/** The function beside it that a name like `callDelta` speaks of, taken by the same parameters. */
export function domainPair(
  derivative: FunctionEntry,
  siblings: readonly FunctionEntry[],
): DomainPair | undefined {
  const force = forceLetter.exec(ownName(derivative))?.groups?.["verb"];
  if (force !== undefined) {
    const isEnergy = (entry: FunctionEntry) =>
      energyLetter.exec(ownName(entry))?.groups?.["verb"] === force;
    const primal = siblings.find((entry) => isEnergy(entry) && takesTheSame(entry, derivative));
    const wrt = primal && parameterNames(primal).find((name) => place.test(name));
    return primal && wrt !== undefined ? { primal, wrt, scales: [-1, 1] } : undefined;
  }
  const own = wordsOf(derivative.shortName);
  for (const term of terms) {
    const [stem] = without(own, [term.derivative]);
    if (stem === undefined) continue;
    for (const primal of siblings) {
      if (!isNamed(primal, stem, term) || !takesTheSame(primal, derivative)) continue;
      const names = parameterNames(primal);
      const [only] = names;
      const wrt =
        names.find((name) => term.wrt.test(name)) ?? (names.length === 1 ? only : undefined);
      if (wrt !== undefined) return { primal, wrt, scales: term.scales };
    }
  }
  return undefined;
}

function isNamed({ shortName }: FunctionEntry, stem: string, term: Term): boolean {
  const all = wordsOf(shortName);
  if (term.mayBeBare && stem !== "" && all.join(" ") === stem) return true;
  return without(all, term.primal).includes(stem) || (stem === "" && isOnly(all, term));
}

const verbs = /^(calc|calculate|compute|get|eval|evaluate)$/;

/** `blackScholes` beside `delta`. */
function isOnly(all: readonly string[], { primal, mayBeBare }: Term): boolean {
  const said = all.filter((word) => !verbs.test(word));
  return mayBeBare === true && said.length <= 2 && primal.includes(said.at(-1) ?? "");
}

/** What is left of a name without one of these words: `callPrice` may be the price of a call or the call of a price. */
function without(all: readonly string[], some: readonly string[]): readonly string[] {
  return all.flatMap((word, at) =>
    some.includes(word) ? [all.filter((_, index) => index !== at).join(" ")] : [],
  );
}

/** "bsCallDelta" and "bs_call_delta" are the words bs, call and delta. */
function wordsOf(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase());
}

/** Another parameter would make it another quantity. */
function takesTheSame(primal: FunctionEntry, derivative: FunctionEntry): boolean {
  const known = parameterNames(primal);
  const asked = parameterNames(derivative);
  if (asked.length === 0 || known.length !== primal.node.params.length) return false;
  if (asked.length !== derivative.node.params.length) return false;
  return (known.length === 1 && asked.length === 1) || asked.every((name) => known.includes(name));
}

function parameterNames({ node }: FunctionEntry): readonly string[] {
  return node.params.map(parameterName).filter((name) => name !== "");
}

import { opIndexOf } from "../../ops/table.ts";
import { childrenOf, type Node } from "../../syntax/ast.ts";
import { CONSTANT_OP, INPUT_OP, rangeOf, sizeOf } from "../../tape/tape.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import type { Diagnosis } from "../gradientCheck.ts";
import type { Component } from "../readings.ts";
import { relativeError, type Tally } from "../tally.ts";
import { argumentSuspects } from "./argumentSuspects.ts";
import { copySuspects } from "./copySuspects.ts";
import { differingComponents, type Evidence, type EvidencePoint, pointsOf } from "./evidence.ts";
import type { Hypothesis, Said, Suspect } from "./hypothesis.ts";
import {
  substituteSuspects,
  swapSuspects,
  transposeSuspects,
  variableSuspects,
} from "./inputSuspects.ts";
import { linkSuspects } from "./linkSuspects.ts";
import { constantSuspects, innerSuspects, outerSuspects } from "./nodeSuspects.ts";
import { branchSuspects, clampSuspects } from "./pathSuspects.ts";
import { repairSuspects } from "./repairSuspects.ts";
import { returnedRange } from "./returned.ts";
import { productSuspects, ratioSuspects, zeroSuspects } from "./ruleSuspects.ts";
import { overwriteSuspects } from "./sumSuspects.ts";
import { upstreamSuspects } from "./upstreamSuspects.ts";

/** What may be wrong, cheapest first. */
const suspects: readonly Suspect[] = [
  upstreamSuspects,
  constantSuspects,
  swapSuspects,
  transposeSuspects,
  variableSuspects,
  innerSuspects,
  outerSuspects,
  linkSuspects,
  productSuspects,
  argumentSuspects,
  substituteSuspects,
  clampSuspects,
  overwriteSuspects,
  zeroSuspects,
  ratioSuspects,
  branchSuspects,
  repairSuspects,
  copySuspects,
];

export type Case = Omit<Evidence, "points">;

/** Says what is wrong with a derivative that differs, as far as the numbers single it out. */
export function diagnose(of: Case, tally: Tally, scale: number): Diagnosis {
  const components = differingComponents(tally);
  const points = pointsOf(tally, components, scale);
  const undefinedHere = undefinedValue(tally, points);
  if (undefinedHere) return undefinedHere;
  const together = explained({ ...of, points });
  if (together) return together;
  // Each component may have a mistake of its own: the first that can be told is told.
  if (components.length > 1) {
    for (const component of components) {
      const own = explained({ ...of, points: pointsOf(tally, [component], scale) });
      if (!own) continue;
      const { multiplier, ...said } = own;
      const isListed = /\[\d+\]$/.test(component.at);
      return {
        ...said,
        ...(isListed || multiplier === undefined ? {} : { multiplier }),
        message: `in ${nameOf(component)}: ${own.message}`,
      };
    }
  }
  const [point] = points;
  return {
    kind: "unknown",
    message: "no single step of the chain rule explains the difference",
    range: resultRange(of, point),
    alternatives: [],
  };
}

function nameOf({ at, leaf }: Component): string {
  return at === "" ? `the derivative along ${leaf}` : at.replace(/^\./, "");
}

/** No number where there is one, and everything else right. */
function undefinedValue(tally: Tally, points: readonly EvidencePoint[]): Diagnosis | undefined {
  const missing = tally.comparisons.filter(
    ({ kind, actual }) => kind === "differs" && !Number.isFinite(actual),
  );
  const [first] = missing;
  if (!first) return undefined;
  const isOtherwiseRight = points.every(({ targets }) =>
    targets.every(({ expected, actual }) => isClose(expected, actual)),
  );
  if (!isOtherwiseRight) return undefined;
  const what = Number.isNaN(first.actual) ? "no value (NaN)" : "an infinite value";
  const written = first.sample.hand.tape.outputs.find(({ path }) => path === first.component.at);
  return {
    kind: "undefined-value",
    message: written
      ? `it has ${what} where the derivative exists`
      : `${first.component.at} is missing from its result`,
    range: rangeOf(first.sample.hand.tape, written?.node ?? 0),
    alternatives: [],
  };
}

function explained(evidence: Evidence): Diagnosis | undefined {
  const compared = evidence.points.reduce((sum, { targets }) => sum + targets.length, 0);
  if (compared < 3) return undefined;
  let fitting: Hypothesis[] = [];
  let tier = 3;
  for (const suspect of suspects) {
    for (const hypothesis of suspect(evidence)) {
      if (hypothesis.tier > tier || !fits(hypothesis, evidence.points)) continue;
      if (hypothesis.tier < tier) fitting = [];
      tier = hypothesis.tier;
      fitting.push(hypothesis);
    }
    // The last ones cost most and say least.
    if (fitting.length > 0 && (suspect === branchSuspects || suspect === repairSuspects)) break;
  }
  return fitting.length === 0 ? undefined : verdictOf(evidence, fitting);
}

function fits({ predict }: Hypothesis, points: readonly EvidencePoint[]): boolean {
  let isPastRight = false;
  let compared = 0;
  for (const point of points) {
    const numbers = predict(point);
    if (!numbers || numbers.length !== point.targets.length) return false;
    for (const [index, { expected, actual, slack }] of point.targets.entries()) {
      const number = numbers[index] as number;
      // Taken at another place, a rate may not exist at all.
      if (Number.isNaN(number)) continue;
      compared++;
      const isFit =
        Math.abs(number - actual) <= slack ||
        isClose(number, actual, isSingle(point) ? 1e-5 : 1e-7);
      if (!isFit) return false;
      if (!isClose(number, expected)) isPastRight = true;
    }
  }
  const targets = points.reduce((sum, point) => sum + point.targets.length, 0);
  return isPastRight && compared >= Math.max(3, targets / 2);
}

function isClose(a: number, b: number, tolerance = 1e-8): boolean {
  if (a === b) return true;
  return relativeError({ expected: a, actual: b }) <= tolerance;
}

/** Whether the hand-written code stores numbers in 32 bits. */
function isSingle({ sample }: EvidencePoint): boolean {
  return sample.hand.tape.ops.includes(froundCode);
}

/** One explanation, or several with the likeliest first. */
function verdictOf(evidence: Evidence, fitting: readonly Hypothesis[]): Diagnosis {
  const merged = merge(evidence.points, fitting);
  // The source tells g(x) forgotten from x taken for g(x); between two factors of 2 it tells nothing.
  const isAboutPlace = merged.some(({ kind }) => kind === "wrong-argument");
  const scored = merged
    .map((hypothesis) => ({
      hypothesis,
      clues: isAboutPlace ? cluesFor(hypothesis, evidence.points) : 0,
    }))
    .sort((a, b) => b.clues - a.clues || a.hypothesis.rank - b.hypothesis.rank);
  const [best, second] = scored;
  const hypothesis = best?.hypothesis as Hypothesis;
  const said = hypothesis.say();
  const range = said.range ?? pieceRange(evidence, said);
  const isSingledOut =
    !second || (isAboutPlace && (best as { clues: number }).clues > second.clues);
  const others = isSingledOut
    ? []
    : unique(scored.slice(1).map((other) => other.hypothesis.say().message)).filter(
        (message) => message !== said.message,
      );
  return {
    kind: hypothesis.kind,
    message:
      others.length === 0
        ? said.message
        : `two explanations fit: ${said.message}; or ${others[0] as string}`,
    range,
    alternatives: others,
    ...(isUsable(evidence, said.multiplier) ? { multiplier: said.multiplier } : {}),
  };
}

/** Code that the hand-written function can contain: over its own parameters. */
function isUsable({ pair }: Evidence, code: string | undefined): code is string {
  if (code === undefined) return false;
  const text = pair.derivative.node.params.flatMap((parameter) => namesIn(parameter));
  const names = code.match(/(?<![\w$.])[A-Za-z_$][\w$]*/g) ?? [];
  return names.every((name) => name === "Math" || text.includes(name));
}

function namesIn(parameter: Node): readonly string[] {
  if (parameter.type === "Identifier") return [parameter.name];
  return childrenOf(parameter).flatMap(namesIn);
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** Hypotheses of one kind about the same factor along one chain are one, told at its widest piece. */
function merge(
  points: readonly EvidencePoint[],
  fitting: readonly Hypothesis[],
): readonly Hypothesis[] {
  const kept: Hypothesis[] = [];
  for (const hypothesis of [...fitting].sort((a, b) => a.rank - b.rank || width(b) - width(a))) {
    if (!kept.some((other) => isSame(points, other, hypothesis))) kept.push(hypothesis);
  }
  return kept;
}

function isSame(points: readonly EvidencePoint[], a: Hypothesis, b: Hypothesis): boolean {
  if (a.kind !== b.kind) return false;
  // A sign, a path or a term is the same wherever along its chain it was lost.
  if (!a.factor || !b.factor) return a.kind !== "wrong-argument" && a.kind !== "wrong-variable";
  const isSameFactor = points.every((point) =>
    isClose(Math.abs(a.factor?.(point) ?? 0), Math.abs(b.factor?.(point) ?? 0), 1e-7),
  );
  return isSameFactor && isNested(a.place, b.place);
}

function isNested(a: SourceRange | undefined, b: SourceRange | undefined): boolean {
  if (!a || !b) return true;
  return (a.start <= b.start && a.end >= b.end) || (b.start <= a.start && b.end >= a.end);
}

function width({ place }: Hypothesis): number {
  return place ? place.end - place.start : 0;
}

/** How well the hand-written source itself bears a hypothesis out, where the numbers alone do not decide. */
function cluesFor({ traces }: Hypothesis, points: readonly EvidencePoint[]): number {
  if (!traces) return 0;
  let clues = 0;
  const shared = (values: readonly number[][]) =>
    (values[0] ?? []).filter((_, index) =>
      values.every((row, at) => row[index] !== undefined && computes(points[at], row[index])),
    ).length;
  const told = points.map(traces);
  clues += shared(told.map(({ present }) => [...present]));
  const isExplained = shared(told.map(({ unless }) => (unless === undefined ? [] : [unless]))) > 0;
  if (!isExplained) clues -= 2 * shared(told.map(({ absent }) => [...absent]));
  return clues;
}

function computes(point: EvidencePoint | undefined, value: number): boolean {
  const tape = point?.sample.hand.tape;
  if (!tape) return false;
  const inputs = new Set(tape.inputs.map(({ node }) => node));
  return tape.values.some(
    (own, node) => !inputs.has(node) && isClose(Math.abs(own), Math.abs(value)),
  );
}

/** The sub-expression that has the wrong value at every point, or the whole result. */
function pieceRange(evidence: Evidence, { piece }: Said): SourceRange {
  const { points } = evidence;
  const [first] = points as [EvidencePoint];
  const { tape, path } = first.sample.hand;
  const same = points.filter(({ sample }) => sample.hand.path === path);
  if (piece && same.length > 1) {
    const wanted = same.map(piece);
    for (let node = sizeOf(tape) - 1; node >= 0; node--) {
      const op = tape.ops[node] as number;
      if (op === INPUT_OP || op === CONSTANT_OP) continue;
      const isThere = same.every(({ sample }, index) =>
        isClose(sample.hand.tape.values[node] as number, wanted[index] as number),
      );
      if (isThere) return rangeOf(tape, node);
    }
  }
  return resultRange(evidence, first);
}

/** The expression that gives the result. */
function resultRange(
  { pair }: Pick<Evidence, "pair">,
  point: EvidencePoint | undefined,
): SourceRange {
  const tape = point?.sample.hand.tape;
  const at = point?.targets[0]?.component.at;
  const written = tape?.outputs.find(({ path }) => path === at) ?? tape?.outputs[0];
  const isComputed = tape && written && (tape.ops[written.node] as number) >= 0;
  const range = isComputed ? rangeOf(tape, written.node) : undefined;
  const { start, end } = pair.derivative.range;
  return range && range.start > start && range.end < end ? range : returnedRange(pair.derivative);
}

const froundCode = opIndexOf("fround");

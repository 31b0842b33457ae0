import { rangeOf } from "../../tape/tape.ts";
import type { Component } from "../compare/reading.ts";
import type { Tally } from "../compare/tally.ts";
import { isClose } from "../compare/tally.ts";
import type { Diagnosis } from "../gradientCheck.ts";
import { argumentSuspects } from "./argumentSuspects.ts";
import { constantSuspects } from "./constantSuspects.ts";
import { copySuspects } from "./copySuspects.ts";
import { differingComponents, type Evidence, type EvidencePoint, pointsOf } from "./evidence.ts";
import { fits } from "./fits.ts";
import type { Hypothesis, Suspect } from "./hypothesis.ts";
import { innerSuspects } from "./innerSuspects.ts";
import {
  substituteSuspects,
  swapSuspects,
  transposeSuspects,
  variableSuspects,
} from "./inputSuspects.ts";
import { linkSuspects } from "./linkSuspects.ts";
import { outerSuspects } from "./outerSuspects.ts";
import { sharesOf, sharesText } from "./partlyRight.ts";
import { branchSuspects, clampSuspects } from "./pathSuspects.ts";
import { resultRange } from "./pieceRange.ts";
import { repairSuspects } from "./repairSuspects.ts";
import { repeatedSuspects } from "./repeatedSuspects.ts";
import { productSuspects, ratioSuspects, zeroSuspects } from "./ruleSuspects.ts";
import { singledOut } from "./singledOut.ts";
import { overwriteSuspects } from "./sumSuspects.ts";
import { tableSuspects } from "./tableSuspects.ts";
import { twoMistakes } from "./twoMistakes.ts";
import { upstreamSuspects } from "./upstreamSuspects.ts";

/** What may be wrong, cheapest first. */
const suspects: readonly Suspect[] = [
  upstreamSuspects,
  constantSuspects,
  swapSuspects,
  transposeSuspects,
  tableSuspects,
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
  repeatedSuspects,
  copySuspects,
];

export type Case = Omit<Evidence, "points">;

/** Says what is wrong with a derivative that differs, as far as the numbers single it out. */
export function diagnose(of: Case, tally: Tally, scale: number): Diagnosis {
  const components = differingComponents(tally);
  const points = pointsOf(tally, components, scale);
  const undefinedHere = undefinedValue(tally, points);
  if (undefinedHere) return undefinedHere;
  const evidence = { ...of, points };
  const together = explained(evidence);
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
  const two = explainedByTwo(evidence);
  if (two) return two;
  const [point] = points;
  const isFlat = tally.comparisons.every(({ expected }) => expected === 0);
  const shares = sharesOf(tally);
  return {
    kind: "unknown",
    message: isFlat
      ? "the function is flat wherever it has a derivative, so that is 0: a slope made up to learn by is another thing"
      : shares
        ? sharesText(shares)
        : "no single step of the chain rule explains the difference",
    range: resultRange(of, point),
    alternatives: [],
    ...(shares ? { isPartlyRight: true } : {}),
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

/** Those that say something of the chain, not of the numbers alone. */
const ofTheChain = suspects.slice(0, suspects.indexOf(branchSuspects));

function explainedByTwo(evidence: Evidence): Diagnosis | undefined {
  const hypotheses = ofTheChain.flatMap((suspect) =>
    suspect === constantSuspects ? [] : suspect(evidence),
  );
  return twoMistakes(evidence, hypotheses);
}

function explained(evidence: Evidence): Diagnosis | undefined {
  const compared = evidence.points.reduce((sum, { targets }) => sum + targets.length, 0);
  if (compared < 3) return undefined;
  let fitting: Hypothesis[] = [];
  let tier = 3;
  // A plain 0 is no rate taken at another place.
  const isZero = evidence.points.every(({ targets }) =>
    targets.every(({ expected, actual }) => actual === 0 || isClose(expected, actual)),
  );
  for (const suspect of suspects) {
    for (const hypothesis of suspect(evidence)) {
      if (isZero && hypothesis.kind === "wrong-argument") continue;
      if (hypothesis.tier > tier || !fits(hypothesis, evidence.points)) continue;
      if (hypothesis.tier < tier) fitting = [];
      tier = hypothesis.tier;
      fitting.push(hypothesis);
    }
    // The last ones cost most and say least.
    if (fitting.length > 0 && (suspect === branchSuspects || suspect === repairSuspects)) break;
  }
  return fitting.length === 0 ? undefined : singledOut(evidence, fitting);
}

import { type NodeId, rangeOf } from "../../tape/tape.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { type Hypothesis, rightNumbers, type Suspect } from "./hypothesis.ts";
import { innerNodes, type Place, placesOf, slopeAt, slopesAt } from "./places.ts";
import { predict, tangentsOf } from "./predict.ts";
import { isText, rateName, rateOf, turnFactor } from "./words.ts";

interface NodeMistake {
  readonly kind: "missing-factor" | "extra-factor";
  readonly rank: number;
  readonly concerns: (slopes: readonly number[]) => boolean;
  readonly redo: (adjoint: number, slope: number) => number;
  readonly say: (name: string, rate: string | undefined) => string;
  readonly multiplier: (code: string) => string;
}

const isNegativeConstant = (slopes: readonly number[]) =>
  slopes.every((slope) => slope < 0 && Math.abs(slope - (slopes[0] as number)) < 1e-12);

const mistakes: readonly NodeMistake[] = [
  {
    kind: "missing-factor",
    rank: 1,
    concerns: () => true,
    redo: (adjoint) => adjoint,
    say: (name, rate) => `the inner rate ${name}${isText(rate)} is missing`,
    multiplier: (code) => code,
  },
  {
    kind: "missing-factor",
    rank: 2,
    concerns: isNegativeConstant,
    redo: (adjoint) => -adjoint,
    say: (name, rate) =>
      `the factor ${rate?.replace(/^−/, "")} of the inner rate ${name}${isText(rate)} is missing`,
    multiplier: (code) => code.replace(/^-/, ""),
  },
  {
    kind: "extra-factor",
    rank: 2,
    concerns: () => true,
    redo: (adjoint, slope) => adjoint * slope * slope,
    say: (name, rate) => `the inner rate ${name}${isText(rate)} is there twice`,
    multiplier: (code) => `1 / (${code})`,
  },
  {
    kind: "extra-factor",
    rank: 3,
    concerns: isNegativeConstant,
    redo: (adjoint, slope) => -adjoint * slope * slope,
    say: (name, rate) =>
      `the factor ${rate?.replace(/^−/, "")} of the inner rate ${name}${isText(rate)} is there twice`,
    multiplier: (code) => `1 / (${code.replace(/^-/, "")})`,
  },
];

/** g′(x) forgotten or taken twice in f(g(x)), for every g. */
export const innerSuspects: Suspect = (evidence) =>
  placesOf(evidence).flatMap((place) => {
    const slopes = evidence.points
      .flatMap((point) => slopesAt(point, place.key))
      .filter((slope) => !Number.isNaN(slope));
    if (slopes.every((slope) => Math.abs(slope) === 1)) return [];
    return mistakes
      .filter(({ concerns }) => concerns(slopes))
      .map((mistake) => innerHypothesis(evidence, place, mistake));
  });

function innerHypothesis(evidence: Evidence, place: Place, mistake: NodeMistake): Hypothesis {
  const { key, node, first } = place;
  return {
    kind: mistake.kind,
    tier: 1,
    rank: mistake.rank,
    place: rangeOf(first.tape, node),
    predict: (point) => {
      const nodes = innerNodes(point).get(key);
      if (!nodes) return rightNumbers(point);
      return predict(point, { nodes: new Map(nodes.map((own) => [own, mistake.redo])) });
    },
    factor: (point) => Math.abs(slopeAt(point, key)),
    traces: (point) => {
      const slope = Math.abs(slopeAt(point, key));
      return mistake.kind === "missing-factor" && Number.isFinite(slope)
        ? {
            present: [],
            absent: [slope],
            unless: point.tape.values[innerNodes(point).get(key)?.[0] ?? 0] as number,
          }
        : { present: [], absent: [] };
    },
    say: () => {
      const input = leadingInput(first, node);
      const name = rateName(evidence, first.tape, node, input);
      const ofTurn = turnFactor(evidence, first.tape, node);
      if (ofTurn !== undefined) return { message: mistake.say(name, ofTurn) };
      const rate = rateOf(first.tape, node, input);
      return {
        message: mistake.say(name, rate?.text),
        ...(rate ? { multiplier: mistake.multiplier(rate.code) } : {}),
      };
    },
  };
}

/** Of the inputs in question, the one along which the node's rate says most. */
function leadingInput({ tape, targets, local }: EvidencePoint, node: NodeId): NodeId {
  let leading = targets[0]?.input ?? 0;
  for (const { input } of targets) {
    const slope = tangentsOf(tape, input, local)[node] as number;
    if (slope === 0) continue;
    leading = input;
    if (Math.abs(slope) !== 1) break;
  }
  return leading;
}

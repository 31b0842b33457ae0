import { CONSTANT_OP, INPUT_OP, type NodeId, rangeOf, sizeOf } from "../../tape/tape.ts";
import { isAdded, resultsOf } from "../upstream.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { type Hypothesis, rightNumbers, type Suspect } from "./hypothesis.ts";
import { neededNodes, placeOf, varyingNodes } from "./links.ts";
import { predict, tangentsOf } from "./predict.ts";
import { isText, numberText, rateName, rateOf, sourceOf } from "./words.ts";

/** A place between the inputs and the result: g(x) in f(g(x)). */
export interface Place {
  readonly key: string;
  readonly node: NodeId;
  readonly first: EvidencePoint;
}

const maximumPlaces = 80;

/** The places between inputs and result, each once. */
export function placesOf({ points }: Evidence): readonly Place[] {
  const places = new Map<string, Place>();
  for (const point of points) {
    for (const [key, [node]] of innerNodes(point)) {
      if (node !== undefined && !places.has(key)) places.set(key, { key, node, first: point });
    }
  }
  return places.size > maximumPlaces ? [] : [...places.values()];
}

const known = new WeakMap<EvidencePoint, ReadonlyMap<string, readonly NodeId[]>>();

export function innerNodes(point: EvidencePoint): ReadonlyMap<string, readonly NodeId[]> {
  const before = known.get(point);
  if (before) return before;
  const { tape, targets } = point;
  const varying = varyingNodes(tape, new Set(targets.map(({ input }) => input)));
  const outputs = new Set(targets.map(({ output }) => output));
  const needed = neededNodes(tape, outputs);
  const found = new Map<string, NodeId[]>();
  for (let node = 0; node < sizeOf(tape); node++) {
    const op = tape.ops[node] as number;
    if (
      varying[node] === 0 ||
      needed[node] === 0 ||
      outputs.has(node) ||
      op === INPUT_OP ||
      op === CONSTANT_OP
    )
      continue;
    if (isAdded(tape, node)) continue;
    const key = `${placeOf(tape, node)} ${op}`;
    const same = found.get(key);
    if (same) same.push(node);
    else found.set(key, [node]);
  }
  known.set(point, found);
  return found;
}

/** The rate of a place along the input of the first target that it depends on. */
export function slopeAt(point: EvidencePoint, key: string): number {
  const node = innerNodes(point).get(key)?.[0];
  if (node === undefined) return Number.NaN;
  for (const { input } of point.targets) {
    const slope = tangentsOf(point.tape, input, point.local)[node] as number;
    if (slope !== 0 && Math.abs(slope) !== 1) return slope;
  }
  return 1;
}

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
      .map((point) => slopeAt(point, place.key))
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
      const rate = rateOf(first.tape, node, input);
      const name = rateName(evidence, first.tape, node, input);
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

/** f′(g(x)) forgotten: only g′(x) is there. */
export const outerSuspects: Suspect = (evidence) =>
  placesOf(evidence).flatMap((place) => {
    const { key, node, first } = place;
    // What lies between the function's result and the upstream sum is not the function's.
    if (resultsOf(first.tape).some((output) => output.node === node)) return [];
    return [
      {
        kind: "missing-factor",
        tier: 1,
        rank: 3,
        predict: (point) => {
          const [own] = innerNodes(point).get(key) ?? [];
          if (own === undefined) return rightNumbers(point);
          // Only where everything goes through it is there one outer rate.
          const besides = predict(point, { nodes: new Map([[own, () => 0]]) });
          if (besides.some((rest) => rest !== 0)) return undefined;
          const numbers = point.targets.map(
            ({ input }) => tangentsOf(point.tape, input, point.local)[own] as number,
          );
          const isUnit = point.targets.every(
            ({ expected }, index) => Math.abs(expected) === Math.abs(numbers[index] as number),
          );
          return isUnit ? undefined : numbers;
        },
        factor: (point) => {
          const [own] = innerNodes(point).get(key) ?? [];
          const [target] = point.targets;
          if (own === undefined || !target) return Number.NaN;
          return (
            target.expected / (tangentsOf(point.tape, target.input, point.local)[own] as number)
          );
        },
        say: () => {
          const [target] = first.targets;
          const rate = target && rateOf(first.tape, target.output, node);
          const piece = sourceOf(evidence, first.tape, node);
          return {
            message: `only the inner rate of ${piece} is there; the outer rate${isText(rate?.text)} is missing`,
            ...(rate ? { multiplier: rate.code } : {}),
          };
        },
      } satisfies Hypothesis,
    ];
  });

/** The whole derivative times a number. */
export const constantSuspects: Suspect = ({ points }) => {
  const ratios = points.flatMap(({ targets }) =>
    targets.flatMap(({ expected, actual }) =>
      expected === 0 && actual === 0 ? [] : [actual / expected],
    ),
  );
  const [ratio] = ratios;
  if (ratio === undefined || !Number.isFinite(ratio) || ratio === 0) return [];
  const isNegated = Math.abs(ratio + 1) < 1e-9;
  const predictAll = (point: EvidencePoint) =>
    point.targets.map(({ expected }) => expected * ratio);
  if (isNegated) {
    return [
      {
        kind: "sign",
        tier: 1,
        rank: 1,
        predict: predictAll,
        say: () => ({
          message: "the sign is wrong: it is minus the derivative",
          multiplier: "-1",
        }),
      },
    ];
  }
  const multiplier = inverseCode(ratio);
  return [
    {
      kind: "constant-factor",
      // An odd number is better told where it stands in the hand-written code.
      tier: multiplier === undefined ? 3 : 2,
      rank: 2,
      predict: predictAll,
      say: () => ({
        message: `it is ${factorText(ratio)} the derivative: a constant factor is wrong`,
        ...(multiplier === undefined ? {} : { multiplier }),
      }),
    },
  ];
};

function factorText(ratio: number): string {
  if (Math.abs(ratio - 2) < 1e-9) return "twice";
  if (Math.abs(ratio - 0.5) < 1e-9) return "half";
  return `${numberText(ratio)} times`;
}

/** The number to multiply with, where it is one that a person would write. */
function inverseCode(ratio: number): string | undefined {
  const whole = Math.round(1 / ratio);
  if (Math.abs(1 / ratio - whole) < 1e-9 / Math.abs(ratio)) return String(whole);
  const over = Math.round(ratio);
  return Math.abs(ratio - over) < 1e-9 * Math.abs(ratio) ? `(1 / ${over})` : undefined;
}

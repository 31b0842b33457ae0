import { argumentsOf, CONSTANT_OP, type NodeId, rangeOf } from "../../tape/tape.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import type { Hypothesis, Suspect } from "./hypothesis.ts";
import {
  handOf,
  type Operand,
  operandsOf,
  resultWith,
  valueAt,
  type Wanted,
  wantedValue,
  whole,
  writtenNode,
} from "./operands.ts";
import { innerNodes } from "./places.ts";
import { type Explanation, relations } from "./relations.ts";
import { sourceOf } from "./words.ts";

const maximumOperands = 60;

/**
 * Looks at the mistake from the other side: which single operand of the hand-written code would have
 * to be another number, and is that number something known at every point?
 */
export const repairSuspects: Suspect = (evidence) => {
  const { points } = evidence;
  const [first] = points;
  if (first?.targets.length !== 1 || points.length < 4) return [];
  const { tape, path } = first.sample.hand;
  const isOne = ({ sample, targets }: EvidencePoint) =>
    sample.hand.path === path && targets.length === 1;
  if (!points.every(isOne)) return [];
  // Where the function is flat, whatever makes the result 0 would do.
  if (points.every(({ targets }) => targets[0]?.expected === 0)) return [];
  const output = writtenNode(first);
  if (output === undefined) return [];
  const operands = operandsOf(tape, output);
  if (operands.length > maximumOperands) return [];
  const substituted = operands.flatMap((operand) => substitutions(evidence, output, operand));
  if (substituted.length > 0) return substituted;
  return operands.flatMap((operand) => {
    const wanted: Wanted[] = [];
    for (const point of points) {
      const value = wantedValue(point, output, operand);
      if (value === undefined) return [];
      wanted.push(value);
    }
    const found = relations.map((relation) => relation(evidence, operand, wanted));
    const first = found.find((explanation) => explanation !== undefined);
    return first ? [hypothesis(evidence, operand, first)] : [];
  });
};

/** g(x) in place of x inside a function: tried, since a value wanted of a cosine is one of many. */
function substitutions(
  evidence: Evidence,
  output: NodeId,
  operand: Operand,
): readonly Hypothesis[] {
  const { points } = evidence;
  const [first] = points as [EvidencePoint];
  const { user, edge, node } = operand;
  const tape = handOf(first);
  const isArgument = edge !== whole && argumentsOf(tape, user).length === 1;
  if (!isArgument || tape.ops[node] === CONSTANT_OP) return [];
  for (const [key, [inner]] of innerNodes(first)) {
    if (inner === undefined) continue;
    const fits = points.every((point) => {
      const own = innerNodes(point).get(key)?.[0];
      const expected = point.targets[0]?.expected as number;
      if (own === undefined) return false;
      const result = resultWith(handOf(point), output, user, edge, valueAt(point.tape, own));
      return Math.abs(result - expected) <= 1e-9 * Math.abs(expected);
    });
    if (!fits) continue;
    const [is, should] = [sourceOf(evidence, tape, node), sourceOf(evidence, first.tape, inner)];
    const where = sourceOf(evidence, tape, user);
    const message = `in ${where}, ${is} stands where ${should} belongs`;
    return [hypothesis(evidence, operand, { kind: "wrong-argument", rank: 1, message })];
  }
  return [];
}

function hypothesis(
  { points }: Evidence,
  { user, node }: Operand,
  { kind, rank, message, multiplier, factor }: Explanation,
): Hypothesis {
  const tape = handOf(points[0]);
  const isLeaf = (tape.ops[node] as number) < 0;
  return {
    kind,
    tier: 3,
    rank,
    // It was found from the numbers, so it meets them.
    predict: ({ targets }) => targets.map(({ actual }) => actual),
    ...(factor ? { factor, place: rangeOf(tape, user) } : {}),
    say: () => ({
      message,
      range: rangeOf(tape, factor && !isLeaf ? node : user),
      ...(multiplier === undefined ? {} : { multiplier }),
    }),
  };
}

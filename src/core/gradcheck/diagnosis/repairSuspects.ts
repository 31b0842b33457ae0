import { argumentValues, rowAt } from "../../autodiff/evaluate.ts";
import { localDerivatives } from "../../autodiff/localDerivatives.ts";
import { reverseSweep } from "../../autodiff/reverse.ts";
import { evaluateOp, opIndexOf } from "../../ops/table.ts";
import {
  argumentsOf,
  CONSTANT_OP,
  INPUT_OP,
  type NodeId,
  rangeOf,
  type Tape,
} from "../../tape/tape.ts";
import type { DiagnosisKind } from "../gradientCheck.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import type { Hypothesis, Suspect } from "./hypothesis.ts";
import { linksOf, neededNodes, partialOf } from "./links.ts";
import { innerNodes } from "./nodeSuspects.ts";
import { linkRate, numberText, sourceOf } from "./words.ts";

/** A number of the hand-written computation: an operand of one operation, with the value it has. */
interface Operand {
  readonly user: NodeId;
  readonly edge: number;
  readonly node: NodeId;
}

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

function writtenNode({ sample, targets }: EvidencePoint): NodeId | undefined {
  const { outputs } = sample.hand.tape;
  return outputs.find(({ path }) => path === targets[0]?.component.at)?.node;
}

/** Every operand, and the result itself. */
function operandsOf(tape: Tape, output: NodeId): readonly Operand[] {
  const needed = neededNodes(tape, new Set([output]));
  const operands: Operand[] = [{ user: output, edge: whole, node: output }];
  for (let user = 0; user <= output; user++) {
    if (needed[user] === 0) continue;
    for (const [index, node] of argumentsOf(tape, user).entries())
      operands.push({ user, edge: (tape.argStart[user] as number) + index, node });
  }
  return operands;
}

/** In place of an edge: the operand is the whole result. */
const whole = -1;

/** A number that an operand would need to be, and how well that is known. */
interface Wanted {
  readonly value: number;
  readonly slack: number;
}

const maximumSteps = 8;

/** The value the operand would need for the result to be right: Newton's method on it alone. */
function wantedValue(
  { sample, targets }: EvidencePoint,
  output: NodeId,
  { user, edge, node }: Operand,
): Wanted | undefined {
  const { tape } = sample.hand;
  const expected = targets[0]?.expected as number;
  if (edge === whole) return { value: expected, slack: 1e-9 * Math.abs(expected) };
  const local = localDerivatives(tape);
  const { adjoints } = reverseSweep(tape, new Map([[output, 1]]), local);
  let slope = (adjoints[user] as number) * (local.partials[edge] as number);
  let [value, result] = [tape.values[node] as number, tape.values[output] as number];
  for (let step = 0; step < maximumSteps; step++) {
    if (slope === 0 || !Number.isFinite(slope)) return undefined;
    const next = value - (result - expected) / slope;
    const there = resultWith(tape, output, user, edge, next);
    if (!Number.isFinite(there)) return undefined;
    const slack = (1e-12 * Math.abs(expected)) / Math.abs(slope) + 1e-9 * Math.abs(next);
    if (Math.abs(there - expected) <= 1e-13 * Math.abs(expected) || next === value)
      return { value: next, slack };
    slope = (there - result) / (next - value);
    [value, result] = [next, there];
  }
  return undefined;
}

function resultWith(tape: Tape, output: NodeId, user: NodeId, edge: number, value: number): number {
  const values = tape.values.slice();
  const moved = new Set<NodeId>([user]);
  for (let node = user; node <= output; node++) {
    const args = argumentsOf(tape, node);
    if (!moved.has(node) && !args.some((arg) => moved.has(arg))) continue;
    const given = argumentValues(tape, node, values);
    if (node === user) given[edge - (tape.argStart[user] as number)] = value;
    values[node] = evaluateOp(rowAt(tape.ops[node] as number), given);
    moved.add(node);
  }
  return values[output] as number;
}

interface Explanation {
  readonly kind: DiagnosisKind;
  readonly rank: number;
  readonly message: string;
  readonly multiplier?: string;
  /** As `Hypothesis.factor`. */
  readonly factor?: (point: EvidencePoint) => number;
}

type Relation = (
  evidence: Evidence,
  operand: Operand,
  wanted: readonly Wanted[],
) => Explanation | undefined;

const add = opIndexOf("add");
const sub = opIndexOf("sub");
const pow = opIndexOf("pow");

const relations: readonly Relation[] = [
  function negated(evidence, { node }, wanted) {
    const { points } = evidence;
    const tape = handOf(points[0]);
    if (tape.ops[node] === CONSTANT_OP && !everywhere(points, wanted, () => -valueAt(tape, node)))
      return undefined;
    if (!everywhere(points, wanted, (point) => -valueAt(handOf(point), node))) return undefined;
    const piece = sourceOf(evidence, tape, node);
    return { kind: "sign", rank: 1, message: `the sign of ${piece} is wrong` };
  },
  function flippedTerm(evidence, { node }, wanted) {
    const { points } = evidence;
    const tape = handOf(points[0]);
    const op = tape.ops[node];
    if (op !== add && op !== sub) return undefined;
    const other = (point: EvidencePoint) => {
      const own = handOf(point);
      const [a, b] = argumentsOf(own, node);
      const right = valueAt(own, b as number);
      return valueAt(own, a as number) + (op === add ? -right : right);
    };
    if (!everywhere(points, wanted, other)) return undefined;
    const [is, should] = op === add ? ["+", "−"] : ["−", "+"];
    const piece = sourceOf(evidence, tape, node);
    return { kind: "sign", rank: 0, message: `in ${piece}, ${should} belongs where ${is} stands` };
  },
  function otherConstant(evidence, { user, node }, wanted) {
    const { points } = evidence;
    const tape = handOf(points[0]);
    const [{ value }] = wanted as [Wanted];
    if (tape.ops[node] !== CONSTANT_OP || !everywhere(points, wanted, () => value))
      return undefined;
    const is = numberText(valueAt(tape, node));
    const what = tape.ops[user] === pow ? "the exponent" : "the number";
    const where = sourceOf(evidence, tape, user);
    return {
      kind: "constant-factor",
      rank: 1,
      message: `${what} ${is} in ${where} should be ${numberText(Number(value.toPrecision(9)))}`,
    };
  },
  function otherThing(evidence, { user, edge, node }, wanted) {
    const { points } = evidence;
    const [first] = points as [EvidencePoint];
    const tape = handOf(first);
    if (tape.ops[node] === CONSTANT_OP || edge === whole) return undefined;
    const is = sourceOf(evidence, tape, node);
    const where = sourceOf(evidence, tape, user);
    for (const { path } of first.tape.inputs) {
      const at = ({ tape: own }: EvidencePoint) =>
        valueAt(own, own.inputs.find((input) => input.path === path)?.node ?? -1);
      if (!everywhere(points, wanted, at)) continue;
      const kind = tape.ops[node] === INPUT_OP ? "wrong-variable" : "wrong-argument";
      return { kind, rank: 2, message: `in ${where}, ${is} stands where ${path} belongs` };
    }
    for (const [key, [inner]] of innerNodes(first)) {
      const at = (point: EvidencePoint) =>
        valueAt(point.tape, innerNodes(point).get(key)?.[0] ?? -1);
      if (inner === undefined || !everywhere(points, wanted, at)) continue;
      const should = sourceOf(evidence, first.tape, inner);
      return {
        kind: "wrong-argument",
        rank: 3,
        message: `in ${where}, ${is} stands where ${should} belongs`,
      };
    }
    return undefined;
  },
  function missingFactor(evidence, { node }, wanted) {
    const { points } = evidence;
    const tape = handOf(points[0]);
    for (const { value, say } of factorsOf(evidence)) {
      const sign = [1, -1].find((one) =>
        everywhere(points, wanted, (at) => one * valueAt(handOf(at), node) * value(at)),
      );
      if (sign === undefined) continue;
      const where = sourceOf(evidence, tape, node);
      const { text, code } = say();
      const message = `a factor ${sign < 0 ? `−(${text})` : text} of ${where} is missing`;
      const multiplier = code === undefined ? {} : { multiplier: sign < 0 ? `-(${code})` : code };
      return { kind: "missing-factor", rank: 2, message, factor: value, ...multiplier };
    }
    return undefined;
  },
  function constantRatio(evidence, { node }, wanted) {
    const { points } = evidence;
    const [first] = points as [EvidencePoint];
    const ratio = (wanted[0]?.value ?? 0) / valueAt(handOf(first), node);
    if (!Number.isFinite(ratio) || ratio === 0) return undefined;
    if (!everywhere(points, wanted, (at) => ratio * valueAt(handOf(at), node))) return undefined;
    const where = sourceOf(evidence, handOf(first), node);
    const factor = numberText(Number(ratio.toPrecision(9)));
    return {
      kind: "constant-factor",
      rank: 3,
      message: `${where} should be multiplied by ${factor}`,
      factor: () => ratio,
    };
  },
  function extraFactor(evidence, { node }, wanted) {
    const { points } = evidence;
    const tape = handOf(points[0]);
    for (let other = 0; other < tape.values.length; other++) {
      const isAll = Math.abs(valueAt(tape, other)) === Math.abs(valueAt(tape, node));
      if (isAll || Math.abs(valueAt(tape, other)) === 1) continue;
      const value = (point: EvidencePoint) => valueAt(handOf(point), other);
      const isIt = (point: EvidencePoint) => valueAt(handOf(point), node) / value(point);
      if (!everywhere(points, wanted, isIt)) continue;
      const [what, where] = [sourceOf(evidence, tape, other), sourceOf(evidence, tape, node)];
      const message = `a factor ${what} of ${where} is too much`;
      return { kind: "extra-factor", rank: 2, message, factor: value };
    }
    return undefined;
  },
];

interface KnownFactor {
  readonly value: (point: EvidencePoint) => number;
  readonly say: () => { readonly text: string; readonly code?: string };
}

const factors = new WeakMap<Evidence, readonly KnownFactor[]>();

/** What a derivative of this function is made of: local rates and their parts, and the values on the way. */
function factorsOf(evidence: Evidence): readonly KnownFactor[] {
  const before = factors.get(evidence);
  if (before) return before;
  const [first] = evidence.points as [EvidencePoint];
  const { tape } = first;
  const found: KnownFactor[] = [];
  for (const [key, [link]] of linksOf(first)) {
    if (!link) continue;
    const rate = (point: EvidencePoint): number => {
      const own = linksOf(point).get(key)?.[0];
      return own ? partialOf(point, own) : Number.NaN;
    };
    found.push({
      value: rate,
      say: () => {
        const formula = linkRate(first, link);
        const text = formula?.text ?? `the rate of ${sourceOf(evidence, tape, link.node)}`;
        return formula ? { text, code: formula.code } : { text };
      },
    });
    if (link.op !== "pow" || link.index > 0) continue;
    const exponent = argumentsOf(tape, link.node)[1] as NodeId;
    found.push({
      value: (point) => rate(point) / valueAt(point.tape, exponent),
      say: () => ({
        text: `${sourceOf(evidence, tape, link.arg)} to the power ${numberText(valueAt(tape, exponent) - 1)}`,
      }),
    });
  }
  for (const { path } of tape.inputs) {
    found.push({
      value: ({ tape: own }) =>
        valueAt(own, own.inputs.find((input) => input.path === path)?.node ?? -1),
      say: () => ({ text: path, code: path }),
    });
  }
  const outputs = new Set(first.targets.map(({ output }) => output));
  for (const output of outputs) {
    found.push({
      value: ({ tape: own }) => valueAt(own, output),
      say: () => ({ text: sourceOf(evidence, tape, output) }),
    });
  }
  for (const [key, [node]] of innerNodes(first)) {
    if (node === undefined) continue;
    found.push({
      value: (point) => valueAt(point.tape, innerNodes(point).get(key)?.[0] ?? -1),
      say: () => ({ text: sourceOf(evidence, tape, node) }),
    });
  }
  factors.set(evidence, found);
  return found;
}

function everywhere(
  points: readonly EvidencePoint[],
  wanted: readonly Wanted[],
  value: (point: EvidencePoint) => number,
): boolean {
  return points.every((point, index) => {
    const should = wanted[index] as Wanted;
    const gap = Math.abs(value(point) - should.value);
    return gap <= Math.min(100 * should.slack, 1e-3 * Math.abs(should.value));
  });
}

function handOf(point: EvidencePoint | undefined): Tape {
  return (point as EvidencePoint).sample.hand.tape;
}

function valueAt(tape: Tape, node: NodeId): number {
  return tape.values[node] ?? Number.NaN;
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

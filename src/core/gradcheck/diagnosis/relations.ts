import { opIndexOf } from "../../ops/table.ts";
import { argumentsOf, CONSTANT_OP, INPUT_OP, type NodeId, type Tape } from "../../tape/tape.ts";
import type { DiagnosisKind } from "../gradientCheck.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { factorsOf } from "./knownFactors.ts";
import { handOf, type Operand, valueAt, type Wanted, whole } from "./operands.ts";
import { innerNodes } from "./places.ts";
import { numberText, sourceOf } from "./words.ts";

export interface Explanation {
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

/** What a wanted number may be to the number that stands there, likeliest first. */
export const relations: readonly Relation[] = [
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
      if (path === is || !everywhere(points, wanted, at)) continue;
      const kind = tape.ops[node] === INPUT_OP ? "wrong-variable" : "wrong-argument";
      return { kind, rank: 2, message: `in ${where}, ${is} stands where ${path} belongs` };
    }
    for (const [key, [inner]] of innerNodes(first)) {
      const at = (point: EvidencePoint) =>
        valueAt(point.tape, innerNodes(point).get(key)?.[0] ?? -1);
      if (inner === undefined || !everywhere(points, wanted, at)) continue;
      const should = sourceOf(evidence, first.tape, inner);
      if (should === is) continue;
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
      message: `${where} should be multiplied by ${factor}${turnText(handOf(first), node)}`,
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

/** What stands in a loop is wrong in one of its turns only: a number for all of them would mislead. */
function turnText(tape: Tape, node: NodeId): string {
  const { frames, frameTable, starts, ends } = tape.provenance;
  const isRepeated = tape.ops.some(
    (_, other) => other !== node && starts[other] === starts[node] && ends[other] === ends[node],
  );
  let frame = frameTable[frames[node] ?? 0];
  while (frame && frame.kind !== "iteration" && frame !== frameTable[frame.parent])
    frame = frameTable[frame.parent];
  return isRepeated && frame?.kind === "iteration" ? ` in turn ${frame.index + 1} of its loop` : "";
}

import { argumentValues, rowAt } from "../../autodiff/evaluate.ts";
import { localDerivatives } from "../../autodiff/localDerivatives.ts";
import { reverseSweep } from "../../autodiff/reverse.ts";
import { evaluateOp } from "../../ops/table.ts";
import { argumentsOf, type NodeId, type Tape } from "../../tape/tape.ts";
import type { EvidencePoint } from "./evidence.ts";
import { neededNodes } from "./links.ts";

/** A number of the hand-written computation: an operand of one operation, with the value it has. */
export interface Operand {
  readonly user: NodeId;
  readonly edge: number;
  readonly node: NodeId;
}

/** The result of the hand-written code that stands where the first target should. */
export function writtenNode({ sample, targets }: EvidencePoint): NodeId | undefined {
  const { outputs } = sample.hand.tape;
  return outputs.find(({ path }) => path === targets[0]?.component.at)?.node;
}

/** Every operand, and the result itself. */
export function operandsOf(tape: Tape, output: NodeId): readonly Operand[] {
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
export const whole = -1;

/** A number that an operand would need to be, and how well that is known. */
export interface Wanted {
  readonly value: number;
  readonly slack: number;
}

const maximumSteps = 8;

/** The value the operand would need for the result to be right: Newton's method on it alone. */
export function wantedValue(
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

/** What the output would be, had one operand of one operation another value; other uses of that operand keep theirs. */
export function resultWith(
  tape: Tape,
  output: NodeId,
  user: NodeId,
  edge: number,
  value: number,
): number {
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

/** The tape of the hand-written code. */
export function handOf(point: EvidencePoint | undefined): Tape {
  return (point as EvidencePoint).sample.hand.tape;
}

/** NaN for a node that there is not. */
export function valueAt(tape: Tape, node: NodeId): number {
  return tape.values[node] ?? Number.NaN;
}

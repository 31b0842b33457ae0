import { argumentValues, rowAt } from "../../autodiff/evaluate.ts";
import { opNames } from "../../ops/table.ts";
import { argumentsOf, type Guard, type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";
import { conditionOf, wholeNodes } from "../inputs/wholeNumbers.ts";

/** Which nodes the outputs are computed from, steps included that stop the gradient. */
export function contributing(tape: Tape): Uint8Array {
  const marked = new Uint8Array(sizeOf(tape));
  for (const { node } of tape.outputs) marked[node] = 1;
  for (let node = sizeOf(tape) - 1; node >= 0; node--) {
    if (marked[node] === 1) for (const arg of argumentsOf(tape, node)) marked[arg] = 1;
  }
  return marked;
}

const comparisons = new Set(
  ["lt", "le", "gt", "ge", "eq", "ne"].map((name) => opNames.indexOf(name as never)),
);

export function isComparison(tape: Tape, node: NodeId): boolean {
  return comparisons.has(tape.ops[node] as number);
}

/** The conditions at whose very switch the point sits, so that the other side is as near as the one taken. */
export function guardsOnEdge(tape: Tape): readonly Guard[] {
  const onEdge = tape.guards.filter((guard) => {
    if (guard.kind !== "truth") return false;
    const node = conditionOf(tape, guard);
    if (!isComparison(tape, node)) return tape.values[node] === 0;
    // `x !== x` asks for NaN, and no step leads there.
    const [first, second] = argumentsOf(tape, node);
    if (first === second) return false;
    const [left, right] = argumentValues(tape, node, tape.values);
    return left === right;
  });
  if (onEdge.length === 0) return onEdge;
  // Between whole numbers there is no switch to sit on, nor on the tread of a step.
  const steady = steadyNodes(tape);
  return onEdge.filter((guard) => steady[guard.node] === 0);
}

/** Which nodes stay what they are nearby: whole ones, steps away from their jumps, and what is made of these. */
function steadyNodes(tape: Tape): Uint8Array {
  const marks = wholeNodes(tape);
  const jumping = new Uint8Array(sizeOf(tape));
  for (const [node, code] of tape.ops.entries()) {
    if (code < 0 || marks[node] === 1) continue;
    const { stops, special } = rowAt(code);
    const args = argumentsOf(tape, node);
    const values = argumentValues(tape, node, tape.values);
    const edges = special?.filter(({ kind }) => kind !== "gradient-stops") ?? [];
    if (args.every((arg) => marks[arg] === 1)) marks[node] = 1;
    else if (args.some((arg) => jumping[arg] === 1) || edges.some(({ at }) => at(...values)))
      jumping[node] = 1;
    else if (stops && edges.length > 0) marks[node] = 1;
  }
  return marks;
}

/** Whether the plain derivative does not tell the whole story at this point: a kink, a jump, a tie, a pole. */
export function isOnEdge(tape: Tape): boolean {
  if (guardsOnEdge(tape).length > 0) return true;
  const contributes = contributing(tape);
  const steady = steadyNodes(tape);
  for (let node = 0; node < sizeOf(tape); node++) {
    const code = tape.ops[node] as number;
    if (contributes[node] === 0 || code < 0 || steady[node] === 1) continue;
    const { special } = rowAt(code);
    if (!special) continue;
    const args = argumentValues(tape, node, tape.values);
    if (special.some(({ kind, at }) => kind !== "gradient-stops" && at(...args))) return true;
  }
  return false;
}

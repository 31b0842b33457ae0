import { argumentValues, rowAt } from "../../autodiff/evaluate.ts";
import { opNames, rows } from "../../ops/table.ts";
import { argumentsOf, type Guard, type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";
import { areMarked, conditionOf, wholeNodes } from "../inputs/wholeNumbers.ts";

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
  for (let node = 0; node < marks.length; node++) {
    const code = tape.ops[node] as number;
    if (code < 0 || marks[node] === 1) continue;
    if (areMarked(tape, node, marks)) marks[node] = 1;
    else if (jumpsAt(tape, node) || argumentsOf(tape, node).some((arg) => jumping[arg] === 1))
      jumping[node] = 1;
    else if (rowAt(code).stops && edgesOf(code).length > 0) marks[node] = 1;
  }
  return marks;
}

/** Whether a primitive sits on one of its edges; that a gradient stops is none. */
function jumpsAt(tape: Tape, node: NodeId): boolean {
  const edges = edgesOf(tape.ops[node] as number);
  if (edges.length === 0) return false;
  const values = argumentValues(tape, node, tape.values);
  return edges.some(({ at }) => at(...values));
}

function edgesOf(code: number) {
  return edges[code] ?? [];
}

const edges = rows.map(({ special }) =>
  (special ?? []).filter(({ kind }) => kind !== "gradient-stops"),
);

/** Whether the plain derivative does not tell the whole story at this point: a kink, a jump, a tie, a pole. */
export function isOnEdge(tape: Tape): boolean {
  if (guardsOnEdge(tape).length > 0) return true;
  const contributes = contributing(tape);
  let steady: Uint8Array | undefined;
  for (let node = 0; node < sizeOf(tape); node++) {
    if (contributes[node] === 0 || (tape.ops[node] as number) < 0 || !jumpsAt(tape, node)) continue;
    steady ??= steadyNodes(tape);
    if (steady[node] === 0) return true;
  }
  return false;
}

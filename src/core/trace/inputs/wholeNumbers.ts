import type { OpName } from "../../ops/primitives.ts";
import { opNames, rows } from "../../ops/table.ts";
import {
  argumentsOf,
  CONSTANT_OP,
  type Guard,
  INPUT_OP,
  type NodeId,
  type Tape,
} from "../../tape/tape.ts";

/** How an input shows that it counts things: as an index, which starts at 0, or as a number of things. */
export type WholeUse = "index" | "count";

const codes = (...names: OpName[]) => new Set(names.map((name) => opNames.indexOf(name)));
const shifted = codes("add", "sub", "mul", "neg");
const division = opNames.indexOf("div");
const remainder = opNames.indexOf("mod");
const bits = codes("bitAnd", "bitXor", "shiftLeft", "shiftRight", "shiftRightUnsigned");
const equalities = codes("eq", "ne");
const comparisons = codes("lt", "le", "gt", "ge", "eq", "ne");

/** "order[2]" → "order[]". */
function listOf(path: string): string {
  return path.replace(/\[\d+\]$/, "[]");
}

/** What an input counts; of a list of indices every element is one. */
export function useOf(wholes: ReadonlyMap<string, WholeUse>, path: string): WholeUse | undefined {
  return wholes.get(path) ?? (wholes.size > 0 ? wholes.get(listOf(path)) : undefined);
}

/** The tape with its inputs known as whole. */
export function withWholes(tape: Tape, wholes: ReadonlyMap<string, WholeUse>): Tape {
  if (wholes.size === 0) return tape;
  const inputs = tape.inputs.map((input) =>
    useOf(wholes, input.path) && Number.isInteger(tape.values[input.node])
      ? { ...input, isWhole: true as const }
      : input,
  );
  return { ...tape, inputs };
}

/**
 * Notes the inputs that a run used as indices, lengths, loop bounds or bit patterns, or compared with the size
 * of something. True when one is new.
 */
export function learnWholes(
  tape: Tape,
  wholes: Map<string, WholeUse>,
  sizes: ReadonlyMap<string, number> = new Map(),
): boolean {
  const before = wholes.size;
  const asked = askedForWholeness(tape);
  const pathOf = new Map(tape.inputs.map(({ node, path }) => [node, path]));
  let countable: Uint8Array | undefined;
  const note = (from: NodeId, use: WholeUse) => {
    countable ??= countableNodes(tape);
    if (countable[from] === 0 || asked.has(from)) return;
    for (const leaf of countedLeaves(tape, from)) {
      const path = pathOf.get(leaf);
      if (path === undefined || asked.has(leaf)) continue;
      if (use === "count" || !wholes.has(path)) wholes.set(path, use);
      if (use === "index") wholes.set(listOf(path), use);
    }
  };
  const told = new Map<NodeId, Set<number>>();
  const bounds = new Map<NodeId, Set<number>>();
  for (const guard of tape.guards) {
    if (guard.kind === "value") {
      if (guard.use !== "text") note(guard.node, guard.use === "index" ? "index" : "count");
      continue;
    }
    const condition = conditionOf(tape, guard);
    const code = tape.ops[condition] as number;
    const args = argumentsOf(tape, condition);
    if (guard.isLoop && comparisons.has(code)) noteBound(tape, args, (node) => note(node, "count"));
    if (!comparisons.has(code)) continue;
    const known = equalities.has(code) ? told : bounds;
    for (const [node, other] of [
      [args[0], args[1]],
      [args[1], args[0]],
    ] as [NodeId, NodeId][]) {
      if (tape.ops[node] !== INPUT_OP || tape.ops[other] !== CONSTANT_OP) continue;
      known.set(node, (known.get(node) ?? new Set()).add(tape.values[other] as number));
    }
  }
  for (const node of comparedWithSizes(tape, sizes)) note(node, "index");
  // A number that is told apart by two or more whole numbers is a kind or a count.
  for (const [node, values] of told) {
    const isBetween = [Math.min(...values), Math.max(...values)].every((value) =>
      bounds.get(node)?.has(value),
    );
    // Of what has to lie between two numbers these are but the ends.
    if (
      values.size > 1 &&
      !isBetween &&
      [...values].every(Number.isInteger) &&
      !isMeasured(tape, node)
    )
      note(node, "count");
  }
  for (let node = 0; node < tape.ops.length; node++) {
    if (!bits.has(tape.ops[node] as number)) continue;
    const [left, right] = argumentsOf(tape, node) as unknown as [NodeId, NodeId];
    // `x >> 0` is how some cut off what stands behind the point.
    if (tape.ops[right] === CONSTANT_OP && tape.values[right] === 0) continue;
    note(left, "count");
    note(right, "count");
  }
  return wholes.size > before;
}

/** What lies below the size of something, or below what lies below one, is an index. */
function comparedWithSizes(tape: Tape, sizes: ReadonlyMap<string, number>): ReadonlySet<NodeId> {
  const known = new Set(tape.inputs.flatMap(({ path, node }) => (sizes.has(path) ? [node] : [])));
  const found = new Set<NodeId>();
  if (known.size === 0) return found;
  const pairs = tape.guards.flatMap((guard) => {
    const condition = guard.kind === "truth" ? conditionOf(tape, guard) : undefined;
    return condition !== undefined && comparisons.has(tape.ops[condition] as number)
      ? [[...argumentsOf(tape, condition)] as [NodeId, NodeId]]
      : [];
  });
  for (let before = -1; before !== known.size; ) {
    before = known.size;
    for (const [left, right] of pairs) {
      if (known.has(left) === known.has(right)) continue;
      found.add(left).add(right);
      known.add(left).add(right);
    }
  }
  return found;
}

/** The comparison, or the number, that a guard is about, seen through `!`. */
export function conditionOf(tape: Tape, guard: Guard): NodeId {
  let { node } = guard;
  while (rows[tape.ops[node] as number]?.js === "!") node = argumentsOf(tape, node)[0] as number;
  return node;
}

const floor = opNames.indexOf("floor");

/** The numbers that the program itself asks whether they are whole: it has an answer for those that are not. */
function askedForWholeness(tape: Tape): ReadonlySet<NodeId> {
  const asked = new Set<NodeId>();
  for (const guard of tape.guards) {
    const condition = guard.kind === "truth" ? conditionOf(tape, guard) : undefined;
    if (condition === undefined || !equalities.has(tape.ops[condition] as number)) continue;
    const [left, right] = argumentsOf(tape, condition) as unknown as [NodeId, NodeId];
    if (tape.ops[right] === floor && argumentsOf(tape, right)[0] === left) asked.add(left);
    if (tape.ops[left] === floor && argumentsOf(tape, left)[0] === right) asked.add(right);
  }
  return asked;
}

/** `i < n` bounds a loop by n when i is a counter. */
function noteBound(tape: Tape, args: readonly NodeId[], note: (node: NodeId) => void): void {
  const [left, right] = args as [NodeId, NodeId];
  for (const [counter, bound] of [
    [left, right],
    [right, left],
  ] as [NodeId, NodeId][]) {
    if (tape.ops[counter] === CONSTANT_OP && Number.isInteger(tape.values[counter])) note(bound);
  }
}

/** Longer sums are results, not indices. */
const maximumTerms = 40;

/** Nodes that are made of inputs and whole constants by adding, subtracting and multiplying, or as `n (n + 1) / 2` is. */
function countableNodes(tape: Tape): Uint8Array {
  const marks = new Uint8Array(tape.ops.length);
  for (let node = 0; node < marks.length; node++) {
    const code = tape.ops[node] as number;
    const isCountable =
      code === INPUT_OP ||
      (code === CONSTANT_OP
        ? Number.isInteger(tape.values[node])
        : (shifted.has(code) || isWholePart(tape, node) || isTurn(tape, node)) &&
          areMarked(tape, node, marks));
    if (isCountable) marks[node] = 1;
  }
  return marks;
}

/** A product of whole numbers by a whole number. */
function isWholePart(tape: Tape, node: NodeId): boolean {
  if (tape.ops[node] !== division) return false;
  const [product, divisor] = argumentsOf(tape, node) as unknown as [NodeId, NodeId];
  return tape.ops[divisor] === CONSTANT_OP && tape.ops[product] === opNames.indexOf("mul");
}

const curves = codes(
  "exp",
  "log",
  "log2",
  "log10",
  "log1p",
  "sqrt",
  "cbrt",
  "sin",
  "cos",
  "tan",
  "tanh",
);
const power = opNames.indexOf("pow");

/** Whether a curve is drawn over this input, as an easing is over `10t − 10`: that is no count, though 0 and 1 are told apart. */
function isMeasured(tape: Tape, input: NodeId): boolean {
  const shaped = new Set([input]);
  return tape.ops.some((code, node) => {
    const args = argumentsOf(tape, node);
    const [first = node] = args;
    if (shaped.has(first) && (code === power || curves.has(code))) return true;
    const isShaped = (arg: NodeId) => shaped.has(arg) || tape.ops[arg] === CONSTANT_OP;
    if ((shifted.has(code) || code === division) && args.some((arg) => shaped.has(arg)))
      if (args.every(isShaped)) shaped.add(node);
    return false;
  });
}

/** The place in a ring: `(i + 1) % n`. */
function isTurn(tape: Tape, node: NodeId): boolean {
  const divisor = argumentsOf(tape, node)[1];
  return tape.ops[node] === remainder && divisor !== undefined && tape.ops[divisor] === CONSTANT_OP;
}

/** The inputs that a countable node is made of. */
function countedLeaves(tape: Tape, from: NodeId): readonly NodeId[] {
  const leaves: NodeId[] = [];
  const pending = [from];
  const seen = new Set<NodeId>();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    if (seen.add(node).size > maximumTerms) return [];
    const code = tape.ops[node] as number;
    if (code === INPUT_OP) leaves.push(node);
    else if (code !== CONSTANT_OP) pending.push(...argumentsOf(tape, node));
  }
  return leaves;
}

/** Which nodes are made of whole inputs and constants alone: conditions on them switch between points. */
export function wholeNodes(tape: Tape): Uint8Array {
  const marks = new Uint8Array(tape.ops.length);
  for (const { node, isWhole } of tape.inputs) if (isWhole) marks[node] = 1;
  for (let node = 0; node < marks.length; node++) {
    const code = tape.ops[node];
    if (code === CONSTANT_OP) marks[node] = 1;
    else if (code !== INPUT_OP && areMarked(tape, node, marks)) marks[node] = 1;
  }
  return marks;
}

/** Whether all arguments of a node are. */
export function areMarked({ args, argStart }: Tape, node: NodeId, marks: Uint8Array): boolean {
  const end = argStart[node + 1] as number;
  for (let edge = argStart[node] as number; edge < end; edge++)
    if (marks[args[edge] as number] === 0) return false;
  return true;
}

/** Whole numbers for one candidate point, in the order in which the inputs were found to be whole. */
export function wholeValue(use: WholeUse, candidate: number, ordinal: number): number {
  const list = use === "index" && candidate === 0 ? [1, 0, 2, 3] : lists[candidate % lists.length];
  const values = list as readonly number[];
  return (values[ordinal % values.length] as number) + Math.floor(ordinal / values.length);
}

const lists: readonly (readonly number[])[] = [
  [3, 2, 4, 5, 1],
  [4, 1, 2, 3],
  [1, 2, 3, 4],
  [2, 4, 1, 3],
  [0, 1, 2, 3],
  [8, 4, 2, 1],
  [5, 3, 2, 1],
  [10, 20, 30, 40],
];

import { argumentValues, rowAt } from "../../core/autodiff/evaluate.ts";
import type { NoteKind } from "../../core/ops/primitive.ts";
import { partialsAt } from "../../core/ops/table.ts";
import { argumentsOf, type NodeId, type Tape } from "../../core/tape/tape.ts";
import type { Footing, Walk } from "./walk.ts";

/** A place on a curve where it has a corner or a jump, or where another branch of the code begins. */
export interface Kink {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly isJump: boolean;
  /** As close as numbers come; undefined where no branch is known. */
  readonly left: Side | undefined;
  readonly right: Side | undefined;
}

export interface Side {
  readonly x: number;
  readonly y: number;
  readonly slope: number;
}

/** As often as the bits of a number allow. */
const HALVINGS = 50;
/** More marks than this say "rough", not where. */
const MOST_KINKS = 24;
/** Two sides that differ by less are the same but for rounding. */
const TOLERANCE = 1e-6;

interface Choosing {
  readonly node: NodeId;
  readonly kind: NoteKind;
  readonly message: string;
}

/** What was chosen at a place: which branch, and in it by every operation that chooses. */
interface Choice {
  readonly footing: Footing | undefined;
  readonly operations: readonly string[];
}

/**
 * Walks along the sampled places. Where the branch or what an operation chose (the side of a corner,
 * the winner of a max, the step of a floor) is different at two neighbors, halving finds the place
 * between them.
 */
export function kinksOf(walk: Walk, xs: readonly number[]): readonly Kink[] {
  const known = new Map<Footing, readonly Choosing[]>();
  function choosingIn(footing: Footing): readonly Choosing[] {
    const choosing = known.get(footing) ?? choosingNodes(footing.way.tape, footing.output);
    known.set(footing, choosing);
    return choosing;
  }
  function choiceAt(x: number): Choice {
    const footing = walk.to([x]);
    const choosing = footing ? choosingIn(footing) : [];
    if (!footing || choosing.length === 0) return { footing, operations: [] };
    const { evaluator, tape } = footing.way;
    const values = evaluator.values();
    return { footing, operations: choosing.map((one) => chosenBy(one, tape, values)) };
  }
  function sideAt(x: number): Side | undefined {
    const footing = walk.to([x]);
    return footing && { x, y: footing.value(), slope: footing.slopes()[0] as number };
  }
  /** At a tie neither side is taken, be it between two samples or on one: the right one begins behind. */
  function behindTie(tie: number, i: number, place: number): number {
    const end = tie === xs[i] ? (xs[i + 1] ?? tie) : (xs[i] as number);
    const [here, there] = [choiceAt(tie), choiceAt(end)];
    const isAsThere = ({ footing, operations }: Choice) =>
      footing === there.footing && operations[place] === there.operations[place];
    if (place < 0 || here.footing !== there.footing || isAsThere(here)) return tie;
    return between(tie, end, (at) => !isAsThere(choiceAt(at)))[1];
  }
  const kinks: Kink[] = [];
  let before = choiceAt(xs[0] as number);
  for (let i = 1; i < xs.length && kinks.length < MOST_KINKS; i++) {
    const after = choiceAt(xs[i] as number);
    const { footing } = before;
    const place = before.operations.findIndex((one, index) => one !== after.operations[index]);
    if (after.footing !== footing || place >= 0) {
      const choice = before.operations[place];
      const isAsBefore = ({ footing: there, operations }: Choice) =>
        there === footing && (after.footing !== footing || operations[place] === choice);
      const [from, to] = between(xs[i - 1] as number, xs[i] as number, (at) =>
        isAsBefore(choiceAt(at)),
      );
      const [left, right] = [sideAt(from), sideAt(behindTie(to, i, place))];
      const { x, y } = sideAt(to) ?? left ?? { x: Number.NaN, y: Number.NaN };
      const isNew = !kinks.some((kink) => Math.abs(x - kink.x) <= 1e-9 * Math.abs(x));
      if (!Number.isNaN(x) && isNew && (!left || !right || differ(left, right))) {
        const isJump = !left || !right || !meet(left, right);
        const own = footing && after.footing === footing ? choosingIn(footing)[place] : undefined;
        kinks.push({ x, y, name: own?.message ?? branchName(left, right), isJump, left, right });
      }
    }
    before = after;
  }
  return kinks;
}

function branchName(left: Side | undefined, right: Side | undefined): string {
  const name = "another branch of the code";
  if (!left || !right) return name;
  return meet(left, right) ? `${name}, a corner` : `${name}, a jump`;
}

/** Whether the values come together, but for rounding and the way that is left between the two sides. */
function meet(left: Side, right: Side): boolean {
  const steepest = Math.max(Math.abs(left.slope), Math.abs(right.slope));
  const isClose = Math.abs(right.y - left.y) <= 4 * steepest * (right.x - left.x);
  return isClose || isNear(left.y, right.y);
}

/** What was chosen differently makes no corner where the result does not feel it. */
function differ(left: Side, right: Side): boolean {
  return !isNear(left.y, right.y) || !isNear(left.slope, right.slope);
}

function isNear(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

function between(from: number, to: number, isAsBefore: (x: number) => boolean) {
  let [left, right] = [from, to];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = left + (right - left) / 2;
    if (isAsBefore(middle)) left = middle;
    else right = middle;
  }
  return [left, right] as const;
}

function choosingNodes(tape: Tape, output: NodeId): readonly Choosing[] {
  return usedBy(tape, output).flatMap((node) => {
    const code = tape.ops[node] as number;
    if (code < 0) return [];
    const { special: all, stops } = rowAt(code);
    const special = all?.find(({ kind }) => kind === (stops ? "jump" : "kink"));
    return special ? [{ node, kind: special.kind, message: special.message }] : [];
  });
}

function usedBy(tape: Tape, output: NodeId): readonly NodeId[] {
  const used = new Set([output]);
  for (let node = output; node >= 0; node--) {
    if (used.has(node)) for (const arg of argumentsOf(tape, node)) used.add(arg);
  }
  return [...used];
}

/** The value of a step; of a corner or a max the signs of its slopes. */
function chosenBy({ node, kind }: Choosing, tape: Tape, values: Float64Array): string {
  const value = values[node] as number;
  if (kind === "jump") return String(value);
  const args = argumentValues(tape, node, values);
  return partialsAt(rowAt(tape.ops[node] as number), args, value)
    .map(Math.sign)
    .join(" ");
}

import { argumentValues, rowAt } from "../../core/autodiff/evaluate.ts";
import type { Evaluator } from "../../core/autodiff/evaluator.ts";
import type { NoteKind } from "../../core/ops/primitive.ts";
import { partialsAt } from "../../core/ops/table.ts";
import { argumentsOf, type NodeId, type Tape } from "../../core/tape/tape.ts";

/** A place on a curve where it has a corner or a jump, or where another branch of the code begins. */
export interface Kink {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

/** As often as the bits of a number allow. */
const HALVINGS = 50;
/** More marks than this say "rough", not where. */
const MOST_KINKS = 24;

interface Choosing {
  readonly node: NodeId;
  readonly kind: NoteKind;
  readonly message: string;
}

/**
 * Walks along the sampled places. Where what an operation chose (the side of a corner, the winner of
 * a max, the step of a floor) is different at two neighbors, halving finds the place between them.
 * With respect to the input of that index, the others held.
 */
export function kinksOf(
  evaluator: Evaluator,
  output: NodeId,
  index: number,
  inputs: readonly number[],
  xs: readonly number[],
): readonly Kink[] {
  const { tape } = evaluator;
  const choosing = choosingNodes(tape, output);
  const choices = (x: number) => choicesAt(evaluator, choosing, inputs.with(index, x));
  /** Value and slope; of a branch only our own side has them. */
  const standing = (x: number) => {
    const isInside = evaluator.evaluate(inputs.with(index, x)) === undefined;
    return isInside ? [evaluator.valueOf(output), evaluator.gradient(output)[index] as number] : [];
  };
  const kinks: Kink[] = [];
  let before = choices(xs[0] as number);
  for (let i = 1; i < xs.length && kinks.length < MOST_KINKS; i++) {
    const after = choices(xs[i] as number);
    const place = before.findIndex((choice, index) => choice !== after[index]);
    if (place >= 0) {
      const [left, right] = between(xs[i - 1] as number, xs[i] as number, (at) => {
        return choices(at)[place] === before[place];
      });
      const sides = [standing(left), standing(right)] as const;
      const [x, [y]] = sides[1].length > 0 ? [right, sides[1]] : [left, sides[0]];
      const isNew = Math.abs(x - (kinks.at(-1)?.x ?? Number.NaN)) > 1e-9 * Math.abs(x);
      if (y !== undefined && (kinks.length === 0 || isNew) && differ(...sides)) {
        kinks.push({ x, y, name: choosing[place - 1]?.message ?? "another branch of the code" });
      }
    }
    before = after;
  }
  return kinks;
}

/** What was chosen differently makes no corner where the result does not feel it. */
function differ(left: readonly number[], right: readonly number[]): boolean {
  if (left.length !== right.length) return true;
  return left.some((value, i) => {
    const other = right[i] as number;
    return !(Math.abs(value - other) <= 1e-6 * Math.max(Math.abs(value), Math.abs(other)));
  });
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

/** Whether the recorded branch is taken, and where it is, what every choosing operation chose. */
function choicesAt(
  evaluator: Evaluator,
  choosing: readonly Choosing[],
  inputs: readonly number[],
): readonly string[] {
  if (evaluator.evaluate(inputs)) return ["another branch"];
  const values = choosing.length > 0 ? evaluator.values() : new Float64Array();
  return ["this branch", ...choosing.map((choice) => chosenBy(choice, evaluator.tape, values))];
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

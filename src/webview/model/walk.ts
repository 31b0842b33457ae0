import type { NodeId } from "../../core/tape/tape.ts";
import type { BranchPoint } from "../../protocol/branches.ts";
import { type Branches, keyOf, pointOfMoves } from "./branches.ts";
import { type Moves, movedInputs } from "./moves.ts";
import type { Way } from "./picture.ts";

/** One result of the function, wherever some of its inputs are taken: through all branches that are known. */
export interface Walk {
  readonly branches: Branches;
  /** Goes to those numbers; undefined where no known branch is taken there. Holds until the next step. */
  to(numbers: ArrayLike<number>): Footing | undefined;
  pointAt(numbers: ArrayLike<number>): BranchPoint;
}

/** The branch that a step has led to: the same object for the same branch. */
export interface Footing {
  readonly way: Way;
  readonly output: NodeId;
  value(): number;
  /** The derivatives by the inputs that are walked along. */
  slopes(): readonly number[];
}

export function createWalk(
  branches: Branches,
  moves: Moves,
  output: number,
  paths: readonly string[],
): Walk {
  const result = branches.home.tape.outputs[output]?.path;
  const footings = [branches.home, ...branches.others].flatMap((way) => {
    const node = way.tape.outputs.find(({ path }) => path === result)?.node;
    return node === undefined ? [] : [footingOn(way, node, moves, paths)];
  });
  /** Neighbors mostly take the same branch. */
  let last = 0;
  return {
    branches,
    to(numbers) {
      for (let i = 0; i < footings.length; i++) {
        const place = (last + i) % footings.length;
        const footing = footings[place] as Footing & { holds(at: ArrayLike<number>): boolean };
        if (!footing.holds(numbers)) continue;
        last = place;
        return footing;
      }
      return undefined;
    },
    pointAt: (numbers) =>
      pointOfMoves({
        ...moves,
        ...Object.fromEntries(paths.map((path, i) => [path, numbers[i] as number])),
      }),
  };
}

function footingOn(way: Way, output: NodeId, moves: Moves, paths: readonly string[]) {
  const { evaluator } = way;
  const inputs = [...movedInputs(way, moves)];
  const places = paths.map((path) => way.inputs.find((input) => input.path === path)?.index);
  return {
    way,
    output,
    holds(numbers: ArrayLike<number>): boolean {
      for (const [i, place] of places.entries()) {
        if (place !== undefined) inputs[place] = numbers[i] as number;
      }
      return evaluator.evaluate(inputs) === undefined;
    },
    value: () => evaluator.valueOf(output),
    slopes(): readonly number[] {
      const gradient = evaluator.gradient(output);
      return places.map((place) => (place === undefined ? 0 : (gradient[place] as number)));
    },
  };
}

/** Points at which no branch is known. */
export interface Gaps {
  /** Those that nobody has asked about yet. */
  readonly missing: readonly BranchPoint[];
  /** Why there is nothing at the others. */
  readonly reasons: readonly string[];
}

const tooMany = "more branches are taken here than are kept at once";
const MOST_REASONS = 3;

export function gapsAt({ answers }: Branches, points: readonly BranchPoint[]): Gaps {
  const missing: BranchPoint[] = [];
  const reasons = new Set<string>();
  for (const point of points) {
    const answer = answers.get(keyOf(point));
    if (!answer) missing.push(point);
    else reasons.add(answer.reason ?? tooMany);
  }
  return { missing, reasons: [...reasons].slice(0, MOST_REASONS) };
}

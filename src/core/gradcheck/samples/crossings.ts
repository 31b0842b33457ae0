import type { Tape, TapeInput } from "../../tape/tape.ts";
import { outputPrefix } from "../replay/plans.ts";
import { type Leaf, type Point, readable } from "../replay/points.ts";
import { type Condition, conditionsOf } from "./conditions.ts";
import type { Sample } from "./sample.ts";
import { type Rival, thresholdsOf } from "./thresholds.ts";

/** Finds points on both sides of every condition that the samples pass. */
export interface Crossings {
  /** Looks at a sample's conditions; gives new points worth visiting. */
  around(sample: Sample): readonly Point[];
  /** Sides that were reached, and on which there is nothing to compare. */
  pass(which: "primal" | "hand", tape: Tape): void;
  /** Branches of which one side was never reached. */
  oneSided(): number;
}

const maximumPoints = 120;
/** A condition is solved again, from elsewhere, this often while its other side is missing. */
const maximumAttempts = 4;
/** Distances from a threshold, as parts of its size: windows beside it may be narrow or wide. */
const offsets = [0.04, -0.04, 0.004, -0.004, 0.35, -0.35, 1.7];

export function createCrossings(leaves: readonly Leaf[]): Crossings {
  const whole = new Set(leaves.filter((leaf) => leaf.whole).map(({ path }) => path));
  const sides = new Map<string, Set<boolean>>();
  const branches = new Set<string>();
  const attempts = new Map<string, number>();
  const known = new Map<string, number[]>();
  let count = 0;

  const movable = ({ path, role }: TapeInput) => role !== "noise" && !whole.has(path);

  function solve(sample: Sample, which: "primal" | "hand", condition: Condition): readonly Point[] {
    const { left, right } = condition;
    const rival: Rival =
      right === undefined ? { kind: "level", value: 0 } : { kind: "node", node: right };
    return thresholdsOf(sample[which].tape, left, rival, movable).flatMap(({ input, value }) => {
      if (!input.path.startsWith(outputPrefix)) return besides(sample.point, input.path, value);
      // The derivative is fed with the output: look for the input that gives this output.
      const { tape } = sample.primal;
      const fed = tape.outputs.find(({ path }) => path === input.path.slice(outputPrefix.length));
      if (!fed) return [];
      return thresholdsOf(tape, fed.node, { kind: "level", value }, movable).flatMap((inner) =>
        besides(sample.point, inner.input.path, inner.value),
      );
    });
  }

  /** Points around a threshold that was not met before, and halfway to its neighbours. */
  function besides(point: Point, path: string, value: number): readonly Point[] {
    const others = known.get(path) ?? [];
    if (others.some((other) => Math.abs(other - value) <= 1e-6 * Math.abs(value))) return [];
    known.set(path, [...others, value]);
    const size = Math.max(Math.abs(value), 0.1);
    const below = Math.max(...others.filter((other) => other < value));
    const above = Math.min(...others.filter((other) => other > value));
    const halves = [below, above].filter(Number.isFinite).map((other) => (other + value) / 2);
    const near = offsets.map((offset) => {
      const shifted = value + offset * size;
      const short = readable(shifted);
      return Math.sign(short - value) === Math.sign(offset) ? short : shifted;
    });
    // The threshold itself is never compared, but a side that lies only there is no missing branch.
    return [...halves, ...near, value].map((shifted) => new Map(point).set(path, shifted));
  }

  return {
    pass(which, tape) {
      for (const { key, side } of conditionsOf(tape)) {
        const own = `${which} ${key}`;
        sides.set(own, (sides.get(own) ?? new Set()).add(side));
      }
    },
    around(sample) {
      const points: Point[] = [];
      for (const which of ["primal", "hand"] as const) {
        for (const condition of conditionsOf(sample[which].tape)) {
          const key = `${which} ${condition.key}`;
          const reached = sides.get(key) ?? new Set();
          sides.set(key, reached.add(condition.side));
          if (condition.isBranch) branches.add(key);
          const attempt = attempts.get(key) ?? 0;
          const enough = attempt >= maximumAttempts || (attempt > 1 && reached.size > 1);
          if (enough || count >= maximumPoints) continue;
          attempts.set(key, attempt + 1);
          points.push(...solve(sample, which, condition));
        }
      }
      count += points.length;
      return points;
    },
    oneSided: () => [...branches].filter((key) => (sides.get(key)?.size ?? 0) < 2).length,
  };
}

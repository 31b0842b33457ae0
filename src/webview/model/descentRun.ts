import type { BranchPoint } from "../../protocol/branches.ts";
import { type Branches, keyOf } from "./branches.ts";
import { type Descent, type DescentRow, descend } from "./descent.ts";
import { type Moves, withMove } from "./moves.ts";
import type { Picture } from "./picture.ts";
import { createWalk, type Footing, gapsAt } from "./walk.ts";

/** A descent, what it may move and how far. */
export interface DescentRun extends Descent {
  readonly rate: number;
  /** The inputs that move, by path. */
  readonly chosen: readonly string[];
  /** Why the last press of a button did not move anything. */
  readonly stuck: string | undefined;
  readonly waiting: Waiting | undefined;
}

/** Steps that go on once the branch of the next point is known. */
interface Waiting {
  readonly steps: number;
  readonly points: readonly BranchPoint[];
  /** Where the inputs stood then: moved by hand since, nothing goes on. */
  readonly moves: Moves;
}

/** How far ahead, in steps, is asked at once: the way goes on in much the same direction. */
const AHEAD = [1, 2, 4, 8];

export function newDescent(chosen: readonly string[], rate = 0.1): DescentRun {
  return { rate, chosen, rows: [], stuck: undefined, waiting: undefined };
}

export interface Descended {
  readonly run: DescentRun;
  readonly moves: Moves;
}

interface From {
  /** The one the inputs stand in. */
  readonly picture: Picture;
  readonly branches: Branches;
  readonly moves: Moves;
  readonly output: number;
}

/** Some steps on from where the inputs stand; inputs moved by hand since begin a new descent. */
export function descended(
  run: DescentRun,
  { picture, branches, moves, output }: From,
  times: number,
): Descended {
  const chosen = picture.inputs.filter(({ path }) => run.chosen.includes(path));
  const paths = chosen.map(({ path }) => path);
  const walk = createWalk(branches, moves, output, paths);
  let current: readonly number[] = chosen.map(({ path, sample }) =>
    Object.hasOwn(moves, path) ? (moves[path] as number) : sample,
  );
  let footing = walk.to(current);
  if (!footing) {
    const stuck = "Nothing is known about the branch of the code that is taken here.";
    return { run: { ...run, stuck, waiting: undefined }, moves };
  }
  const here = rowAt(footing, paths, current, undefined);
  const rows = isContinued(run, here) ? [...run.rows] : [here];
  let stuck: string | undefined;
  let ahead: readonly BranchPoint[] = [];
  let step = 0;
  for (; step < times && stuck === undefined && ahead.length === 0; step++) {
    const next = descend(walk, paths, current, run.rate);
    if (next.kind === "stuck") stuck = next.reason;
    else if (next.kind === "outside") {
      const from = current;
      const farther = AHEAD.map((far) =>
        from.map((value, i) => value + far * ((next.to[i] as number) - value)),
      );
      const points = farther.map((numbers) => walk.pointAt(numbers));
      const { missing, reasons } = gapsAt(branches, points.slice(0, 1));
      if (missing.length > 0) ahead = points;
      else stuck = `The next step leads where the code cannot be followed: ${reasons.join(", ")}.`;
    } else {
      rows.push(rowAt(next.footing, paths, next.to, footing));
      ({ to: current, footing } = next);
    }
  }
  const after = chosen.reduce((all, input, i) => withMove(all, input, current[i] as number), moves);
  const steps = times - step + 1;
  const waiting = ahead.length > 0 ? { steps, points: ahead, moves: after } : undefined;
  return { run: { ...run, rows, stuck, waiting }, moves: after };
}

/** The steps that had to wait, where they can go on; undefined where there are none. */
export function descentGoingOn(run: DescentRun, from: From): Descended | undefined {
  const { waiting } = run;
  if (!waiting) return undefined;
  if (waiting.moves !== from.moves) {
    return { run: { ...run, waiting: undefined }, moves: from.moves };
  }
  const isAnswered = waiting.points.some((point) => from.branches.answers.has(keyOf(point)));
  return isAnswered ? descended(run, from, waiting.steps) : undefined;
}

/** Back to where the descent set out. */
export function descentUndone(run: DescentRun, picture: Picture, moves: Moves): Descended {
  const start = run.rows[0]?.at ?? {};
  const back = picture.inputs
    .filter(({ path }) => Object.hasOwn(start, path))
    .reduce((all, input) => withMove(all, input, start[input.path] as number), moves);
  return { run: { ...run, rows: [], stuck: undefined, waiting: undefined }, moves: back };
}

function rowAt(
  footing: Footing,
  paths: readonly string[],
  numbers: readonly number[],
  before: Footing | undefined,
): DescentRow {
  const at = Object.fromEntries(paths.map((path, i) => [path, numbers[i] as number]));
  return { loss: footing.value(), at, isCrossing: before !== undefined && before !== footing };
}

function isContinued({ rows }: Descent, here: DescentRow): boolean {
  const last = rows.at(-1);
  if (!last || !Object.is(last.loss, here.loss)) return false;
  const paths = Object.keys(here.at);
  return (
    paths.length === Object.keys(last.at).length &&
    paths.every((path) => Object.is(last.at[path], here.at[path]))
  );
}

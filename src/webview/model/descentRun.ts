import type { NodeId } from "../../core/tape/tape.ts";
import { type Descent, type DescentRow, descend } from "./descent.ts";
import { type Moves, withMove } from "./moves.ts";
import type { FreeInput, Picture } from "./picture.ts";

/** A descent, what it may move and how far. */
export interface DescentRun extends Descent {
  readonly rate: number;
  /** The inputs that move, by path. */
  readonly chosen: readonly string[];
  /** Why the last press of a button did not move anything. */
  readonly stuck: string | undefined;
}

export function newDescent(chosen: readonly string[], rate = 0.1): DescentRun {
  return { rate, chosen, rows: [], stuck: undefined };
}

export interface Descended {
  readonly run: DescentRun;
  readonly moves: Moves;
}

/** Some steps on from where the inputs stand; inputs moved by hand since begin a new descent. */
export function descended(
  run: DescentRun,
  picture: Picture,
  inputs: readonly number[],
  moves: Moves,
  loss: NodeId,
  times: number,
): Descended {
  const chosen = picture.inputs.filter(({ path }) => run.chosen.includes(path));
  const here = rowAt(picture, inputs, chosen, loss);
  const rows = isContinued(run, here) ? [...run.rows] : [here];
  const current = [...inputs];
  let stuck: string | undefined;
  for (let step = 0; step < times && stuck === undefined; step++) {
    const result = descend(picture.evaluator, current, chosen, loss, run.rate);
    if (result.kind === "stuck") stuck = result.reason;
    else {
      rows.push(result.to);
      for (const { path, index } of chosen) current[index] = result.to.at[path] as number;
    }
  }
  const after = chosen.reduce(
    (all, input) => withMove(all, input, current[input.index] as number),
    moves,
  );
  return { run: { ...run, rows, stuck }, moves: after };
}

/** Back to where the descent set out. */
export function descentUndone(run: DescentRun, picture: Picture, moves: Moves): Descended {
  const start = run.rows[0]?.at ?? {};
  const back = picture.inputs
    .filter(({ path }) => Object.hasOwn(start, path))
    .reduce((all, input) => withMove(all, input, start[input.path] as number), moves);
  return { run: { ...run, rows: [], stuck: undefined }, moves: back };
}

function rowAt(
  { evaluator }: Picture,
  inputs: readonly number[],
  chosen: readonly FreeInput[],
  loss: NodeId,
): DescentRow {
  evaluator.evaluate(inputs);
  const at = Object.fromEntries(chosen.map(({ path, index }) => [path, inputs[index] as number]));
  return { loss: evaluator.valueOf(loss), at };
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

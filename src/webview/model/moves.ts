import type { FreeInput, Way } from "./picture.ts";
import { sampleInputs } from "./sweep.ts";

/** Inputs away from the sample point, by path. */
export type Moves = Readonly<Record<string, number>>;

/** All inputs of the tape as they stand. */
export function movedInputs({ tape, inputs }: Way, moves: Moves): readonly number[] {
  const values = [...sampleInputs(tape)];
  for (const { path, index, sample } of inputs) {
    values[index] = Object.hasOwn(moves, path) ? (moves[path] as number) : sample;
  }
  return values;
}

/** A new trace of the same function: an input whose sample point was edited goes where the code says. */
export function movesAfter(moves: Moves, before: Way | undefined, now: Way): Moves {
  const samples = new Map(before?.inputs.map(({ path, sample }) => [path, sample]));
  const kept = now.inputs.filter(
    ({ path, sample }) =>
      Object.hasOwn(moves, path) && Object.is(samples.get(path) ?? sample, sample),
  );
  return Object.fromEntries(kept.map(({ path }) => [path, moves[path] as number]));
}

/** Moving an input back onto its sample value is no move. */
export function withMove(moves: Moves, { path, sample }: FreeInput, value: number): Moves {
  const { [path]: _, ...others } = moves;
  return Object.is(value, sample) ? others : { ...others, [path]: value };
}

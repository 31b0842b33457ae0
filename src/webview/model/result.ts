import type { TapeOutput } from "../../core/tape/tape.ts";
import type { Picture } from "./picture.ts";
import type { Seed } from "./seededTape.ts";

/** Which result is differentiated, in a way that outlives its trace. */
export interface Result {
  readonly output?: string;
  readonly seed?: Seed;
}

export function resultOf({ tape, seed }: Picture, output: number): Result {
  const path = tape.outputs[output]?.path;
  return { ...(path === undefined ? {} : { output: path }), ...(seed ? { seed } : {}) };
}

/** What is left of it where a function has come to give other results. */
export function keptResult(outputs: readonly TapeOutput[], { output, seed }: Result = {}): Result {
  const isOf = seed && outputs.length === Object.keys(seed).length;
  const hasAll = isOf && outputs.every(({ path }) => Object.hasOwn(seed, path));
  return { ...(output === undefined ? {} : { output }), ...(hasAll ? { seed } : {}) };
}

/** The first one, where there is none of that name. */
export function placeOfResult({ tape }: Picture, { output }: Result): number {
  return Math.max(
    0,
    tape.outputs.findIndex(({ path }) => path === output),
  );
}

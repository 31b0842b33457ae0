import type { NodeId } from "../../core/tape/tape.ts";
import type { CursorMark } from "./atCursor.ts";
import type { Branches } from "./branches.ts";
import type { LinkNumber } from "./linkNumbers.ts";
import type { Moves } from "./moves.ts";
import type { FreeInput, Picture } from "./picture.ts";
import type { Frame, Step } from "./play.ts";
import type { Sweep } from "./sweep.ts";

/** One frame: the picture, the inputs as they stand, and every number that follows from them. */
export interface Scene {
  readonly picture: Picture;
  /** All branches that are known; the picture is of one of them. */
  readonly branches: Branches;
  /** Inputs away from the sample point, by path. */
  readonly moves: Moves;
  /** In the order of `tape.inputs`. */
  readonly inputs: readonly number[];
  readonly isMoved: boolean;
  /** Which output component is differentiated. */
  readonly output: number;
  readonly sweep: Sweep;
  readonly linkNumbers: readonly LinkNumber[];
  readonly selected: NodeId | undefined;
  /** Whose way to the output the views tell; undefined where nothing is free. */
  readonly input: FreeInput | undefined;
  readonly play: Play | undefined;
  readonly atCursor: ReadonlyMap<NodeId, CursorMark>;
}

/** The two passes, halted after some of their steps. */
export interface Play {
  readonly steps: readonly Step[];
  readonly count: number;
  readonly frame: Frame;
}

/** More inputs than this do not fit into a line. */
const MOST_TOLD = 12;

export function seedOf({ picture, output }: Scene): NodeId | undefined {
  return picture.tape.outputs[output]?.node;
}

/** The point as it stands: "w = 3.2, x = 2"; an unmoved one in the words it was written in. */
export function pointOf({ picture, inputs, isMoved }: Scene, format: (value: number) => string) {
  if (!isMoved) return picture.trace.point;
  const told = picture.inputs.slice(0, MOST_TOLD);
  const text = told
    .map(({ path, index }) => `${path} = ${format(inputs[index] as number)}`)
    .join(", ");
  return told.length < picture.inputs.length ? `${text}, …` : text;
}

import type { NodeId } from "../core/tape/tape.ts";
import type { OffsetRange } from "../protocol/panelMessages.ts";
import { nodesAtCursor } from "./model/atCursor.ts";
import { type Branches, homeOnly } from "./model/branches.ts";
import { linkNumbers } from "./model/linkNumbers.ts";
import { type Moves, movedInputs } from "./model/moves.ts";
import type { Picture } from "./model/picture.ts";
import { frameAfter, playSteps } from "./model/play.ts";
import type { Scene } from "./model/scene.ts";

/** What the person has set, as far as numbers depend on it. */
export interface Settings {
  readonly moves: Moves;
  readonly output: number;
  readonly selected: NodeId | undefined;
  readonly selection: OffsetRange | null;
  /** The path of the input whose derivative the views tell. */
  readonly input: string | undefined;
  /** Steps of the two passes that are done; undefined: all. */
  readonly step: number | undefined;
}

export function sceneOf(
  picture: Picture,
  settings: Settings,
  branches: Branches = homeOnly(picture),
): Scene {
  const { tape, graph } = picture;
  const { moves, output, step } = settings;
  const inputs = movedInputs(picture, moves);
  const seed = tape.outputs[output]?.node;
  const sweep = picture.sweeper(inputs, seed);
  const numbers = linkNumbers(tape, graph, sweep);
  const steps = step === undefined ? undefined : playSteps(graph, numbers, seed);
  const count = Math.min(step ?? 0, steps?.length ?? 0);
  return {
    picture,
    branches,
    moves,
    inputs,
    isMoved: Object.keys(moves).length > 0,
    output,
    sweep,
    linkNumbers: numbers,
    selected: settings.selected,
    input: picture.inputs.find(({ path }) => path === settings.input) ?? picture.inputs[0],
    play: steps && { steps, count, frame: frameAfter(steps, count) },
    atCursor: nodesAtCursor(tape, graph, settings.selection),
  };
}

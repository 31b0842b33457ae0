import type { NodeId } from "../../core/tape/tape.ts";
import type { Level } from "./level.ts";
import { type Paths, pathsBetween, type Rate, ratesOf } from "./paths.ts";
import type { FreeInput } from "./picture.ts";
import { type Scene, seedOf } from "./scene.ts";

/** How the chosen input gets to the chosen output, in stages a person would name. */
export interface Routes {
  readonly level: Level;
  readonly input: FreeInput;
  readonly output: NodeId;
  readonly rates: readonly Rate[];
  readonly paths: Paths;
}

export function routesOf(scene: Scene): Routes | undefined {
  const { picture, input, sweep } = scene;
  const output = seedOf(scene);
  if (!input || output === undefined) return undefined;
  const level = picture.levelBetween(input.node, output);
  const rates = ratesOf(picture.tape, level.graph, sweep);
  return { level, input, output, rates, paths: pathsBetween(rates, input.node, output) };
}

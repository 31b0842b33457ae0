import type { BranchPoint } from "../../protocol/branches.ts";
import type { ViewName } from "../views/names.ts";
import { contourIn, contourInputs } from "./contour.ts";
import type { Look } from "./look.ts";
import { plotIn } from "./plot.ts";
import type { Scene } from "./scene.ts";

/** Asked at once: after each answer it may turn out that what was found reaches farther. */
const BATCH = 24;

/** Points the open view would like to draw and at which no branch is known. */
export function missingPoints(
  scene: Scene,
  view: ViewName,
  look: Look,
  again: () => void,
): readonly BranchPoint[] {
  if (view !== "plot" || !scene.input || scene.branches.home.tape.guards.length === 0) return [];
  const beside = contourInputs(scene, look);
  const missing = [
    ...spread(plotIn(scene, scene.input, again).result.missing, BATCH),
    ...(beside ? spread(contourIn(scene, beside, again).result.missing, BATCH) : []),
  ];
  return missing;
}

/** So many of them, from one end to the other. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)] as T);
}

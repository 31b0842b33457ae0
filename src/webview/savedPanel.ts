import type { SavedPanel } from "../protocol/panelMessages.ts";
import { savedFolds } from "./model/folds.ts";
import type { Picture } from "./model/picture.ts";
import { resultOf } from "./model/result.ts";
import type { Standing } from "./model/standing.ts";
import type { PanelState } from "./panelActions.ts";

type Kept = Pick<PanelState, "view" | "input" | "zoom" | "moves" | "output">;

/** What the next life of the page begins with. */
export function savedPanel({ picture, branches }: Standing, kept: Kept): SavedPanel {
  const { uri, name } = picture.trace;
  const { view, input, zoom, moves, output } = kept;
  return {
    ...{ uri, name, view, inputs: moves },
    folds: foldsOf(branches.home),
    ...(input === undefined ? {} : { input }),
    ...resultOf(picture, output),
    ...(zoom ? { zoom } : {}),
  };
}

export function foldsOf({ folds, trace }: Picture) {
  return savedFolds(folds, trace.tape.ops.length);
}

import type { NodeId } from "../core/tape/tape.ts";
import { type Descended, type DescentRun, descended, descentUndone } from "./model/descentRun.ts";
import { allOpen, type Folds, nothingOpen, withFolded, withOpen, withTurn } from "./model/folds.ts";
import type { Moves } from "./model/moves.ts";
import type { Picture } from "./model/picture.ts";
import { type Scene, seedOf } from "./model/scene.ts";
import type { Zoom } from "./view/viewport.ts";
import type { ViewActions } from "./views/chosenView.ts";
import type { ViewName } from "./views/names.ts";

/** What a person can set in the page. */
export interface PanelState {
  moves: Moves;
  selected: NodeId | undefined;
  view: ViewName;
  input: string | undefined;
  step: number | undefined;
  descent: DescentRun;
  zoom: Zoom | undefined;
}

interface Panel extends Pick<PanelState, "moves" | "descent"> {
  keep(change: Partial<PanelState>): void;
  revealNode(picture: Picture, node: NodeId): void;
  fold(folds: Folds): void;
}

/** What the views report, as changes of the state. */
export function actionsFor(panel: Panel, scene: Scene): ViewActions {
  const { picture, inputs } = scene;
  const loss = seedOf(scene);
  const descend = ({ run, moves }: Descended) => panel.keep({ descent: run, moves });
  return {
    selectNode: (selected) => panel.keep({ selected }),
    revealNode: (node) => panel.revealNode(picture, node),
    setZoom: (zoom) => panel.keep({ zoom }),
    setStep: (step) => panel.keep({ step, selected: undefined }),
    openPiece: (key) => panel.fold(withOpen(picture.folds, key)),
    foldPiece: (key) => panel.fold(withFolded(picture.folds, key)),
    chooseTurn: (key, turn) => panel.fold(withTurn(picture.folds, key, turn)),
    foldAll: (isFolded) => panel.fold(isFolded ? nothingOpen : allOpen),
    chooseInput: (input) => panel.keep({ input }),
    select(node) {
      panel.keep({ selected: node });
      panel.revealNode(picture, node);
    },
    setRate: (rate) => panel.keep({ descent: { ...panel.descent, rate } }),
    choose: (chosen) => panel.keep({ descent: { ...panel.descent, chosen } }),
    step(times) {
      if (loss === undefined) return;
      descend(descended(panel.descent, picture, inputs, panel.moves, loss, times));
    },
    reset: () => descend(descentUndone(panel.descent, picture, panel.moves)),
  };
}

import type { NodeId } from "../core/tape/tape.ts";
import { type Descended, type DescentRun, descended, descentUndone } from "./model/descentRun.ts";
import { allOpen, type Folds, nothingOpen, withFolded, withOpen, withTurn } from "./model/folds.ts";
import type { Look } from "./model/look.ts";
import { type Moves, withMove } from "./model/moves.ts";
import type { Picture } from "./model/picture.ts";
import { samplePointText } from "./model/samplePoint.ts";
import type { Scene } from "./model/scene.ts";
import type { Zoom } from "./view/viewport.ts";
import type { ViewActions } from "./views/chosenView.ts";
import type { ViewName } from "./views/names.ts";
import { post } from "./vscodeApi.ts";

/** What a person can set in the page. */
export interface PanelState {
  moves: Moves;
  output: number;
  selected: NodeId | undefined;
  view: ViewName;
  input: string | undefined;
  step: number | undefined;
  descent: DescentRun;
  look: Look;
  zoom: Zoom | undefined;
}

interface Panel extends Pick<PanelState, "moves" | "descent" | "look"> {
  keep(change: Partial<PanelState>): void;
  revealNode(picture: Picture, node: NodeId): void;
  fold(folds: Folds): void;
}

/** The point as it stands goes into the code. */
export function usePoint({ picture, inputs }: Scene): void {
  const { uri, name } = picture.trace;
  post({ type: "samplePoint", uri, name, point: samplePointText(picture.tape, inputs) });
}

/** What the views report, as changes of the state. */
export function actionsFor(panel: Panel, scene: Scene): ViewActions {
  const { picture } = scene;
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
    chooseInput: (input) => panel.keep({ input, look: { ...panel.look, path: 0, openGroups: [] } }),
    select(node) {
      panel.keep({ selected: node });
      panel.revealNode(picture, node);
    },
    look: (change) => panel.keep({ look: { ...panel.look, ...change } }),
    ask(input, move) {
      if (!input) return;
      const moves = move === undefined ? panel.moves : withMove(panel.moves, input, move);
      panel.keep({ input: input.path, moves });
    },
    setRate: (rate) => panel.keep({ descent: { ...panel.descent, rate } }),
    choose: (chosen) => panel.keep({ descent: { ...panel.descent, chosen } }),
    // Pressed again before the page is drawn, it goes on from where the inputs stand by then.
    step: (times) => descend(descended(panel.descent, { ...scene, moves: panel.moves }, times)),
    reset: () => descend(descentUndone(panel.descent, picture, panel.moves)),
  };
}

import { html } from "lit";
import { assertNever } from "../../core/util/assertNever.ts";
import type { DescentRun } from "../model/descentRun.ts";
import type { Look } from "../model/look.ts";
import type { Scene } from "../model/scene.ts";
import type { Zoom } from "../view/viewport.ts";
import { chainView } from "./chainView.ts";
import { type DescentActions, descentView } from "./descentView.ts";
import { type GraphActions, graphView } from "./graphView.ts";
import type { ViewName } from "./names.ts";
import { nodesView } from "./nodesView.ts";
import { pathsView } from "./pathsView.ts";
import { plotView } from "./plotView.ts";
import { type QuizActions, quizView } from "./quizView.ts";
import { stepsView } from "./stepsView.ts";

export type ViewActions = GraphActions & QuizActions & DescentActions;

interface Chosen {
  readonly view: ViewName;
  readonly descent: DescentRun;
  readonly look: Look;
}

export function chosenView(
  scene: Scene,
  chosen: Chosen,
  zoom: Zoom | undefined,
  actions: ViewActions,
) {
  if (chosen.view === "graph") return graphView(scene, zoom, actions);
  return html`<div class=${`page ${chosen.view}-view`} tabindex="0" role="region" aria-label=${`${chosen.view} of ${scene.picture.trace.name}`}>${pageOf(scene, chosen, actions)}</div>`;
}

function pageOf(scene: Scene, { view, descent, look }: Chosen, actions: ViewActions) {
  switch (view) {
    case "chain":
      return chainView(scene, look, actions);
    case "paths":
      return pathsView(scene, look, actions);
    case "steps":
      return stepsView(scene, actions);
    case "plot":
      return plotView(scene, look, actions);
    case "descent":
      return descentView(scene, descent, actions);
    case "quiz":
      return quizView(scene, look, actions);
    case "nodes":
      return nodesView(scene, actions);
    case "graph":
      return undefined;
    default:
      return assertNever(view);
  }
}

import { html } from "lit";
import type { NodeId } from "../../core/tape/tape.ts";
import { playSteps } from "../model/play.ts";
import { type Scene, seedOf } from "../model/scene.ts";
import { type FoldActions, foldBar } from "../view/foldBar.ts";
import { GraphElement } from "../view/graphElement.ts";
import { inspectorView } from "../view/inspectorView.ts";
import { PlayElement } from "../view/playElement.ts";
import type { Zoom } from "../view/viewport.ts";

customElements.define(GraphElement.tag, GraphElement);
customElements.define(PlayElement.tag, PlayElement);

export interface GraphActions extends FoldActions {
  selectNode(node: NodeId | undefined): void;
  revealNode(node: NodeId): void;
  setZoom(zoom: Zoom | undefined): void;
  setStep(count: number | undefined): void;
}

/** What an event reports; the DOM turns undefined into null. */
function detailOf<T>(event: Event): T | undefined {
  return (event as CustomEvent<T | null>).detail ?? undefined;
}

/** The whole graph, the two passes through it, and what the selected node does. */
export function graphView(scene: Scene, zoom: Zoom | undefined, actions: GraphActions) {
  const { picture, linkNumbers, play } = scene;
  const length = play?.steps.length ?? playSteps(picture.graph, linkNumbers, seedOf(scene)).length;
  return html`
    ${foldBar(picture, actions)}
    <gradlens-graph
      .scene=${scene}
      .zoom=${zoom}
      @select-node=${(event: Event) => actions.selectNode(detailOf(event))}
      @reveal-node=${(event: CustomEvent<NodeId>) => actions.revealNode(event.detail)}
      @open-piece=${(event: CustomEvent<string>) => actions.openPiece(event.detail)}
      @zoom-changed=${(event: Event) => actions.setZoom(detailOf(event))}
    ></gradlens-graph>
    <gradlens-play
      .count=${play?.count}
      .length=${length}
      @step-chosen=${(event: Event) => actions.setStep(detailOf(event))}
    ></gradlens-play>
    ${inspectorView(scene, actions.openPiece)}
  `;
}

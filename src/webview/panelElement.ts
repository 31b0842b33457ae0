import { html, LitElement, nothing } from "lit";
import { type NodeId, rangeOf } from "../core/tape/tape.ts";
import type { OffsetRange, PanelContent } from "../protocol/panelMessages.ts";
import { nodesAtCursor } from "./model/atCursor.ts";
import { linkNumbers } from "./model/linkNumbers.ts";
import { type Moves, movedInputs, movesAfter, withMove } from "./model/moves.ts";
import { type Picture, pictureOf } from "./model/picture.ts";
import type { Scene } from "./model/scene.ts";
import { sweepAt } from "./model/sweep.ts";
import { declinedView, messageView } from "./view/emptyView.ts";
import { GraphElement } from "./view/graphElement.ts";
import { headerView } from "./view/headerView.ts";
import { inputsView } from "./view/inputsView.ts";
import { inspectorView } from "./view/inspectorView.ts";
import { noticeView } from "./view/noticeView.ts";
import type { Zoom } from "./view/viewport.ts";
import { post, restoreState, saveState } from "./vscodeApi.ts";

customElements.define(GraphElement.tag, GraphElement);

/** The page: holds the state, hands it to the views, and turns what they report into new state. */
export class PanelElement extends LitElement {
  static override properties = {
    content: { state: true },
    selection: { state: true },
    output: { state: true },
    selected: { state: true },
    moves: { state: true },
  };

  declare content: PanelContent | undefined;
  /** Where the editor's cursor is, in the traced document. */
  declare selection: OffsetRange | null;
  /** Which output component is differentiated. */
  declare output: number;
  declare selected: NodeId | undefined;
  /** Inputs away from the sample point, by path. */
  declare moves: Moves;

  private picture: Picture | undefined;
  private zoom: Zoom | undefined;

  constructor() {
    super();
    this.selection = null;
    this.output = 0;
    this.moves = restoreState()?.inputs ?? {};
    this.zoom = restoreState()?.zoom;
  }

  /** Light DOM: the one style sheet of the page reaches everything. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Takes a whole new state. What the person set stays as long as it is about the same function. */
  show(content: PanelContent): void {
    const before = this.picture;
    this.content = content;
    if (content.kind !== "function" || content.trace.kind !== "traced") return;
    const { trace } = content;
    const last = before?.trace ?? restoreState();
    const isSame = last?.uri === trace.uri && last.name === trace.name;
    this.picture = pictureOf(trace, content.text, isSame ? before : undefined);
    this.moves = isSame ? movesAfter(this.moves, before, this.picture) : {};
    if (!isSame) this.zoom = undefined;
    if (!isSame || before?.graph.shape !== this.picture.graph.shape) this.selected = undefined;
    if (!isSame || this.output >= trace.tape.outputs.length) this.output = 0;
    this.save();
  }

  protected override render() {
    const { content, picture } = this;
    if (!content) return nothing;
    if (content.kind === "message") return messageView(content.text);
    const { trace } = content;
    if (trace.kind === "declined") {
      return declinedView(trace, () => this.reveal(trace.reasonStart, trace.reasonEnd));
    }
    return picture ? this.pictureView(picture, content.text === null) : nothing;
  }

  private pictureView(picture: Picture, isStale: boolean) {
    const scene = this.sceneOf(picture);
    return html`
      ${headerView(scene, {
        reset: () => this.moveTo({}),
        chooseOutput: (output) => {
          this.output = output;
        },
      })}
      <div class="stage">
        <gradlens-graph
          .scene=${scene}
          .zoom=${this.zoom}
          @select-node=${(event: CustomEvent<NodeId | undefined>) => {
            this.selected = event.detail;
          }}
          @reveal-node=${(event: CustomEvent<NodeId>) => this.revealNode(picture, event.detail)}
          @zoom-changed=${(event: CustomEvent<Zoom | undefined>) => {
            this.zoom = event.detail;
            this.save();
          }}
        ></gradlens-graph>
        ${noticeView(scene, isStale)}
      </div>
      ${inspectorView(scene)}
      ${inputsView(scene, (input, value) => this.moveTo(withMove(this.moves, input, value)))}
    `;
  }

  private sceneOf(picture: Picture): Scene {
    const { tape, graph } = picture;
    const inputs = movedInputs(picture, this.moves);
    const sweep = sweepAt(tape, inputs, tape.outputs[this.output]?.node);
    return {
      picture,
      inputs,
      isMoved: Object.keys(this.moves).length > 0,
      output: this.output,
      sweep,
      linkNumbers: linkNumbers(tape, graph, sweep),
      selected: this.selected,
      atCursor: nodesAtCursor(tape, graph, this.selection),
    };
  }

  private moveTo(moves: Moves): void {
    this.moves = moves;
    this.save();
  }

  /** At most one recomputation per frame, however fast the pointer moves. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    super.scheduleUpdate();
  }

  private revealNode(picture: Picture, node: NodeId): void {
    const { start, end } = rangeOf(picture.tape, node);
    this.reveal(start, end);
  }

  private reveal(start: number, end: number): void {
    if (this.content?.kind !== "function") return;
    const { uri, version } = this.content.trace;
    post({ type: "reveal", uri, version, range: { start, end } });
  }

  private save(): void {
    if (!this.picture) return;
    const { uri, name } = this.picture.trace;
    saveState({ uri, name, inputs: this.moves, ...(this.zoom ? { zoom: this.zoom } : {}) });
  }
}

customElements.define("gradlens-panel", PanelElement);

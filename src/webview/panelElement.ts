import { LitElement, nothing } from "lit";
import { type NodeId, rangeOf } from "../core/tape/tape.ts";
import type { BranchesResult } from "../protocol/branches.ts";
import type { OffsetRange, PanelContent } from "../protocol/panelMessages.ts";
import { createBranchQuestions } from "./branchQuestions.ts";
import { exportFile } from "./export/exportFile.ts";
import { type Wanted, wantedAt, withAnswers, withSeed } from "./model/branches.ts";
import { type DescentRun, descentGoingOn, newDescent } from "./model/descentRun.ts";
import { type Folds, foldsSaved } from "./model/folds.ts";
import { firstLook, type Look } from "./model/look.ts";
import { missingPoints } from "./model/missing.ts";
import { type Moves, movesAfter } from "./model/moves.ts";
import { type Picture, pictureOf, wayOf } from "./model/picture.ts";
import { keptResult, placeOfResult, resultOf } from "./model/result.ts";
import { oneHot, type Seed } from "./model/seededTape.ts";
import { type Standing, standingAt, standingAtHome, standingUnfolded } from "./model/standing.ts";
import { actionsFor, type PanelState, usePoint } from "./panelActions.ts";
import { panelView } from "./panelView.ts";
import { foldsOf, savedPanel } from "./savedPanel.ts";
import { sceneOf } from "./sceneOf.ts";
import { declinedView, messageView } from "./view/emptyView.ts";
import { InputsElement } from "./view/inputsElement.ts";
import type { Zoom } from "./view/viewport.ts";
import { type ViewName, viewNamed } from "./views/names.ts";
import { post, restoreState, saveState } from "./vscodeApi.ts";

/** The page: holds the state, hands it to the views, and turns what they report into new state. */
export class PanelElement extends LitElement {
  static override properties = Object.fromEntries(
    [
      "content",
      "selection",
      "output",
      "selected",
      "moves",
      "view",
      "input",
      "step",
      "descent",
      "look",
    ].map((name) => [name, { state: true }]),
  );

  declare content: PanelContent | undefined;
  /** Where the editor's cursor is, in the traced document. */
  declare selection: OffsetRange | null;
  /** Which output component is differentiated. */
  declare output: number;
  declare selected: NodeId | undefined;
  /** Inputs away from the sample point, by path. */
  declare moves: Moves;
  declare view: ViewName;
  /** The path of the input whose derivative the views tell. */
  declare input: string | undefined;
  /** Steps of the two passes that are done; undefined: all. */
  declare step: number | undefined;
  declare descent: DescentRun;
  declare look: Look;

  /** Not drawn by this element: the graph keeps its own. */
  zoom: Zoom | undefined;

  private standing: Standing | undefined;
  private readonly questions = createBranchQuestions((question, wanted) => {
    if (!this.standing) return;
    const { uri, version, name } = this.standing.branches.home.trace;
    post({ type: "branches", question, uri, version, name, ...wanted });
  });
  /** What the view that is drawn misses of other branches. */
  private missing: Wanted | undefined;

  constructor() {
    super();
    const saved = restoreState();
    this.selection = null;
    this.output = 0;
    this.moves = saved?.inputs ?? {};
    this.zoom = saved?.zoom;
    this.view = viewNamed(saved?.view);
    this.input = saved?.input;
    this.descent = newDescent([]);
    this.look = firstLook;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("resize", this.redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("resize", this.redraw);
  }

  /** Light DOM: the one style sheet of the page reaches everything. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Takes a whole new state. What the person set stays as long as it is about the same function. */
  show(content: PanelContent): void {
    const before = this.standing?.branches.home;
    this.content = content;
    if (content.kind !== "function" || content.trace.kind !== "traced") return;
    const { trace } = content;
    const saved = restoreState();
    const last = before?.trace ?? saved;
    const isSame = last?.uri === trace.uri && last.name === trace.name;
    const folds = isSame
      ? foldsSaved(before ? foldsOf(before) : saved?.folds, trace.tape.ops.length)
      : undefined;
    const lastResult = before ? resultOf(before, this.output) : saved;
    const result = isSame ? keptResult(trace.tape.outputs, lastResult) : {};
    const way = wayOf(trace, result);
    const picture = pictureOf(trace, content.text, isSame ? before : undefined, folds, way);
    this.standing = standingAtHome(picture);
    this.questions.forget();
    this.moves = isSame ? movesAfter(this.moves, before, picture) : {};
    if (!isSame) {
      this.zoom = undefined;
      this.input = undefined;
      this.look = firstLook;
    }
    if (!isSame || before?.shape !== picture.shape) {
      this.forgetNodes();
      this.descent = newDescent([this.input ?? picture.inputs[0]?.path ?? ""]);
    }
    this.output = placeOfResult(picture, result);
    this.save();
  }

  protected override render() {
    const { content, standing } = this;
    if (!content) return nothing;
    if (content.kind === "message") return messageView(content.text);
    const { trace } = content;
    if (trace.kind === "declined") {
      return declinedView(trace, () => this.reveal(trace.reasonStart, trace.reasonEnd));
    }
    return standing ? this.pictureView(standing, content.text === null) : nothing;
  }

  protected override willUpdate(): void {
    this.goOnDescending();
    this.standIn();
    const outputs = this.standing?.picture.tape.outputs;
    if (outputs && this.output >= outputs.length) this.output = 0;
  }

  private standIn(): void {
    if (!this.standing || this.content?.kind !== "function") return;
    const { shape } = this.standing.picture;
    this.standing = standingAt(this.standing, this.moves, this.content.text);
    if (this.standing.picture.shape !== shape) this.forgetNodes();
  }

  /** The nodes that were selected or played are not drawn any more. */
  private forgetNodes(): void {
    this.selected = undefined;
    this.step = undefined;
  }

  /** What the views would like to know is asked once they are drawn. */
  protected override updated(): void {
    const { standing, moves, descent, missing } = this;
    if (!standing || this.content?.kind !== "function") return;
    const ahead = descent.waiting && { points: descent.waiting.points, withFormulas: false };
    this.questions.wish({ urgent: wantedAt(standing.branches, moves) ?? ahead, missing });
  }

  takeBranches(question: number, found: BranchesResult): void {
    const wanted = this.questions.answered(question);
    if (!wanted || !this.standing) return;
    const branches = withAnswers(this.standing.branches, wanted, found);
    this.standing = { ...this.standing, branches };
    this.requestUpdate();
  }

  /** Steps that waited for the branch they lead to. */
  private goOnDescending(): void {
    const { standing, moves, output, descent } = this;
    const on = standing && descentGoingOn(descent, { ...standing, moves, output });
    if (on) this.keep({ descent: on.run, moves: on.moves });
  }

  private pictureView(standing: Standing, isStale: boolean) {
    const { picture, branches, whereabouts } = standing;
    const scene = sceneOf(picture, this, branches);
    const points = missingPoints(scene, this.view, this.look, this.redraw);
    this.missing = points.length > 0 ? { points, withFormulas: false } : undefined;
    return panelView(scene, {
      ...{ state: this, isStale, whereabouts, actions: actionsFor(this, scene) },
      keep: (change) => this.keep(change),
      header: {
        reset: () => this.keep({ moves: {} }),
        usePoint: () => usePoint(scene),
        exportAs: (format) => void exportFile(format, scene, savedPanel(standing, this), this),
        chooseOutput: (output) => this.chooseOutput(output),
        weigh: (changed) => this.weigh(changed),
      },
    });
  }

  /** Another result: what was played and descended was about the one before. */
  private chooseOutput(output: number, seed?: Seed): void {
    const { standing, content, descent } = this;
    if (!standing || content?.kind !== "function") return;
    const { branches } = standing;
    if (seed !== branches.home.seed)
      this.standing = { ...standing, branches: withSeed(branches, content.text, seed) };
    this.standIn();
    this.keep({ output, step: undefined, descent: newDescent(descent.chosen, descent.rate) });
  }

  /** Weights begin as the result that was chosen: 1 for it, 0 for the others. */
  private weigh(changed: Seed): void {
    if (!this.standing) return;
    const { seed, tape } = this.standing.picture;
    const weights = seed ?? oneHot(tape, this.output);
    this.chooseOutput(Object.keys(weights).length, { ...weights, ...changed });
  }

  /** Other pieces of the code are open: what was selected or played may not be drawn any more. */
  fold(folds: Folds): void {
    if (!this.standing) return;
    this.standing = standingUnfolded(this.standing, folds);
    const { nodes } = this.standing.picture.graph;
    if (!nodes.some(({ id }) => id === this.selected)) this.selected = undefined;
    this.step = undefined;
    this.save();
    this.requestUpdate();
  }

  /** New state, written down for the next life of the page. */
  keep(change: Partial<PanelState>): void {
    Object.assign(this, change);
    this.save();
  }

  /** At most one recomputation per frame, however fast the pointer moves. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    super.scheduleUpdate();
  }

  revealNode(picture: Picture, node: NodeId): void {
    const { start, end } = rangeOf(picture.tape, node);
    this.reveal(start, end);
  }

  private reveal(start: number, end: number): void {
    if (this.content?.kind !== "function") return;
    const { uri, version } = this.content.trace;
    post({ type: "reveal", uri, version, range: { start, end } });
  }

  private readonly redraw = (): void => this.requestUpdate();

  private save(): void {
    if (this.standing) saveState(savedPanel(this.standing, this));
  }
}

customElements.define(InputsElement.tag, InputsElement);
customElements.define("gradlens-panel", PanelElement);

import { html, LitElement, nothing } from "lit";
import { type Guard, type NodeId, rangeOf } from "../core/tape/tape.ts";
import type { BranchesResult } from "../protocol/branches.ts";
import type { OffsetRange, PanelContent, SavedPanel } from "../protocol/panelMessages.ts";
import { exportFile } from "./export/exportFile.ts";
import {
  type Branches,
  pictureAt,
  pointOfMoves,
  type Whereabouts,
  withBranches,
} from "./model/branches.ts";
import { type DescentRun, newDescent } from "./model/descentRun.ts";
import { type Folds, foldsSaved, savedFolds } from "./model/folds.ts";
import { firstLook, type Look } from "./model/look.ts";
import { type Moves, movesAfter, withMove } from "./model/moves.ts";
import { type FreeInput, type Picture, pictureOf } from "./model/picture.ts";
import { actionsFor, type PanelState, usePoint } from "./panelActions.ts";
import { sceneOf } from "./sceneOf.ts";
import { declinedView, messageView } from "./view/emptyView.ts";
import { headerView } from "./view/headerView.ts";
import { InputsElement } from "./view/inputsElement.ts";
import { noticeView } from "./view/noticeView.ts";
import type { Zoom } from "./view/viewport.ts";
import { chosenView } from "./views/chosenView.ts";
import { type ViewName, viewNamed } from "./views/names.ts";
import { tabsView } from "./views/tabsView.ts";
import { post, restoreState, saveState } from "./vscodeApi.ts";

interface AskedBranch {
  readonly question: number;
  readonly moves: Moves;
  readonly isAnswered: boolean;
  readonly refusal: string | undefined;
}

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

  private picture: Picture | undefined;
  private branches: Branches | undefined;
  private whereabouts: Whereabouts = { kind: "home" };
  /** The last question for a branch, where the inputs stood, and what was wrong with it. */
  private asked: AskedBranch | undefined;
  private zoom: Zoom | undefined;

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

  /** Light DOM: the one style sheet of the page reaches everything. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Takes a whole new state. What the person set stays as long as it is about the same function. */
  show(content: PanelContent): void {
    const before = this.branches?.home;
    this.content = content;
    if (content.kind !== "function" || content.trace.kind !== "traced") return;
    const { trace } = content;
    const saved = restoreState();
    const last = before?.trace ?? saved;
    const isSame = last?.uri === trace.uri && last.name === trace.name;
    const folds = isSame
      ? foldsSaved(before ? foldsOf(before) : saved?.folds, trace.tape.ops.length)
      : undefined;
    this.picture = pictureOf(trace, content.text, isSame ? before : undefined, folds);
    this.branches = { home: this.picture, others: [] };
    this.asked = undefined;
    this.moves = isSame ? movesAfter(this.moves, before, this.picture) : {};
    if (!isSame) {
      this.zoom = undefined;
      this.input = undefined;
      this.look = firstLook;
    }
    if (!isSame || before?.shape !== this.picture.shape) {
      this.selected = undefined;
      this.step = undefined;
      this.descent = newDescent([this.input ?? this.picture.inputs[0]?.path ?? ""]);
    }
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

  /** The picture is of the branch that is taken where the inputs stand, once that one is known. */
  protected override willUpdate(): void {
    if (!this.branches) return;
    const { picture, guard } = pictureAt(this.branches, this.moves);
    if (picture && picture !== this.picture) {
      this.picture = picture;
      this.selected = undefined;
      this.step = undefined;
      if (this.output >= picture.tape.outputs.length) this.output = 0;
    }
    if (!guard) this.whereabouts = { kind: "home" };
    else if (picture) this.whereabouts = { kind: "followed", guard };
    else this.whereabouts = this.askForBranch(guard);
  }

  /** One question at a time, however fast the pointer moves. */
  private askForBranch(guard: Guard): Whereabouts {
    const { asked, moves, branches } = this;
    const refusal = asked?.moves === moves ? asked.refusal : undefined;
    if (refusal !== undefined) return { kind: "declined", guard, message: refusal };
    if (branches && (!asked || asked.isAnswered)) {
      const question = (asked?.question ?? 0) + 1;
      this.asked = { question, moves, isAnswered: false, refusal: undefined };
      const { uri, version, name } = branches.home.trace;
      post({ type: "branches", question, uri, version, name, points: [pointOfMoves(moves)] });
    }
    return { kind: "unknown", guard };
  }

  takeBranches(question: number, found: BranchesResult): void {
    const { asked, branches, content } = this;
    if (asked?.question !== question || !branches || content?.kind !== "function") return;
    const [branch] = found ?? [];
    const refusal = branch?.kind === "declined" ? branch.message : "the code has changed";
    this.asked = {
      ...asked,
      isAnswered: true,
      refusal: branch?.kind === "traced" ? undefined : refusal,
    };
    this.branches = withBranches(branches, content.text, found);
    this.requestUpdate();
  }

  private pictureView(picture: Picture, isStale: boolean) {
    const scene = sceneOf(picture, this);
    return html`
      ${headerView(scene, {
        reset: () => this.keep({ moves: {} }),
        usePoint: () => usePoint(scene),
        exportAs: (format) => void exportFile(format, scene, this.saved(picture), this),
        chooseOutput: (output) => this.chooseOutput(output),
      })}
      <main>
      ${tabsView(
        this.view,
        (view) => this.keep({ view }),
        html`<div class="stage" id="view">
          ${chosenView(scene, this, this.zoom, actionsFor(this, scene))} ${noticeView(scene, isStale, this.whereabouts)}
        </div>`,
      )}
      </main>
      <gradlens-inputs
        .scene=${scene}
        .move=${(input: FreeInput, value: number) => this.keep({ moves: withMove(this.moves, input, value) })}
      ></gradlens-inputs>
    `;
  }

  /** Another result: what was played and descended was about the one before. */
  private chooseOutput(output: number): void {
    this.output = output;
    this.step = undefined;
    this.descent = newDescent(this.descent.chosen, this.descent.rate);
  }

  /** Other pieces of the code are open: what was selected or played may not be drawn any more. */
  fold(folds: Folds): void {
    if (!this.picture) return;
    this.showUnfolded(this.picture, this.picture.withFolds(folds));
    const { selected, picture } = this;
    if (!picture.graph.nodes.some(({ id }) => id === selected)) this.selected = undefined;
    this.step = undefined;
    this.save();
    this.requestUpdate();
  }

  private showUnfolded(before: Picture, now: Picture): void {
    this.picture = now;
    if (!this.branches) return;
    const { home, others } = this.branches;
    const replaced = (picture: Picture) => (picture === before ? now : picture);
    this.branches = { home: replaced(home), others: others.map(replaced) };
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

  private save(): void {
    if (this.picture) saveState(this.saved(this.picture));
  }

  private saved(picture: Picture): SavedPanel {
    const { uri, name } = picture.trace;
    const { view, input, zoom } = this;
    return {
      ...{ uri, name, view, inputs: this.moves },
      folds: foldsOf(this.branches?.home ?? picture),
      ...(input === undefined ? {} : { input }),
      ...(zoom ? { zoom } : {}),
    };
  }
}

function foldsOf({ folds, trace }: Picture) {
  return savedFolds(folds, trace.tape.ops.length);
}

customElements.define(InputsElement.tag, InputsElement);
customElements.define("gradlens-panel", PanelElement);

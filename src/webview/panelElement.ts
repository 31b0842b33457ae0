import { html, LitElement, nothing } from "lit";
import { type NodeId, rangeOf } from "../core/tape/tape.ts";
import type { BranchesResult } from "../protocol/branches.ts";
import type { OffsetRange, PanelContent, SavedPanel } from "../protocol/panelMessages.ts";
import { createBranchQuestions } from "./branchQuestions.ts";
import { exportFile } from "./export/exportFile.ts";
import {
  type Branches,
  homeOnly,
  replaced,
  type Wanted,
  type Whereabouts,
  wantedAt,
  wayAt,
  whereaboutsAt,
  withAnswers,
  withPicture,
  withSeed,
} from "./model/branches.ts";
import { type DescentRun, descentGoingOn, newDescent } from "./model/descentRun.ts";
import { type Folds, foldsSaved, savedFolds } from "./model/folds.ts";
import { firstLook, type Look } from "./model/look.ts";
import { missingPoints } from "./model/missing.ts";
import { type Moves, movesAfter, withMove } from "./model/moves.ts";
import { type FreeInput, type Picture, pictureOf, wayOf } from "./model/picture.ts";
import { keptResult, placeOfResult, resultOf } from "./model/result.ts";
import { oneHot, type Seed } from "./model/seededTape.ts";
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
  private readonly questions = createBranchQuestions((question, wanted) => {
    if (!this.branches) return;
    const { uri, version, name } = this.branches.home.trace;
    post({ type: "branches", question, uri, version, name, ...wanted });
  });
  /** What the view that is drawn misses of other branches. */
  private missing: Wanted | undefined;
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
    const lastResult = before ? resultOf(before, this.output) : saved;
    const result = isSame ? keptResult(trace.tape.outputs, lastResult) : {};
    const way = wayOf(trace, result);
    this.picture = pictureOf(trace, content.text, isSame ? before : undefined, folds, way);
    this.branches = homeOnly(this.picture);
    this.questions.forget();
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
    this.output = placeOfResult(this.picture, result);
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

  protected override willUpdate(): void {
    this.goOnDescending();
    this.standIn();
    const { picture } = this;
    if (picture && this.output >= picture.tape.outputs.length) this.output = 0;
  }

  /** The picture is of the branch that is taken where the inputs stand, once that one is known. */
  private standIn(): void {
    if (!this.branches || this.content?.kind !== "function") return;
    const way = wayAt(this.branches, this.moves);
    if (way && way !== this.picture) {
      const drawn = withPicture(this.branches, way, this.content.text, this.picture);
      if (drawn.picture.shape !== this.picture?.shape) {
        this.selected = undefined;
        this.step = undefined;
      }
      this.branches = drawn.branches;
      this.picture = drawn.picture;
    }
    const shown = this.picture ?? this.branches.home;
    this.whereabouts = whereaboutsAt(this.branches, this.moves, way, shown);
  }

  /** What the views would like to know is asked once they are drawn. */
  protected override updated(): void {
    const { branches, moves, descent, missing } = this;
    if (!branches || this.content?.kind !== "function") return;
    const ahead = descent.waiting && { points: descent.waiting.points, withFormulas: false };
    this.questions.wish({ urgent: wantedAt(branches, moves) ?? ahead, missing });
  }

  takeBranches(question: number, found: BranchesResult): void {
    const wanted = this.questions.answered(question);
    if (!wanted || !this.branches) return;
    this.branches = withAnswers(this.branches, wanted, found);
    this.requestUpdate();
  }

  /** Steps that waited for the branch they lead to. */
  private goOnDescending(): void {
    const { picture, branches, moves, output, descent } = this;
    const on = picture && branches && descentGoingOn(descent, { picture, branches, moves, output });
    if (on) this.keep({ descent: on.run, moves: on.moves });
  }

  private pictureView(picture: Picture, isStale: boolean) {
    const scene = sceneOf(picture, this, this.branches);
    const points = missingPoints(scene, this.view, this.look, () => this.requestUpdate());
    this.missing = points.length > 0 ? { points, withFormulas: false } : undefined;
    return html`
      ${headerView(scene, {
        reset: () => this.keep({ moves: {} }),
        usePoint: () => usePoint(scene),
        exportAs: (format) => void exportFile(format, scene, this.saved(picture), this),
        chooseOutput: (output) => this.chooseOutput(output),
        weigh: (changed) => this.weigh(changed),
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
  private chooseOutput(output: number, seed?: Seed): void {
    const { branches, content, descent } = this;
    if (!branches || content?.kind !== "function") return;
    if (seed !== branches.home.seed) this.branches = withSeed(branches, content.text, seed);
    this.standIn();
    this.keep({ output, step: undefined, descent: newDescent(descent.chosen, descent.rate) });
  }

  /** Weights begin as the result that was chosen: 1 for it, 0 for the others. */
  private weigh(changed: Seed): void {
    const { picture } = this;
    if (!picture) return;
    const seed = picture.seed ?? oneHot(picture.tape, this.output);
    this.chooseOutput(Object.keys(seed).length, { ...seed, ...changed });
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
    if (this.branches) this.branches = replaced(this.branches, before, now);
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
    if (this.picture) saveState(this.saved(this.picture));
  }

  private saved(picture: Picture): SavedPanel {
    const { uri, name } = picture.trace;
    const { view, input, zoom } = this;
    return {
      ...{ uri, name, view, inputs: this.moves },
      folds: foldsOf(this.branches?.home ?? picture),
      ...(input === undefined ? {} : { input }),
      ...resultOf(picture, this.output),
      ...(zoom ? { zoom } : {}),
    };
  }
}

function foldsOf({ folds, trace }: Picture) {
  return savedFolds(folds, trace.tape.ops.length);
}

customElements.define(InputsElement.tag, InputsElement);
customElements.define("gradlens-panel", PanelElement);

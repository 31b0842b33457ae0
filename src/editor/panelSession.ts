import {
  type CancellationToken,
  CancellationTokenSource,
  commands,
  Disposable,
  type Event,
  type TextDocument,
  type TextEditor,
  type Uri,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import type { BranchesParams, BranchesResult } from "../protocol/branches.ts";
import { type FunctionTarget, setSamplePointCommand } from "../protocol/commands.ts";
import type { PanelTrace } from "../protocol/panelTrace.ts";
import type { AnalyzedParams, TraceParams, TraceResult } from "../protocol/requests.ts";
import { debounced } from "./debounced.ts";
import { loadDocument, openDocument } from "./openDocument.ts";
import { PanelCursor, selectionIn } from "./panelCursor.ts";
import { exportFromPanel } from "./panelExport.ts";
import { type BranchesAsked, PanelPage, type Reveal } from "./panelPage.ts";
import { selectInEditor, selectionOf } from "./panelReveal.ts";
import { closedMessage, failedMessage, goneMessage, startMessage } from "./panelSentences.ts";

/** What the language server tells about functions. */
export interface Tracer {
  trace(params: TraceParams): Promise<TraceResult>;
  branches(params: BranchesParams, token: CancellationToken): Promise<BranchesResult>;
}

const FOLLOW_DELAY = 150;

/** One open panel: which function it shows, and when to ask for it again. */
export class PanelSession {
  readonly panel: WebviewPanel;
  private readonly tracer: Tracer;
  private readonly page: PanelPage;
  private readonly cursor = new PanelCursor();
  private readonly listeners: Disposable;
  private readonly updateSoon = debounced(() => void this.update(), FOLLOW_DELAY);
  /** The version of each document that the server has looked at last. */
  private readonly analyzed = new Map<string, number>();
  private target: FunctionTarget | undefined;
  /** What the page shows; undefined when it must be told again even if it seems the same. */
  private shown: PanelTrace | undefined;
  /** Only the answer to the latest question counts. */
  private question = 0;
  /** Closed: whatever is still on its way comes too late, and the panel answers nothing but an error. */
  private isDisposed = false;
  /** Ends the search for branches that is under way. */
  private searching = new CancellationTokenSource();

  constructor(
    panel: WebviewPanel,
    extensionUri: Uri,
    tracer: Tracer,
    onAnalyzed: Event<AnalyzedParams>,
  ) {
    this.panel = panel;
    this.tracer = tracer;
    this.page = new PanelPage(panel, startMessage, {
      onReady: this.updateSoon,
      onReveal: (message) => this.reveal(message),
      onBranches: (message) => void this.findBranches(message),
      onExport: (message, content) => void exportFromPanel(extensionUri, message, content),
      onSamplePoint: ({ uri, name, point }) =>
        void commands.executeCommand(setSamplePointCommand, { uri, name }, point),
    });
    this.listeners = Disposable.from(
      this.page,
      this.updateSoon,
      window.onDidChangeActiveTextEditor((editor) => editor && this.updateSoon()),
      window.onDidChangeTextEditorSelection(() => this.updateSoon()),
      workspace.onDidCloseTextDocument((document) => this.onClosed(document)),
      onAnalyzed((params) => this.onAnalyzed(params)),
    );
  }

  /** Shows the function of a lens or of the panel's last life; without one, that at the cursor. */
  async start(target: FunctionTarget | undefined, editor: TextEditor | undefined): Promise<void> {
    if (target) {
      this.target = { uri: target.uri, name: target.name };
      if (editor) this.cursor.settle(editor.document.uri.toString(), editor.selection);
      if (!(await loadDocument(target.uri))) this.page.show(closedMessage(target));
    } else {
      this.cursor.unsettle();
    }
    await this.update(editor);
  }

  dispose(): void {
    this.isDisposed = true;
    this.endSearch();
    this.listeners.dispose();
  }

  /** Asks for the function at the cursor, and where there is none for the one that is shown. */
  private async update(editor = window.activeTextEditor): Promise<void> {
    if (this.isDisposed || !this.panel.visible) return;
    const question = ++this.question;
    const isLate = () => this.isDisposed || question !== this.question;
    try {
      const trace = (await this.ask(this.cursor.question(editor))) ?? (await this.ask(this.target));
      if (isLate()) return;
      if (trace) this.present(trace);
      else this.missTarget();
    } catch (error) {
      if (isLate()) return;
      this.fail(error);
    }
    this.markCursor();
  }

  private async ask(params: TraceParams | undefined): Promise<TraceResult> {
    return params && openDocument(params.uri) ? this.tracer.trace(params) : null;
  }

  private present(trace: PanelTrace): void {
    const { shown } = this;
    const isSame = shown?.version === trace.version && shown.name === trace.name;
    if (isSame && shown.uri === trace.uri) return;
    const document = openDocument(trace.uri);
    if (!document) return;
    const isCurrent = trace.version === document.version;
    // The server is behind the keyboard: its next analysis brings us here again.
    if (!isCurrent && this.analyzed.get(trace.uri) !== document.version) return;
    this.target = { uri: trace.uri, name: trace.name };
    this.shown = trace;
    this.panel.title = `Gradlens: ${trace.name}`;
    this.page.show({ kind: "function", trace, text: isCurrent ? document.getText() : null });
  }

  /** The function has no trace: said only once the server has looked at the present text. */
  private missTarget(): void {
    const document = this.target && openDocument(this.target.uri);
    if (!this.target || !document) return;
    if (this.analyzed.get(this.target.uri) !== document.version) return;
    this.shown = undefined;
    this.page.show(goneMessage(this.target));
  }

  private fail(error: unknown): void {
    this.shown = undefined;
    this.page.show(failedMessage(error));
  }

  private markCursor(): void {
    if (this.shown) this.page.markCursor(selectionIn(this.shown.uri, this.shown.version));
  }

  private reveal(message: Reveal): void {
    const selection = message.uri === this.target?.uri ? selectionOf(message) : undefined;
    if (!selection) return;
    this.cursor.settle(message.uri, selection);
    void selectInEditor(message.uri, selection);
  }

  /** A question about a text that is no more has no answer: the page is shown the new one anyway. */
  private async findBranches({ question, type: _, ...params }: BranchesAsked): Promise<void> {
    this.endSearch();
    this.searching = new CancellationTokenSource();
    const { token } = this.searching;
    const branches = await this.tracer.branches(params, token).catch(() => null);
    if (!token.isCancellationRequested) this.page.tellBranches(question, branches);
  }

  private endSearch(): void {
    this.searching.cancel();
    this.searching.dispose();
  }

  private onAnalyzed({ uri, version }: AnalyzedParams): void {
    this.analyzed.set(uri, version);
    if (this.target && uri !== this.target.uri) return;
    // A setting or an imported file may have changed under the same version.
    this.shown = undefined;
    this.updateSoon();
  }

  private onClosed(document: TextDocument): void {
    const uri = document.uri.toString();
    this.analyzed.delete(uri);
    if (uri !== this.target?.uri) return;
    this.shown = undefined;
    this.page.show(closedMessage(this.target));
  }
}

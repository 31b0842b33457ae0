import assert from "node:assert/strict";
import { commands, EventEmitter, Uri, ViewColumn, window, workspace } from "vscode";
import { PanelSession, type Tracer } from "../../../src/editor/panelSession.ts";
import type { AnalyzedParams, TraceResult } from "../../../src/protocol/requests.ts";

const text = "const f = (x) => x * x;\n";

describe("a panel that is closed", () => {
  const analyzed = new EventEmitter<AnalyzedParams>();
  const folder = Uri.file("/");

  async function opened(trace: Tracer["trace"]) {
    const document = await workspace.openTextDocument({ language: "javascript", content: text });
    const editor = await window.showTextDocument(document, { preview: false });
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const panel = window.createWebviewPanel("gradlens.test", "Test", place, {
      enableScripts: true,
    });
    const session = new PanelSession(
      panel,
      folder,
      { trace, branches: async () => null },
      analyzed.event,
    );
    panel.onDidDispose(() => session.dispose());
    const isReady = new Promise((resolve) => panel.webview.onDidReceiveMessage(resolve));
    panel.webview.html = `<script>acquireVsCodeApi().postMessage({ type: "ready" });</script>`;
    await isReady;
    return { session, panel, editor, target: { uri: document.uri.toString(), name: "f" } };
  }

  afterEach(() => commands.executeCommand("workbench.action.closeAllEditors"));

  it("asks for nothing when the document it waited for has come", async () => {
    let asked = 0;
    const { session, panel, editor, target } = await opened(async () => {
      asked++;
      return null;
    });
    const started = session.start(target, editor);
    panel.dispose();
    await started;
    assert.equal(asked, 0);
  });

  it("takes no answer any more", async () => {
    let answer: ((result: TraceResult) => void) | undefined;
    const whenAsked = new EventEmitter<void>();
    const isAsked = new Promise<void>((resolve) => whenAsked.event(resolve));
    const { session, panel, editor, target } = await opened((params) => {
      assert.equal(params.uri, target.uri);
      whenAsked.fire();
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    const started = session.start(target, editor);
    await isAsked;
    panel.dispose();
    answer?.({
      ...{ kind: "declined", uri: target.uri, version: 1, name: "f", start: 0, end: 10 },
      ...{ message: "too long", reasonStart: 0, reasonEnd: 5 },
    });
    await started;
  });
});

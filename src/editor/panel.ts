import {
  commands,
  Disposable,
  type Event,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from "vscode";
import { type FunctionTarget, openPanelCommand } from "../protocol/commands.ts";
import { savedPanel } from "../protocol/panelMessages.ts";
import type { AnalyzedParams } from "../protocol/requests.ts";
import { panelHtml, panelOptions } from "./panelHtml.ts";
import { PanelSession, type Tracer } from "./panelSession.ts";

const viewType = "gradlens.panel";

/** The graph panel: one, beside the code; opened by command only, and restored after a reload. */
export function registerPanel(
  { extensionUri }: { readonly extensionUri: Uri },
  tracer: Tracer,
  onAnalyzed: Event<AnalyzedParams>,
): Disposable {
  let session: PanelSession | undefined;

  function adopt(panel: WebviewPanel): PanelSession {
    session?.panel.dispose();
    const adopted = new PanelSession(panel, extensionUri, tracer, onAnalyzed);
    session = adopted;
    panel.onDidDispose(() => {
      adopted.dispose();
      if (session === adopted) session = undefined;
    });
    // The listeners stand before the page can speak.
    panel.webview.html = panelHtml(panel.webview, extensionUri);
    return adopted;
  }

  function open(): PanelSession {
    if (session) {
      session.panel.reveal(undefined, true);
      return session;
    }
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    return adopt(
      window.createWebviewPanel(viewType, "Gradlens", place, panelOptions(extensionUri)),
    );
  }

  return Disposable.from(
    commands.registerCommand(openPanelCommand, (target: unknown) => {
      // Asked before the panel opens: VS Code may take the editor from under the cursor.
      const editor = window.activeTextEditor;
      return open().start(isFunctionTarget(target) ? target : undefined, editor);
    }),
    window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(panel: WebviewPanel, state: unknown) {
        // The old options point into the folder of the version before an update.
        panel.webview.options = panelOptions(extensionUri);
        await adopt(panel).start(savedPanel(state), window.activeTextEditor);
      },
    }),
    // The panel itself stays: VS Code keeps its place over a reload.
    { dispose: () => session?.dispose() },
  );
}

/** Commands can be run by anybody; the editor's title bar passes a Uri. */
function isFunctionTarget(value: unknown): value is FunctionTarget {
  const { uri, name } = (value ?? {}) as Partial<FunctionTarget>;
  return typeof uri === "string" && typeof name === "string";
}

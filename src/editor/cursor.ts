import { type Disposable, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type CursorParams, cursorNotification } from "../protocol/requests.ts";
import { languageIds } from "./languageIds.ts";

/** Hints for the function under the cursor: the protocol does not say where that is. */
export function registerCursor(client: LanguageClient): Disposable {
  return window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
    const { document } = textEditor;
    const [selection] = selections;
    if (!selection || !client.isRunning() || !languageIds.includes(document.languageId)) return;
    if (workspace.getConfiguration("gradlens", document).get("inlayHints") !== "cursor") return;
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const params: CursorParams = { uri, offset: document.offsetAt(selection.active) };
    void client.sendNotification(cursorNotification, params);
  });
}

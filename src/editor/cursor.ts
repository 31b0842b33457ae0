import { Disposable, type TextEditor, window, workspace } from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { type CursorParams, cursorNotification } from "../protocol/requests.ts";
import { languageIds } from "./languageIds.ts";

/** Hints for the function under the cursor: the protocol does not say where that is. */
export function registerCursor(client: LanguageClient): Disposable {
  const tell = (editor: TextEditor | undefined): void => {
    if (!editor || !client.isRunning() || !languageIds.includes(editor.document.languageId)) return;
    const { document, selection } = editor;
    if (workspace.getConfiguration("gradlens", document).get("inlayHints") !== "cursor") return;
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const params: CursorParams = { uri, offset: document.offsetAt(selection.active) };
    void client.sendNotification(cursorNotification, params);
  };
  const tellActive = (): void => tell(window.activeTextEditor);
  return Disposable.from(
    window.onDidChangeTextEditorSelection(({ textEditor }) => tell(textEditor)),
    window.onDidChangeActiveTextEditor(tell),
    // A cursor that stays where it is, when hints are switched on or the server comes back.
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("gradlens.inlayHints")) tellActive();
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) tellActive();
    }),
  );
}

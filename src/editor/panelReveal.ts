import { Selection, TextEditorRevealType, ViewColumn, window } from "vscode";
import { openDocument } from "./openDocument.ts";
import type { Reveal } from "./panelPage.ts";

/** What the page points at; undefined once the document has changed since the picture was drawn. */
export function selectionOf({ uri, version, range }: Reveal): Selection | undefined {
  const document = openDocument(uri);
  if (document?.version !== version) return undefined;
  return new Selection(document.positionAt(range.start), document.positionAt(range.end));
}

/** Selects it in the code, leaving the keyboard with the panel. */
export async function selectInEditor(uri: string, selection: Selection): Promise<void> {
  const document = openDocument(uri);
  if (!document) return;
  const editor =
    window.visibleTextEditors.find((visible) => visible.document === document) ??
    (await window.showTextDocument(document, ViewColumn.One, true));
  editor.selection = selection;
  editor.revealRange(selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

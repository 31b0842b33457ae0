import { type Selection, type TextEditor, window } from "vscode";
import type { OffsetRange } from "../protocol/panelMessages.ts";
import type { TraceParams } from "../protocol/requests.ts";
import { languageIds } from "./languageIds.ts";

/** Which function the cursor asks for. */
export class PanelCursor {
  /** A selection that must not lead to another function: the panel made it, or a lens was clicked. */
  private settled: { readonly uri: string; readonly selection: Selection } | undefined;

  settle(uri: string, selection: Selection): void {
    this.settled = { uri, selection };
  }

  unsettle(): void {
    this.settled = undefined;
  }

  /** Undefined where the cursor is in no source file, or stands where it was settled. */
  question(editor: TextEditor | undefined = window.activeTextEditor): TraceParams | undefined {
    if (!editor || !languageIds.includes(editor.document.languageId)) return undefined;
    const { document, selection } = editor;
    const uri = document.uri.toString();
    if (this.settled?.uri === uri && this.settled.selection.isEqual(selection)) return undefined;
    return { uri, offset: document.offsetAt(selection.active) };
  }
}

/** The selection in that version of a document, as offsets; null when it is not on screen. */
export function selectionIn(uri: string, version: number): OffsetRange | null {
  const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
  if (editor?.document.version !== version) return null;
  const { document, selection } = editor;
  return { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
}

import { commands, type Disposable, Range, type TextEditor, window } from "vscode";
import { plainLabel } from "../protocol/plainLabel.ts";
import type { FunctionStatus, StatusResult } from "../protocol/requests.ts";

export const showFunctionsCommand = "gradlens.showFunctions";

const words = { differentiable: "differentiable", constant: "constant", declined: "skipped" };

/** Every function of the file with what became of it; choosing one goes there. */
export function registerFunctionList(status: (uri: string) => Promise<StatusResult>): Disposable {
  return commands.registerCommand(showFunctionsCommand, async () => {
    const editor = window.activeTextEditor;
    if (!editor) return;
    const { functions } = await status(editor.document.uri.toString());
    const chosen = await window.showQuickPick(functions.map(itemOf), {
      title: "Gradlens: functions of this file",
      placeHolder: "Go to a function",
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen) goTo(editor, chosen.fn);
  });
}

function itemOf(fn: FunctionStatus) {
  return {
    fn,
    label: plainLabel(fn.name),
    description: words[fn.status],
    ...(fn.reason === null ? {} : { detail: plainLabel(fn.reason) }),
  };
}

function goTo({ document, viewColumn }: TextEditor, { start, end }: FunctionStatus): void {
  const selection = new Range(document.positionAt(start), document.positionAt(end));
  void window.showTextDocument(document, {
    selection,
    ...(viewColumn === undefined ? {} : { viewColumn }),
  });
}

import { commands, Disposable, env, window } from "vscode";
import {
  type CopyTarget,
  copyAsLatexCommand,
  copyAsTextCommand,
  copyAsTypeScriptCommand,
} from "../protocol/commands.ts";
import type { CopyParams, CopyResult } from "../protocol/requests.ts";

/** How long the status bar says that something was copied. */
const SAID_MS = 3000;

type Ask = (params: CopyParams) => Promise<CopyResult>;

/** Puts the derivative of a function, or of one of its parameters, on the clipboard. */
export function registerCopyDerivative(ask: Ask): Disposable {
  const copyAs = (format: CopyParams["format"]) => (target?: CopyTarget) =>
    copy(ask, format, target);
  return Disposable.from(
    commands.registerCommand(copyAsTypeScriptCommand, copyAs("typescript")),
    commands.registerCommand(copyAsLatexCommand, copyAs("latex")),
    commands.registerCommand(copyAsTextCommand, copyAs("text")),
  );
}

async function copy(
  ask: Ask,
  format: CopyParams["format"],
  target: CopyTarget | undefined,
): Promise<void> {
  const where = target ?? atCursor();
  const result = where ? await ask({ ...where, format }) : null;
  if (result?.kind === "copied") {
    await env.clipboard.writeText(result.text);
    const [line = ""] = result.text.split("\n");
    window.setStatusBarMessage(`Copied: ${line}`, SAID_MS);
  } else {
    void window.showInformationMessage(
      result?.message ?? "There is no function at the cursor to copy the derivative of.",
    );
  }
}

function atCursor(): Omit<CopyParams, "format"> | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  return { uri: document.uri.toString(), offset: document.offsetAt(selection.active) };
}

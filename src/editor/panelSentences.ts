import { Uri } from "vscode";
import type { FunctionTarget } from "../protocol/commands.ts";
import type { PanelContent } from "../protocol/panelMessages.ts";

/** What the panel says when it has nothing to draw. */
export const startMessage = message("Put the cursor in a function that computes with numbers.");

export function goneMessage({ uri, name }: FunctionTarget): PanelContent {
  return message(`${name} is no longer in ${fileName(uri)}.`);
}

export function closedMessage({ uri, name }: FunctionTarget): PanelContent {
  return message(`${fileName(uri)} is closed. Open it to see ${name}.`);
}

export function failedMessage(error: unknown): PanelContent {
  const reason = error instanceof Error ? error.message : String(error);
  return message(`The language server did not answer: ${reason}`);
}

function message(text: string): PanelContent {
  return { kind: "message", text };
}

function fileName(uri: string): string {
  return Uri.parse(uri).path.split("/").pop() ?? uri;
}

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
  return message(`The language server did not answer: ${reasonOf(error)}`);
}

/** What was thrown, in its own words. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function message(text: string): PanelContent {
  return { kind: "message", text };
}

function fileName(uri: string): string {
  return Uri.parse(uri).path.split("/").pop() ?? uri;
}

import { type TextDocument, Uri, workspace } from "vscode";

export function openDocument(uri: string): TextDocument | undefined {
  return workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

/** Opens it in the background where need be; undefined when there is no such document any more. */
export async function loadDocument(uri: string): Promise<TextDocument | undefined> {
  try {
    return openDocument(uri) ?? (await workspace.openTextDocument(Uri.parse(uri, true)));
  } catch {
    return undefined;
  }
}

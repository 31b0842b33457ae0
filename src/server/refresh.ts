import { CodeLensRefreshRequest, type Connection } from "vscode-languageserver";
import type { ClientFacts } from "./clientFacts.ts";
import type { OpenDocuments } from "./documents.ts";
import { logBug } from "./respond.ts";
import type { SettingsStore } from "./settings.ts";

interface Needs {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly documents: OpenDocuments;
  readonly settings: SettingsStore;
}

/**
 * After an edit the client asks for lenses by itself; it must be told only when they change although
 * the text did not: here, when a setting that decides on them changed for an open document.
 */
export function registerRefresh({ connection, client, documents, settings }: Needs): void {
  if (!client.refreshesLenses) return;
  const enabled = new Map<string, boolean>();
  const read = async (uri: string): Promise<boolean> => (await settings.of(uri)).codeLens.enabled;

  const remember = async (uri: string): Promise<void> => {
    if (enabled.has(uri)) return;
    const value = await read(uri);
    if (documents.uris().includes(uri)) enabled.set(uri, value);
  };
  const refreshIfChanged = async (): Promise<void> => {
    const now = await Promise.all(
      documents.uris().map(async (uri) => [uri, await read(uri)] as const),
    );
    const differs = now.some(([uri, value]) => enabled.get(uri) !== value);
    for (const [uri, value] of now) enabled.set(uri, value);
    if (differs) await connection.sendRequest(CodeLensRefreshRequest.type);
  };
  const log = (error: unknown): void => logBug(connection, error);
  documents.onDidChange((uri) => void remember(uri).catch(log));
  documents.onDidClose((uri) => enabled.delete(uri));
  settings.onDidChange(() => void refreshIfChanged().catch(log));
}

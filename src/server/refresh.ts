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

/** A pause in the typing that changed an imported file. */
const IMPORT_PAUSE_MS = 150;

/**
 * After an edit the client asks for lenses by itself; it must be told only when they change although
 * the text did not: when a setting that decides on them changed for an open document, or a file that it
 * imports.
 */
export function registerRefresh({ connection, client, documents, settings }: Needs): void {
  if (!client.refreshesLenses) return;
  const known = new Map<string, string>();
  const read = async (uri: string) => JSON.stringify(await settings.of(uri));

  const remember = async (uri: string): Promise<void> => {
    if (known.has(uri)) return;
    const value = await read(uri);
    if (documents.uris().includes(uri)) known.set(uri, value);
  };
  const refreshIfChanged = async (): Promise<void> => {
    const now = await Promise.all(
      documents.uris().map(async (uri) => [uri, await read(uri)] as const),
    );
    const differs = now.some(([uri, value]) => known.get(uri) !== value);
    for (const [uri, value] of now) known.set(uri, value);
    if (differs) await refresh();
  };
  const refresh = () => connection.sendRequest(CodeLensRefreshRequest.type);
  let pending: NodeJS.Timeout | undefined;
  const refreshSoon = (): void => {
    clearTimeout(pending);
    pending = setTimeout(() => void refresh().catch(log), IMPORT_PAUSE_MS);
  };
  const log = (error: unknown): void => logBug(connection, error);
  documents.onDidChange((uri) => void remember(uri).catch(log));
  documents.onDidChangeImport(refreshSoon);
  documents.onDidAskForCheck(refreshSoon);
  connection.onShutdown(() => clearTimeout(pending));
  documents.onDidClose((uri) => known.delete(uri));
  settings.onDidChange(() => void refreshIfChanged().catch(log));
}

import { readFile } from "node:fs/promises";
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  Emitter,
  type Event,
} from "vscode-languageserver";
import { plainUri, type Sources } from "../core/syntax/sources.ts";
import type { ClientFacts } from "./clientFacts.ts";
import { diskPathOf } from "./diskPath.ts";

/** The files that open documents import. What is open in the editor wins over the disk. */
export interface SourceFiles extends Sources {
  load(uris: readonly string[]): Promise<void>;
  /** Asks to be told of changes on the disk, once the client is ready. */
  register(): void;
  /** Tells which files read differently now, by plain URI. */
  readonly onDidChange: Event<readonly string[]>;
}

/** Longer files are not followed. */
const LARGEST_FILE = 4_000_000;

export function sourceFiles(
  connection: Connection,
  client: ClientFacts,
  openText: (plainUri: string) => string | undefined,
): SourceFiles {
  const disk = new Map<string, string | null>();
  const changed = new Emitter<readonly string[]>();
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const uris = changes.map(({ uri }) => plainUri(uri)).filter((uri) => disk.delete(uri));
    if (uris.length > 0) changed.fire(uris);
  });
  return {
    read: (uri) => openText(uri) ?? disk.get(uri),
    async load(uris) {
      await Promise.all(uris.map(async (uri) => disk.set(uri, await textAt(uri))));
    },
    register() {
      if (!client.registersWatchers) return;
      const { type } = DidChangeWatchedFilesNotification;
      const globPattern = "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,json}";
      void connection.client.register(type, { watchers: [{ globPattern }] });
    },
    onDidChange: changed.event,
  };
}

/** No file where it cannot be read: whoever imports it is told so. */
async function textAt(uri: string): Promise<string | null> {
  if (!uri.startsWith("file:")) return null;
  try {
    const text = await readFile(diskPathOf(uri), "utf8");
    return text.length > LARGEST_FILE ? null : text;
  } catch {
    return null;
  }
}

import {
  type Connection,
  type InlayHint,
  InlayHintRefreshRequest,
  type Range,
} from "vscode-languageserver";
import type { FunctionAnalysis } from "../core/analysis/document/functionAnalysis.ts";
import { statementFacts } from "../core/analysis/lens/statementFacts.ts";
import { contains } from "../core/util/sourceRange.ts";
import { type CursorParams, cursorNotification } from "../protocol/requests.ts";
import type { ClientFacts } from "./clientFacts.ts";
import type { AnalyzedDocument, OpenDocuments } from "./documents.ts";
import { logBug, type Respond } from "./respond.ts";
import type { SettingsStore } from "./settings.ts";

interface Needs {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly documents: OpenDocuments;
  readonly settings: SettingsStore;
  readonly respond: Respond;
}

/** Value and rate behind each statement, of all functions or of the one with the cursor. Off by default. */
export function registerInlayHints(needs: Needs): void {
  const { connection, client, documents, settings, respond } = needs;
  const cursors = new Map<string, number>();

  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    respond<InlayHint[]>(token, [], async () => {
      const { inlayHints } = await settings.of(uri);
      if (inlayHints === "off") return [];
      const analyzed = await documents.analyze(uri);
      const cursor = inlayHints === "cursor" ? (cursors.get(uri) ?? -1) : undefined;
      return analyzed ? hintsOf(analyzed, range, cursor) : [];
    }),
  );
  documents.onDidClose((uri) => cursors.delete(uri));
  const refresh = async (): Promise<void> => {
    if (client.refreshesHints) await connection.sendRequest(InlayHintRefreshRequest.type);
  };
  const log = (error: unknown): void => logBug(connection, error);
  connection.onNotification(cursorNotification, ({ uri, offset }: CursorParams) => {
    const before = cursors.get(uri);
    cursors.set(uri, offset);
    if (before !== offset) void followCursor(uri, before, offset).catch(log);
  });
  settings.onDidChange(() => void refresh().catch(log));
  documents.onDidChangeImport(() => void refresh().catch(log));

  /** The client is asked to fetch hints anew when the cursor has come to another function. */
  async function followCursor(uri: string, before: number | undefined, now: number): Promise<void> {
    if ((await settings.of(uri)).inlayHints !== "cursor") return;
    const functions = (await documents.analyze(uri))?.analysis.functions ?? [];
    const wasIn = before === undefined ? undefined : functionAt(functions, before);
    if (wasIn !== functionAt(functions, now)) await refresh();
  }
}

function functionAt(
  functions: readonly FunctionAnalysis[],
  offset: number,
): FunctionAnalysis | undefined {
  return functions.find(({ range }) => contains(range, offset));
}

function hintsOf(
  { document, analysis }: AnalyzedDocument,
  range: Range,
  cursor: number | undefined,
): InlayHint[] {
  // While the text does not parse there is no telling where a statement ends.
  if (analysis.syntaxError) return [];
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  return analysis.functions
    .filter((fn) => fn.range.start <= end && fn.range.end >= start)
    .filter((fn) => cursor === undefined || contains(fn.range, cursor))
    .flatMap((fn) => statementFacts(analysis, fn))
    .filter(({ offset }) => offset >= start && offset <= end)
    .map(({ offset, text, tooltip }) => ({
      position: document.positionAt(offset),
      label: text,
      tooltip,
      paddingLeft: true,
    }));
}

import { type Connection, type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { askedBlames } from "../core/analysis/blame/askedBlames.ts";
import type { Blame } from "../core/analysis/blame/blame.ts";
import { blameText } from "../core/analysis/hover/blameBlocks.ts";
import type { Severities } from "../protocol/requests.ts";
import type { ClientFacts } from "./clientFacts.ts";
import type { AnalyzedDocument, OpenDocuments } from "./documents.ts";
import { logBug } from "./respond.ts";
import type { SettingsStore } from "./settings.ts";
import { rangeIn } from "./textRange.ts";
import { verdictDiagnostic } from "./verdictDiagnostics.ts";

/** A pause in typing, so that squiggles do not flash at half-written code. */
const TYPING_PAUSE_MS = 400;

interface Needs {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly documents: OpenDocuments;
  readonly settings: SettingsStore;
}

/**
 * Hand-written derivatives that are wrong, or right only sometimes, and what makes a gradient NaN,
 * infinite or zero where an `@at` asks. What was shown stays until the new result is there.
 */
export function registerDiagnostics({ connection, client, documents, settings }: Needs): void {
  const timers = new Map<string, NodeJS.Timeout>();
  const published = new Set<string>();

  const publish = async (uri: string): Promise<void> => {
    timers.delete(uri);
    const { severity } = (await settings.of(uri)).check;
    const analyzed = await documents.analyze(uri);
    if (!analyzed) return;
    published.add(uri);
    const { version } = analyzed.document;
    await connection.sendDiagnostics({
      uri,
      version,
      diagnostics: diagnosticsOf(analyzed, client, severity),
    });
  };
  const publishSoon = (uri: string): void => {
    clearTimeout(timers.get(uri));
    const run = () => void publish(uri).catch((error) => logBug(connection, error));
    timers.set(uri, setTimeout(run, published.has(uri) ? TYPING_PAUSE_MS : 0));
  };
  documents.onDidChange(publishSoon);
  documents.onDidChangeImport(publishSoon);
  documents.onDidAskForCheck(
    (uri) => void publish(uri).catch((error) => logBug(connection, error)),
  );
  settings.onDidChange(() => {
    for (const uri of published) publishSoon(uri);
  });
  documents.onDidClose((uri) => {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    if (published.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.onShutdown(() => {
    for (const timer of timers.values()) clearTimeout(timer);
  });
}

function diagnosticsOf(
  analyzed: AnalyzedDocument,
  client: ClientFacts,
  severities: Severities,
): Diagnostic[] {
  const verdicts = analyzed.analysis.checks
    .map((check) => verdictDiagnostic(check, analyzed.document, client, severities))
    .filter((diagnostic) => diagnostic !== undefined);
  const blames = askedBlames(analyzed.analysis).map((blame) => remarkOn(blame, analyzed));
  return [...verdicts, ...blames];
}

function remarkOn(blame: Blame, { document }: AnalyzedDocument): Diagnostic {
  return {
    severity: DiagnosticSeverity.Information,
    source: "gradlens",
    code: "gradient",
    range: rangeIn(document, blame.range),
    message: blameText(blame),
  };
}

import { type Connection, type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { checkMessage } from "../core/analysis/lensText.ts";
import type { GradientCheck } from "../core/gradcheck/gradientCheck.ts";
import type { ClientFacts } from "./clientFacts.ts";
import type { AnalyzedDocument, OpenDocuments } from "./documents.ts";
import { logBug } from "./respond.ts";
import { nameLineIn } from "./textRange.ts";

/** A pause in typing, so that squiggles do not flash at half-written code. */
const TYPING_PAUSE_MS = 400;

interface Needs {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly documents: OpenDocuments;
}

/** Hand-written derivatives that are wrong. What was shown stays until the new result is there. */
export function registerDiagnostics({ connection, client, documents }: Needs): void {
  const timers = new Map<string, NodeJS.Timeout>();
  const published = new Set<string>();

  const publish = (uri: string): void => {
    timers.delete(uri);
    try {
      const analyzed = documents.analyze(uri);
      if (!analyzed) return;
      published.add(uri);
      const { version } = analyzed.document;
      void connection.sendDiagnostics({
        uri,
        version,
        diagnostics: diagnosticsOf(analyzed, client),
      });
    } catch (error) {
      logBug(connection, error);
    }
  };
  documents.onDidChange((uri) => {
    clearTimeout(timers.get(uri));
    timers.set(uri, setTimeout(publish, published.has(uri) ? TYPING_PAUSE_MS : 0, uri));
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

function diagnosticsOf(analyzed: AnalyzedDocument, client: ClientFacts): Diagnostic[] {
  return analyzed.analysis.checks
    .filter(({ verdict }) => verdict === "wrong")
    .map((check) => diagnosticOf(check, analyzed, client));
}

function diagnosticOf(
  check: GradientCheck,
  { document }: AnalyzedDocument,
  client: ClientFacts,
): Diagnostic {
  const related = {
    location: { uri: document.uri, range: nameLineIn(document, check.primal.nameRange) },
    message: `${check.primal.name}, whose derivative this is`,
  };
  return {
    severity: DiagnosticSeverity.Warning,
    source: "gradlens",
    code: check.verdict,
    range: nameLineIn(document, check.derivative.nameRange),
    message: checkMessage(check),
    ...(client.relatedInformation ? { relatedInformation: [related] } : {}),
  };
}

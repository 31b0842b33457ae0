import { type Connection, type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { askedBlames } from "../core/analysis/askedBlames.ts";
import type { Blame } from "../core/analysis/blame.ts";
import { blameText } from "../core/analysis/blameBlocks.ts";
import { checkMessage } from "../core/analysis/lensText.ts";
import type { GradientCheck, Verdict } from "../core/gradcheck/gradientCheck.ts";
import type { ClientFacts } from "./clientFacts.ts";
import type { AnalyzedDocument, OpenDocuments } from "./documents.ts";
import { logBug } from "./respond.ts";
import { nameLineIn, rangeIn } from "./textRange.ts";

/** A pause in typing, so that squiggles do not flash at half-written code. */
const TYPING_PAUSE_MS = 400;

interface Needs {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly documents: OpenDocuments;
}

/**
 * Hand-written derivatives that are wrong, or right only sometimes, and what makes a gradient NaN,
 * infinite or zero where an `@at` asks. What was shown stays until the new result is there.
 */
export function registerDiagnostics({ connection, client, documents }: Needs): void {
  const timers = new Map<string, NodeJS.Timeout>();
  const published = new Set<string>();

  const publish = async (uri: string): Promise<void> => {
    timers.delete(uri);
    const analyzed = await documents.analyze(uri);
    if (!analyzed) return;
    published.add(uri);
    const { version } = analyzed.document;
    await connection.sendDiagnostics({
      uri,
      version,
      diagnostics: diagnosticsOf(analyzed, client),
    });
  };
  const publishSoon = (uri: string): void => {
    clearTimeout(timers.get(uri));
    const run = () => void publish(uri).catch((error) => logBug(connection, error));
    timers.set(uri, setTimeout(run, published.has(uri) ? TYPING_PAUSE_MS : 0));
  };
  documents.onDidChange(publishSoon);
  documents.onDidChangeImport(publishSoon);
  documents.onDidClose((uri) => {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    if (published.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.onShutdown(() => {
    for (const timer of timers.values()) clearTimeout(timer);
  });
}

const severities: { readonly [V in Verdict]?: DiagnosticSeverity } = {
  wrong: DiagnosticSeverity.Error,
  conditional: DiagnosticSeverity.Warning,
};

function diagnosticsOf(analyzed: AnalyzedDocument, client: ClientFacts): Diagnostic[] {
  const verdicts = analyzed.analysis.checks
    .map((check) => diagnosticOf(check, analyzed, client))
    .filter((diagnostic) => diagnostic !== undefined);
  const blames = askedBlames(analyzed.analysis).map((blame) => remarkOn(blame, analyzed));
  return [...verdicts, ...blames];
}

function diagnosticOf(
  check: GradientCheck,
  { document }: AnalyzedDocument,
  client: ClientFacts,
): Diagnostic | undefined {
  const severity = severities[check.verdict];
  if (severity === undefined) return undefined;
  const related = {
    location: { uri: document.uri, range: nameLineIn(document, check.primal.nameRange) },
    message: `${check.primal.name}, whose derivative this is`,
  };
  const { diagnosis } = check;
  const piece = diagnosis &&
    diagnosis.kind !== "unknown" && {
      location: { uri: document.uri, range: rangeIn(document, diagnosis.range) },
      message: `here: ${diagnosis.message}`,
    };
  return {
    severity,
    source: "gradlens",
    code: check.verdict,
    range: nameLineIn(document, check.derivative.nameRange),
    message: checkMessage(check),
    ...(client.relatedInformation
      ? { relatedInformation: piece ? [related, piece] : [related] }
      : {}),
  };
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

import {
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  type Location,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { checkMessage } from "../core/analysis/lensText.ts";
import type { GradientCheck } from "../core/gradcheck/gradientCheck.ts";
import type { LineColumn } from "../core/util/sourceRange.ts";
import type { Severities, Severity } from "../protocol/requests.ts";
import type { ClientFacts } from "./clientFacts.ts";
import { encodedUri } from "./diskPath.ts";
import type { AnalyzedDocument, OpenDocuments } from "./documents.ts";
import { logBug } from "./respond.ts";
import type { SettingsStore } from "./settings.ts";
import { nameLineIn, rangeIn } from "./textRange.ts";

/** A pause in typing, so that squiggles do not flash at half-written code. */
const TYPING_PAUSE_MS = 400;

interface Needs {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly documents: OpenDocuments;
  readonly settings: SettingsStore;
}

/** Hand-written derivatives that are wrong, or right only sometimes. What was shown stays until the new result is there. */
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
      diagnostics: analyzed.analysis.checks
        .map((check) => diagnosticOf(check, analyzed, client, severity))
        .filter((diagnostic) => diagnostic !== undefined),
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

const levels: Readonly<Record<Exclude<Severity, "off">, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Nothing where there is no problem: a factor that the code itself states, a pair that only names suggest. */
function levelOf(check: GradientCheck, severities: Severities): DiagnosticSeverity | undefined {
  const { verdict } = check;
  if (verdict === "equal" || verdict === "equal-of-output" || verdict === "kink") return undefined;
  if (verdict === "proportional" && check.isStated) return undefined;
  if (verdict === "declined" && check.convention !== "tag") return undefined;
  const severity = severities[verdict];
  return severity === "off" ? undefined : levels[severity];
}

/** A tag that names no function stands where that function would. */
function isBroken({ primal, reason }: GradientCheck): boolean {
  return reason?.range === primal.range;
}

function primalPlace({ primal }: GradientCheck, document: TextDocument): Location {
  if (!primal.elsewhere)
    return { uri: document.uri, range: nameLineIn(document, primal.nameRange) };
  const { uri, start, end } = primal.elsewhere;
  const place = ({ line, column }: LineColumn) => ({ line: line - 1, character: column });
  return { uri: encodedUri(uri), range: { start: place(start), end: place(end) } };
}

function diagnosticOf(
  check: GradientCheck,
  { document }: AnalyzedDocument,
  client: ClientFacts,
  severities: Severities,
): Diagnostic | undefined {
  const severity = levelOf(check, severities);
  if (severity === undefined) return undefined;
  const related = {
    location: primalPlace(check, document),
    message: `${check.primal.name}, whose derivative this is`,
  };
  const { diagnosis, reason } = check;
  const told = diagnosis?.kind === "unknown" ? undefined : (diagnosis ?? reason);
  const piece = told && {
    location: { uri: document.uri, range: rangeIn(document, told.range) },
    message: `here: ${told.message}`,
  };
  return {
    severity,
    source: "gradlens",
    code: check.verdict,
    range: nameLineIn(document, isBroken(check) ? check.primal.range : check.derivative.nameRange),
    message: checkMessage(check),
    ...(client.relatedInformation
      ? { relatedInformation: piece ? [related, piece] : [related] }
      : {}),
  };
}

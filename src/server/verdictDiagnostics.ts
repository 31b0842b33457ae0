import { type Diagnostic, DiagnosticSeverity, type Location } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { checkMessage } from "../core/analysis/lens/lensText.ts";
import type { GradientCheck } from "../core/gradcheck/gradientCheck.ts";
import type { LineColumn } from "../core/util/sourceRange.ts";
import type { Severities, Severity } from "../protocol/requests.ts";
import type { ClientFacts } from "./clientFacts.ts";
import { encodedUri } from "./diskPath.ts";
import { nameLineIn, rangeIn } from "./textRange.ts";

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

/** What a verdict is to the problems view; nothing where there is no problem. */
export function verdictDiagnostic(
  check: GradientCheck,
  document: TextDocument,
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

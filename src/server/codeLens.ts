import type { CodeLens, Command, Connection } from "vscode-languageserver";
import type { DocumentAnalysis } from "../core/analysis/documentAnalysis.ts";
import { checkTitle, hasLens, lensTitle } from "../core/analysis/lensText.ts";
import type { GradientCheck } from "../core/gradcheck/gradientCheck.ts";
import { type FunctionTarget, openPanelCommand } from "../protocol/commands.ts";
import { plainLabel } from "../protocol/plainLabel.ts";
import type { ClientFacts } from "./clientFacts.ts";
import type { AnalyzedDocument, OpenDocuments } from "./documents.ts";
import type { Respond } from "./respond.ts";
import type { SettingsStore } from "./settings.ts";
import { nameLineIn } from "./textRange.ts";

/** What a lens without a title remembers; the client hands it back when the lens becomes visible. */
interface LensData {
  readonly uri: string;
  readonly kind: "derivative" | "check";
  /** The function the lens stands above. */
  readonly name: string;
  /** For a check, whose derivative that function is. */
  readonly primal?: string;
}

interface Needs {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly documents: OpenDocuments;
  readonly settings: SettingsStore;
  readonly respond: Respond;
}

/** Places first, titles when a lens is on screen: only those are put into words. */
export function registerCodeLens({
  connection,
  client,
  documents,
  settings,
  respond,
}: Needs): void {
  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    respond<CodeLens[]>(token, [], async () => {
      if (!(await settings.of(uri)).codeLens.enabled) return [];
      const analyzed = await documents.analyze(uri);
      return analyzed ? lensesOf(analyzed) : [];
    }),
  );
  connection.onCodeLensResolve((lens, token) =>
    respond<CodeLens>(token, { ...lens, command: nothing }, async () => {
      const data = lens.data as LensData;
      const analyzed = await documents.analyze(data.uri);
      const title = analyzed && titleOf(analyzed.analysis, data);
      return { ...lens, command: title ? commandOf(title, data, client) : nothing };
    }),
  );
}

/** Shown until the client asks for the lenses of a newer text. */
const nothing: Command = { title: "", command: "" };

function lensesOf({ document, analysis }: AnalyzedDocument): CodeLens[] {
  const { uri } = document;
  const derivatives = analysis.functions.filter(hasLens).map((fn) => ({
    range: nameLineIn(document, fn.nameRange),
    data: { uri, kind: "derivative", name: fn.name } satisfies LensData,
  }));
  const checks = analysis.checks.map((check) => ({
    range: nameLineIn(document, check.derivative.nameRange),
    data: {
      uri,
      kind: "check",
      name: check.derivative.name,
      primal: check.primal.name,
    } satisfies LensData,
  }));
  // On a line of both, the verdict is seen first.
  return [...checks, ...derivatives];
}

function titleOf(analysis: DocumentAnalysis, data: LensData): string | undefined {
  if (data.kind === "check") {
    const check = analysis.checks.find((candidate) => isOf(candidate, data));
    return check && checkTitle(check);
  }
  const fn = analysis.functions.find(({ name }) => name === data.name);
  return fn && lensTitle(fn);
}

function isOf(check: GradientCheck, { name, primal }: LensData): boolean {
  return check.derivative.name === name && check.primal.name === primal;
}

function commandOf(title: string, { uri, name }: LensData, client: ClientFacts): Command {
  const target: FunctionTarget = { uri, name };
  return client.commands.has(openPanelCommand)
    ? { title: plainLabel(title), command: openPanelCommand, arguments: [target] }
    : { title: plainLabel(title), command: "" };
}

import {
  type CodeLens,
  CodeLensRefreshRequest,
  type Command,
  type Connection,
} from "vscode-languageserver";
import type { DocumentAnalysis } from "../core/analysis/document/documentAnalysis.ts";
import type { FunctionAnalysis } from "../core/analysis/document/functionAnalysis.ts";
import { heldTitle, mayHold } from "../core/analysis/lens/heldTitle.ts";
import { highestLensOrder } from "../core/analysis/lens/higherTitles.ts";
import { hasLens, lensTitle, pointTitle, verdictTitle } from "../core/analysis/lens/lensText.ts";
import type { GradientCheck } from "../core/gradcheck/gradientCheck.ts";
import {
  type FunctionTarget,
  openPanelCommand,
  setSamplePointCommand,
} from "../protocol/commands.ts";
import { plainLabel } from "../protocol/plainLabel.ts";
import {
  type LensKind,
  type OrderParams,
  orderNotification,
  type Settings,
} from "../protocol/requests.ts";
import type { ClientFacts } from "./clientFacts.ts";
import type { AnalyzedDocument, OpenDocuments } from "./documents.ts";
import { logBug, type Respond } from "./respond.ts";
import type { SettingsStore } from "./settings.ts";
import { nameLineIn } from "./textRange.ts";

/** What a lens without a title remembers; the client hands it back when the lens becomes visible. */
interface LensData {
  readonly uri: string;
  readonly kind: LensKind;
  /** The function the lens stands above. */
  readonly name: string;
  /** For a verdict, whose derivative that function is. */
  readonly primal?: string;
  /** Of several between the same two, as the steps of one function. */
  readonly nth?: number;
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
  /** Derivatives of higher order that were asked for, by document and function. */
  const orders = new Map<string, ReadonlyMap<string, number>>();
  /** The functions with a lens, by document: while they are edited they keep it. */
  const held = new Map<string, ReadonlySet<string>>();

  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    respond<CodeLens[]>(token, [], async () => {
      const { enabled, show } = (await settings.of(uri)).codeLens;
      if (!enabled) return [];
      const analyzed = await documents.analyze(uri);
      if (!analyzed) return [];
      const before = held.get(uri);
      const functions = analyzed.analysis.functions.filter(
        (fn) => hasLens(fn) || (before?.has(fn.name) && mayHold(analyzed.analysis, fn)),
      );
      held.set(uri, new Set(functions.map(({ name }) => name)));
      return lensesOf(analyzed, functions, show, client);
    }),
  );
  connection.onCodeLensResolve((lens, token) =>
    respond<CodeLens>(token, { ...lens, command: nothing }, async () => {
      const data = lens.data as LensData;
      const analyzed = await documents.analyze(data.uri);
      const { codeLens } = await settings.of(data.uri);
      const order = orders.get(data.uri)?.get(data.name) ?? 1;
      const title = analyzed && titleOf(analyzed.analysis, data, codeLens, order);
      return { ...lens, command: title ? commandOf(title, data, client) : nothing };
    }),
  );
  connection.onNotification(orderNotification, ({ uri, name, order }: OrderParams) => {
    if (!Number.isInteger(order) || order < 1 || order > highestLensOrder) return;
    orders.set(uri, new Map(orders.get(uri)).set(name, order));
    if (!client.refreshesLenses) return;
    connection
      .sendRequest(CodeLensRefreshRequest.type)
      .catch((error: unknown) => logBug(connection, error));
  });
  documents.onDidClose((uri) => {
    orders.delete(uri);
    held.delete(uri);
  });
}

/** Shown until the client asks for the lenses of a newer text. */
const nothing: Command = { title: "", command: "" };

function lensesOf(
  { document, analysis }: AnalyzedDocument,
  functions: readonly FunctionAnalysis[],
  show: readonly LensKind[],
  client: ClientFacts,
): CodeLens[] {
  const { uri } = document;
  const lens = (data: LensData, { nameRange }: Pick<FunctionAnalysis, "nameRange">): CodeLens => ({
    range: nameLineIn(document, nameRange),
    data,
  });
  // A point that cannot be changed is in the other lens already.
  const kinds = client.commands.has(setSamplePointCommand)
    ? show
    : show.filter((kind) => kind !== "point");
  const verdicts = analysis.checks.map((check, index, all) => {
    const names = namesOf(check);
    const nth = all.slice(0, index).filter((before) => isOf(before, names)).length;
    return lens({ uri, kind: "verdict", ...names, nth }, check.derivative);
  });
  const derivatives = functions.map((fn) => lens({ uri, kind: "derivative", name: fn.name }, fn));
  const points = functions
    .filter((fn) => pointTitle(fn) !== undefined)
    .map((fn) => lens({ uri, kind: "point", name: fn.name }, fn));
  // On a line of several, the verdict is seen first.
  return [
    ...(kinds.includes("verdict") ? verdicts : []),
    ...(kinds.includes("derivative") ? derivatives : []),
    ...(kinds.includes("point") ? points : []),
  ];
}

function titleOf(
  analysis: DocumentAnalysis,
  data: LensData,
  { form, maxLength: maximumLength }: Settings["codeLens"],
  order: number,
): string | undefined {
  if (data.kind === "verdict") {
    const check = analysis.checks.filter((candidate) => isOf(candidate, data))[data.nth ?? 0];
    return check && verdictTitle(check, maximumLength);
  }
  const fn = analysis.functions.find(({ name }) => name === data.name);
  const options = { form, maximumLength, order };
  if (data.kind === "point") return fn && pointTitle(fn, options);
  return fn && (lensTitle(fn, options) ?? heldTitle(fn, maximumLength));
}

function namesOf({ derivative, primal }: GradientCheck): Pick<LensData, "name" | "primal"> {
  return { name: derivative.name, primal: primal.name };
}

function isOf(check: GradientCheck, { name, primal }: Pick<LensData, "name" | "primal">): boolean {
  return check.derivative.name === name && check.primal.name === primal;
}

function commandOf(title: string, { uri, name, kind }: LensData, client: ClientFacts): Command {
  const target: FunctionTarget = { uri, name };
  const command = kind === "point" ? setSamplePointCommand : openPanelCommand;
  return client.commands.has(command)
    ? { title: plainLabel(title), command, arguments: [target] }
    : { title: plainLabel(title), command: "" };
}

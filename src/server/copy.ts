import type { CodeAction, Connection } from "vscode-languageserver";
import type { DocumentAnalysis } from "../core/analysis/document/documentAnalysis.ts";
import { entryOf } from "../core/analysis/document/entryOf.ts";
import type { FunctionAnalysis } from "../core/analysis/document/functionAnalysis.ts";
import { copiedDerivative } from "../core/analysis/writing/copiedDerivative.ts";
import { contains } from "../core/util/sourceRange.ts";
import {
  type CopyTarget,
  copyAsLatexCommand,
  copyAsTextCommand,
  copyAsTypeScriptCommand,
} from "../protocol/commands.ts";
import { type CopyParams, type CopyResult, copyRequest } from "../protocol/requests.ts";
import type { ClientFacts } from "./clientFacts.ts";
import type { AnalyzedDocument, OpenDocuments } from "./documents.ts";
import { functionAround } from "./functionAround.ts";
import type { Respond } from "./respond.ts";

/** Listed under "More Actions", beside no light bulb of its own. */
export const copyKind = "gradlens.copy";

const commands = [
  { command: copyAsTypeScriptCommand, title: "TypeScript" },
  { command: copyAsLatexCommand, title: "LaTeX" },
  { command: copyAsTextCommand, title: "text" },
];

interface Needs {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly respond: Respond;
}

/** What goes to the clipboard, which only the client has. */
export function registerCopy({ connection, documents, respond }: Needs): void {
  connection.onRequest(copyRequest, (params: CopyParams, token) =>
    respond<CopyResult>(token, null, async () => {
      const analysis = (await documents.analyze(params.uri))?.analysis;
      const { name, offset = -1, format } = params;
      const fn =
        analysis &&
        (name === undefined
          ? functionAround(analysis.functions, offset)
          : analysis.functions.find((each) => each.name === name));
      if (!fn) return null;
      const signature = signatureOf(analysis, fn);
      const parameter = params.parameter ?? parameterAt(fn, offset)?.name;
      return copiedDerivative(fn, format, {
        ...(signature === undefined ? {} : { signature }),
        ...(parameter === undefined ? {} : { parameter }),
      });
    }),
  );
}

/** On a function's name: its derivative; on a parameter: what belongs to that one. */
export function copyActions(
  { document, analysis }: AnalyzedDocument,
  start: number,
  end: number,
  client: ClientFacts,
): readonly CodeAction[] {
  const fn = analysis.functions.find(
    (each) =>
      (each.nameRange.start <= end && start <= each.nameRange.end) || parameterAt(each, start),
  );
  if (fn?.outcome.kind !== "differentiable") return [];
  const parameter = parameterAt(fn, start)?.name;
  const target: CopyTarget = {
    uri: document.uri,
    name: fn.name,
    ...(parameter === undefined ? {} : { parameter }),
  };
  const what = parameter === undefined ? "derivative" : `∂${fn.shortName}/∂${parameter}`;
  return commands
    .filter(({ command }) => client.commands.has(command))
    .map(({ command, title }) => {
      const label = `Copy ${what} as ${title}`;
      const run = { title: label, command, arguments: [target] };
      return { title: label, kind: copyKind, command: run };
    });
}

/** One that derivatives are taken by; a pattern has no name to speak of. */
function parameterAt({ parameters, outcome }: FunctionAnalysis, offset: number) {
  if (outcome.kind === "declined" || outcome.inputs.length < 2) return undefined;
  return parameters.find(
    ({ name, range }) =>
      contains(range, offset) &&
      name !== "" &&
      outcome.inputs.some(({ path }) => path.split(/[.[]/)[0] === name),
  );
}

/** The parameters as they are written; nothing where they alone do not make a function. */
function signatureOf({ module }: DocumentAnalysis, fn: FunctionAnalysis): string | undefined {
  const entry = module && entryOf(module, fn);
  if (!module || !entry || entry.node.typeParameters) return undefined;
  const [first] = entry.node.params;
  const last = entry.node.params.at(-1);
  return first && last ? module.text.slice(first.range[0], last.range[1]) : undefined;
}

import type { Connection } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { DocumentAnalysis } from "../core/analysis/document/documentAnalysis.ts";
import type { FunctionAnalysis } from "../core/analysis/document/functionAnalysis.ts";
import { derivativesOf } from "../core/analysis/formulas/derivatives.ts";
import type { PanelTrace } from "../protocol/panelTrace.ts";
import { type TraceParams, type TraceResult, traceRequest } from "../protocol/requests.ts";
import { tapeToWire } from "../protocol/wireTape.ts";
import type { OpenDocuments } from "./documents.ts";
import { functionAround } from "./functionAround.ts";
import type { Respond } from "./respond.ts";

interface Needs {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly respond: Respond;
}

/** One function for the panel: the tape, its sample point and the derivatives in words. */
export function registerTrace({ connection, documents, respond }: Needs): void {
  connection.onRequest(traceRequest, (params: TraceParams, token) =>
    respond<TraceResult>(token, null, async () => {
      const analyzed = await documents.analyze(params.uri);
      const fn = analyzed && functionOf(analyzed.analysis, params);
      return fn ? panelTraceOf(analyzed.document, fn) : null;
    }),
  );
}

function functionOf(analysis: DocumentAnalysis, params: TraceParams): FunctionAnalysis | undefined {
  if (params.name !== undefined) return analysis.functions.find(({ name }) => name === params.name);
  return params.offset === undefined
    ? undefined
    : functionAround(analysis.functions, params.offset);
}

export function panelTraceOf(
  { uri, version }: Pick<TextDocument, "uri" | "version">,
  fn: FunctionAnalysis,
): PanelTrace {
  const { name, range, outcome } = fn;
  const common = { uri, version, name, start: range.start, end: range.end };
  if (outcome.kind === "declined") {
    const { message, range: place } = outcome.reason;
    return { kind: "declined", ...common, message, reasonStart: place.start, reasonEnd: place.end };
  }
  return {
    kind: "traced",
    ...common,
    tape: tapeToWire(outcome.tape),
    point: outcome.point.text,
    pointChosen: outcome.point.chosen,
    derivatives: derivativesOf(fn).map((derivative) => derivative?.text ?? null),
    latex: derivativesOf(fn).map((derivative) => derivative?.latex ?? null),
  };
}

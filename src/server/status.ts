import type { Connection } from "vscode-languageserver";
import type { FunctionAnalysis } from "../core/analysis/document/functionAnalysis.ts";
import {
  type FunctionStatus,
  type StatusParams,
  type StatusResult,
  statusRequest,
} from "../protocol/requests.ts";
import type { OpenDocuments } from "./documents.ts";
import type { Respond } from "./respond.ts";

interface Needs {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly respond: Respond;
}

/** Every function of a document and, for those without a lens, why. */
export function registerStatus({ connection, documents, respond }: Needs): void {
  const nothing: StatusResult = { functions: [], syntaxError: null };
  connection.onRequest(statusRequest, ({ uri }: StatusParams, token) =>
    respond<StatusResult>(token, nothing, async () => {
      const analysis = (await documents.analyze(uri))?.analysis;
      if (!analysis) return nothing;
      return {
        functions: analysis.functions.map(statusOf),
        syntaxError: analysis.syntaxError?.message ?? null,
      };
    }),
  );
}

function statusOf({ name, nameRange, outcome }: FunctionAnalysis): FunctionStatus {
  return {
    name,
    status: outcome.kind,
    reason: reasonOf(outcome),
    start: nameRange.start,
    end: nameRange.end,
  };
}

function reasonOf(outcome: FunctionAnalysis["outcome"]): string | null {
  switch (outcome.kind) {
    case "declined":
      return outcome.reason.message;
    case "constant":
      return "its result does not depend on an input in a differentiable way";
    case "differentiable":
      return null;
  }
}

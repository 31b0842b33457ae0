import type { Connection } from "vscode-languageserver";
import { type Branch, branchesAt } from "../core/analysis/branchesAt.ts";
import { derivativesOfTape } from "../core/analysis/derivatives.ts";
import { entryOf } from "../core/analysis/entryOf.ts";
import {
  type BranchesParams,
  type BranchesResult,
  branchesRequest,
  type WireBranch,
} from "../protocol/branches.ts";
import { tapeToWire } from "../protocol/wireTape.ts";
import type { OpenDocuments } from "./documents.ts";
import type { Respond } from "./respond.ts";

interface Needs {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly respond: Respond;
}

/** The tapes of other branches of one function, for a panel whose inputs have left its own. */
export function registerBranches({ connection, documents, respond }: Needs): void {
  connection.onRequest(branchesRequest, (params: BranchesParams, token) =>
    respond<BranchesResult>(token, null, async () => {
      const analyzed = await documents.analyze(params.uri);
      if (analyzed?.document.version !== params.version) return null;
      const { functions, module, limits } = analyzed.analysis;
      const fn = functions.find(({ name }) => name === params.name);
      const entry = fn && module && entryOf(module, fn);
      if (!entry || fn.outcome.kind === "declined") return null;
      const points = params.points.map((point) => new Map(Object.entries(point)));
      return branchesAt(module, entry, fn.outcome, points, limits).map(toWireBranch);
    }),
  );
}

function toWireBranch(branch: Branch): WireBranch {
  if (branch.kind !== "traced") return branch;
  const { tape } = branch;
  const derivatives = derivativesOfTape(tape).map((derivative) => derivative?.text ?? null);
  return { kind: "traced", tape: tapeToWire(tape), derivatives };
}

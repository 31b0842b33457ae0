import { setImmediate } from "node:timers/promises";
import type { CancellationToken, Connection } from "vscode-languageserver";
import { entryOf } from "../core/analysis/document/entryOf.ts";
import { type Branch, branchFinder } from "../core/analysis/formulas/branchesAt.ts";
import { derivativesOfTape } from "../core/analysis/formulas/derivatives.ts";
import {
  type BranchesParams,
  type BranchesResult,
  branchesRequest,
  mostPoints,
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
    respond<BranchesResult>(token, null, () => findBranches(documents, params, token)),
  );
}

async function findBranches(
  documents: OpenDocuments,
  { uri, version, name, points, withFormulas }: BranchesParams,
  token: CancellationToken,
): Promise<BranchesResult> {
  const analyzed = await documents.analyze(uri);
  if (analyzed?.document.version !== version) return null;
  const { functions, module, limits } = analyzed.analysis;
  const fn = functions.find((other) => other.name === name);
  const entry = fn && module && entryOf(module, fn);
  if (!entry || fn.outcome.kind === "declined") return null;
  const find = branchFinder(module, entry, fn.outcome, limits);
  const found: WireBranch[] = [];
  for (const point of points.slice(0, mostPoints)) {
    found.push(toWireBranch(find(new Map(Object.entries(point))), withFormulas));
    // Between two runs there is time to read that nobody waits for them any more.
    await setImmediate();
    if (token.isCancellationRequested) return null;
  }
  return found;
}

function toWireBranch(branch: Branch, withFormulas: boolean): WireBranch {
  if (branch.kind !== "traced") return branch;
  const { tape } = branch;
  if (!withFormulas) return { kind: "traced", tape: tapeToWire(tape) };
  const derivatives = derivativesOfTape(tape).map((derivative) => derivative?.text ?? null);
  return { kind: "traced", tape: tapeToWire(tape), derivatives };
}

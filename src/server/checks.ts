import type { Connection } from "vscode-languageserver";
import type { DocumentAnalysis } from "../core/analysis/document/documentAnalysis.ts";
import { checkMessage, checkTitle, pointTextOf } from "../core/analysis/lens/lensText.ts";
import { findPairs } from "../core/gradcheck/findPairs.ts";
import type { GradientCheck, Verdict } from "../core/gradcheck/gradientCheck.ts";
import { formatApart } from "../core/util/formatNumber.ts";
import {
  type CheckItem,
  type ChecksParams,
  type ChecksResult,
  checksRequest,
} from "../protocol/requests.ts";
import type { OpenDocuments } from "./documents.ts";
import type { Respond } from "./respond.ts";

interface Needs {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly respond: Respond;
}

/** Each hand-written derivative with its verdict, for a list of tests. */
export function registerChecks({ connection, documents, respond }: Needs): void {
  const nothing: ChecksResult = { version: -1, checks: [] };
  connection.onRequest(checksRequest, ({ uri, run }: ChecksParams, token) =>
    respond<ChecksResult>(token, nothing, async () => {
      if (run) documents.checkNow(uri);
      const analyzed = await documents.analyze(uri);
      if (!analyzed) return nothing;
      const { document, analysis } = analyzed;
      return { version: document.version, checks: itemsOf(analysis) };
    }),
  );
}

function itemsOf(analysis: DocumentAnalysis): readonly CheckItem[] {
  const known = analysis.checks.map(itemOf);
  if (!analysis.holdsChecks || !analysis.module) return known;
  // What was not compared yet can be asked for.
  const open = findPairs(analysis.module).pairs.map(
    ({ primal, derivative }): CheckItem => ({
      ...{ name: derivative.name, primal: primal.name, outcome: "open", message: "" },
      ...derivative.nameRange,
      place: derivative.nameRange,
      numbers: null,
    }),
  );
  const isKnown = (item: CheckItem) =>
    known.some(({ name, primal }) => name === item.name && primal === item.primal);
  return [...known, ...open.filter((item) => !isKnown(item))];
}

const outcomes: Readonly<Record<Verdict, CheckItem["outcome"]>> = {
  equal: "passed",
  "equal-of-output": "passed",
  kink: "passed",
  proportional: "passed",
  conditional: "failed",
  wrong: "failed",
  inconclusive: "undecided",
  declined: "undecided",
};

function itemOf(check: GradientCheck): CheckItem {
  const { derivative, primal, verdict, diagnosis, reason } = check;
  const outcome = outcomes[verdict];
  return {
    name: derivative.name,
    primal: primal.name,
    outcome,
    message: outcome === "passed" ? checkTitle(check) : checkMessage(check),
    numbers: numbersOf(check),
    ...derivative.nameRange,
    place:
      diagnosis && diagnosis.kind !== "unknown"
        ? diagnosis.range
        : (reason?.range ?? derivative.nameRange),
  };
}

/** As in hovers. */
const digits = 6;

/** Two texts that differ in the number alone; VS Code puts them into one line beside the code. */
function numbersOf({ counterexample, derivative }: GradientCheck): CheckItem["numbers"] {
  if (!counterexample) return null;
  const { expected, actual, component } = counterexample;
  const what = component === "" ? "" : `${component.replace(/^\./, "")} = `;
  const where = `\n\n${derivative.name} at ${pointTextOf(counterexample)}\n`;
  const text = (value: number, other: number) => what + formatApart(value, other, digits) + where;
  return { expected: text(expected, actual), actual: text(actual, expected) };
}

import type { StatusResult } from "../protocol/requests.ts";

/** What the status item says of a document. */
export interface FunctionSummary {
  readonly text: string;
  readonly detail: string;
}

export function summaryOf({ functions, syntaxError }: StatusResult): FunctionSummary {
  const differentiable = functions.filter(({ status }) => status === "differentiable").length;
  const detail = syntaxError
    ? `The text does not parse (${syntaxError}): shown is what it was before.`
    : "Derivatives of the functions in this file";
  if (functions.length === 0) return { text: "No functions", detail };
  const skipped = functions.length - differentiable;
  const counts = [
    `${differentiable} differentiable`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  const total = `${functions.length} function${functions.length === 1 ? "" : "s"}`;
  return { text: `${total}: ${counts.join(", ")}`, detail };
}

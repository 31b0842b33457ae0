import type { TracedFunction } from "../document/functionAnalysis.ts";

/** The functions that callers gave: a formula holds for them, and a lens names them once. */
export function givenText({ point: { given } }: TracedFunction): string {
  return given === undefined ? "" : ` (${given})`;
}

/** What stands behind a number: the functions that callers gave, and whether the point was chosen by us. */
export function chosenText({ point: { chosen, given } }: TracedFunction): string {
  const parts = [...(given === undefined ? [] : [given]), ...(chosen ? ["chosen"] : [])];
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

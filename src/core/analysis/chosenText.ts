import type { TracedFunction } from "./functionAnalysis.ts";

/** What stands behind a number: the functions that callers gave, and whether the point was chosen by us. */
export function chosenText({ point: { chosen, given } }: TracedFunction): string {
  const parts = [...(given === undefined ? [] : [given]), ...(chosen ? ["chosen"] : [])];
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

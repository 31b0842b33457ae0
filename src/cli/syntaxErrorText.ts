import type { Reason } from "../core/analysis/document/functionAnalysis.ts";
import { placeText } from "./location.ts";

/** "loss.ts:4:10: syntax error: ';' expected." */
export function syntaxErrorText(
  path: string,
  lineStarts: readonly number[],
  error: Reason,
): string {
  return `${placeText(path, lineStarts, error.range)}: syntax error: ${error.message}`;
}

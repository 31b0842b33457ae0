import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { FunctionAnalysis } from "./functionAnalysis.ts";

/** The function in its module that was looked at. */
export function entryOf(
  { functions }: ParsedModule,
  { name, range }: FunctionAnalysis,
): FunctionEntry | undefined {
  return functions.find((entry) => entry.name === name && entry.range.start === range.start);
}

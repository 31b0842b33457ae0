import type { DocumentAnalysis } from "./documentAnalysis.ts";
import { entryOf } from "./entryOf.ts";
import type { FunctionAnalysis } from "./functionAnalysis.ts";

/** The parameters as they are written; nothing where they alone do not make a function. */
export function signatureOf(
  { module }: Pick<DocumentAnalysis, "module">,
  fn: FunctionAnalysis,
): string | undefined {
  const entry = module && entryOf(module, fn);
  if (!module || !entry || entry.node.typeParameters) return undefined;
  const [first] = entry.node.params;
  const last = entry.node.params.at(-1);
  return first && last ? module.text.slice(first.range[0], last.range[1]) : undefined;
}

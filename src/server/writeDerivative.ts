import type { CodeAction } from "vscode-languageserver";
import { copiedDerivative } from "../core/analysis/copiedDerivative.ts";
import type { SourceRange } from "../core/util/sourceRange.ts";
import { signatureOf } from "./copy.ts";
import type { AnalyzedDocument } from "./documents.ts";

/** A change of the code that keeps what it does: VS Code lists it under "Rewrite". */
export const writeKind = "refactor.rewrite.gradlens";

/**
 * On the name of a function that has no hand-written derivative yet: the exact one, written below it,
 * where it is verified from then on. Offered where one formula says it everywhere.
 */
export function writeActions(
  { document, analysis }: AnalyzedDocument,
  start: number,
  end: number,
): readonly CodeAction[] {
  const fn = analysis.functions.find(
    ({ nameRange }) => nameRange.start <= end && start <= nameRange.end,
  );
  if (fn?.outcome.kind !== "differentiable" || fn.level !== "module") return [];
  // One of a pair has its partner.
  const isFn = ({ range }: { readonly range: SourceRange }) => range.start === fn.range.start;
  if (analysis.checks.some(({ primal, derivative }) => isFn(primal) || isFn(derivative))) return [];
  const signature = signatureOf(analysis, fn);
  if (signature === undefined) return [];
  const written = copiedDerivative(fn, "typescript", { signature });
  // Formulas without a name, or those of one branch behind a comment, are for the clipboard.
  const name = written.kind === "copied" && /^function ([\w$]+)\(/.exec(written.text)?.[1];
  const text = document.getText();
  if (!name || text.includes(name)) return [];
  const { carrier } = fn;
  const isExported = /^export\s+(?!default)/.test(text.slice(carrier.start, carrier.end));
  const newText = `\n\n${isExported ? "export " : ""}${written.text}`;
  const position = document.positionAt(carrier.end);
  const edit = { range: { start: position, end: position }, newText };
  return [
    {
      title: `Write the derivative "${name}" below`,
      kind: writeKind,
      edit: { changes: { [document.uri]: [edit] } },
    },
  ];
}

import type { CodeAction } from "vscode-languageserver";
import { type WrittenKind, writtenFunctions } from "../core/analysis/writing/writtenFunctions.ts";
import type { AnalyzedDocument } from "./documents.ts";

/** A change of the code that keeps what it does: VS Code lists it under "Rewrite". */
export const writeKind = "refactor.rewrite.gradlens";

const titles: Readonly<Record<WrittenKind, (name: string) => string>> = {
  derivative: (name) => `Write the derivative "${name}" below`,
  "value-and-gradient": (name) => `Write value and derivative in one, "${name}", below`,
  backward: (name) => `Write the backward pass "${name}" below`,
};

/** On the name of a function: what can be written below it, where it is verified from then on. */
export function writeActions(
  { document, analysis }: AnalyzedDocument,
  start: number,
  end: number,
): readonly CodeAction[] {
  const fn = analysis.functions.find(
    ({ nameRange }) => nameRange.start <= end && start <= nameRange.end,
  );
  if (!fn) return [];
  const isTyped = /^typescript/.test(document.languageId);
  return writtenFunctions(analysis, fn, isTyped).map(({ kind, name, offset, text }) => {
    const position = document.positionAt(offset);
    const edit = { range: { start: position, end: position }, newText: text };
    return {
      title: titles[kind](name),
      kind: writeKind,
      edit: { changes: { [document.uri]: [edit] } },
    };
  });
}

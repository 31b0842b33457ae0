import type { CodeAction } from "vscode-languageserver";
import { entryOf } from "../core/analysis/document/entryOf.ts";
import { shorten } from "../core/analysis/lens/titles.ts";
import { parsePoint } from "../core/trace/inputs/point.ts";
import { inputsText } from "../core/util/inputsText.ts";
import { samplePointEdit } from "../protocol/samplePointEdit.ts";
import type { AnalyzedDocument } from "./documents.ts";

/** Listed with what else is written for a function. */
export const insertPointKind = "refactor.rewrite.gradlens.point";

const longestPoint = 60;

/** On the name of a function at a point that nobody wrote: that point above it as `@at`, to be changed there. */
export function insertPointActions(
  { document, analysis }: AnalyzedDocument,
  start: number,
  end: number,
): readonly CodeAction[] {
  const { module } = analysis;
  const fn = analysis.functions.find(
    ({ nameRange }) => nameRange.start <= end && start <= nameRange.end,
  );
  const entry = module && fn && entryOf(module, fn);
  if (!entry || fn.outcome.kind !== "differentiable") return [];
  if (module.tagsOf(entry).at.length > 0) return [];
  // A derivative is looked at where its function is.
  if (analysis.checks.some(({ derivative }) => derivative.range.start === fn.range.start))
    return [];
  const { tape } = fn.outcome;
  const written = tape.inputs.filter(({ role }) => role !== "noise");
  const point = inputsText(
    written.map(({ path, node }) => [path, tape.values[node] as number] as const),
    (value) => (Object.is(value, -0) ? "-0" : String(value)),
  );
  if (point === "" || parsePoint(point).kind === "bad") return [];
  const line = document.positionAt(Math.min(fn.carrier.start, fn.nameRange.start)).line;
  const above = document.getText({
    start: { line: 0, character: 0 },
    end: { line: line + 1, character: 0 },
  });
  const lines = above.split(/\r\n|\r|\n/).slice(0, line + 1);
  const edit = samplePointEdit(lines, point);
  const range = {
    start: { line: edit.line, character: edit.start },
    end: { line: edit.line, character: edit.end },
  };
  const lineBreak = document.getText().includes("\r\n") ? "\r\n" : "\n";
  const newText = edit.text.replaceAll("\n", lineBreak);
  return [
    {
      title: `Insert the sample point "@at ${shorten(point, longestPoint)}"`,
      kind: insertPointKind,
      edit: { changes: { [document.uri]: [{ range, newText }] } },
    },
  ];
}

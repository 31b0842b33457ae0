import {
  commands,
  type Disposable,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { type FunctionTarget, setSamplePointCommand } from "../protocol/commands.ts";
import type { StatusResult, TraceParams, TraceResult } from "../protocol/requests.ts";
import { samplePointEdit } from "../protocol/samplePointEdit.ts";
import { pointProblem } from "./samplePointInput.ts";

/** What is asked of the server: the function and its present point, and where its name stands. */
export interface FunctionQueries {
  trace(params: TraceParams): Promise<TraceResult>;
  status(uri: string): Promise<StatusResult>;
}

/**
 * Writes the point at which a function is looked at above it as `@at …`. Asks for it, unless whoever
 * runs the command brings it along.
 */
export function registerSetSamplePoint(queries: FunctionQueries): Disposable {
  return commands.registerCommand(
    setSamplePointCommand,
    async (target?: FunctionTarget, given?: unknown) => {
      const found = await functionAt(queries, target);
      if (!found) {
        void window.showInformationMessage(
          "There is no function at the cursor to set a point for.",
        );
        return;
      }
      const point = typeof given === "string" ? checked(given) : await asked(found.trace);
      if (point === undefined) return;
      await write(found.document, await lineOf(queries, found), point.trim());
    },
  );
}

function asked(trace: NonNullable<TraceResult>): Thenable<string | undefined> {
  return window.showInputBox({
    title: `Sample point of ${trace.name}`,
    prompt: "Where to look at the function, written above it as @at",
    placeHolder: "x = 2, w = 3",
    value: trace.kind === "traced" ? trace.point : "",
    validateInput: pointProblem,
  });
}

function checked(point: string): string | undefined {
  const problem = pointProblem(point);
  if (problem !== undefined)
    void window.showWarningMessage(`The point was not written: ${problem}`);
  return problem === undefined ? point : undefined;
}

interface Found {
  readonly document: TextDocument;
  readonly trace: NonNullable<TraceResult>;
}

async function functionAt(
  { trace }: FunctionQueries,
  target: FunctionTarget | undefined,
): Promise<Found | undefined> {
  const editor = window.activeTextEditor;
  const document = target
    ? await workspace.openTextDocument(Uri.parse(target.uri))
    : editor?.document;
  if (!document) return undefined;
  const uri = document.uri.toString();
  const offset = editor ? document.offsetAt(editor.selection.active) : 0;
  const result = await trace(target ? { uri, name: target.name } : { uri, offset });
  return result ? { document, trace: result } : undefined;
}

/** The line a tag must stand above: of `const f =\n  (x) => …` the name comes before the function. */
async function lineOf({ status }: FunctionQueries, { document, trace }: Found): Promise<number> {
  const { functions } = await status(document.uri.toString());
  const name = functions.find((fn) => fn.name === trace.name);
  return document.positionAt(Math.min(trace.start, name?.start ?? trace.start)).line;
}

async function write(document: TextDocument, line: number, point: string): Promise<void> {
  const lines = Array.from({ length: line + 1 }, (_, index) => document.lineAt(index).text);
  const edit = samplePointEdit(lines, point);
  const change = new WorkspaceEdit();
  const range = new Range(edit.line, edit.start, edit.line, edit.end);
  change.replace(document.uri, range, edit.text);
  await workspace.applyEdit(change);
}

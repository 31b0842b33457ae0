import { commands, type Disposable, window } from "vscode";
import type { OrderParams, TraceParams, TraceResult } from "../protocol/requests.ts";

const choices = [
  { label: "First", description: "f′", order: 1 },
  { label: "Second", description: "f″", order: 2 },
  { label: "Third", description: "f‴", order: 3 },
  { label: "Fourth", description: "f⁽⁴⁾", order: 4 },
  { label: "Fifth", description: "f⁽⁵⁾", order: 5 },
  { label: "Sixth", description: "f⁽⁶⁾", order: 6 },
];

type Trace = (params: TraceParams) => Promise<TraceResult>;
type Tell = (params: OrderParams) => Promise<void>;

/** Asks which derivative the lens of the function at the cursor is to show. */
export function registerHigherDerivative(trace: Trace, tell: Tell): Disposable {
  return commands.registerCommand("gradlens.showHigherDerivative", async () => {
    const editor = window.activeTextEditor;
    if (!editor) return;
    const { document, selection } = editor;
    const uri = document.uri.toString();
    const found = await trace({ uri, offset: document.offsetAt(selection.active) });
    if (found?.kind !== "traced") {
      void window.showInformationMessage("There is no differentiable function at the cursor.");
      return;
    }
    const title = `Derivative in the lens of ${found.name}`;
    const choice = await window.showQuickPick(choices, { title });
    if (choice) await tell({ uri, name: found.name, order: choice.order });
  });
}

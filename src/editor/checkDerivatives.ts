import { commands, type Disposable, window } from "vscode";
import type { CheckItem, ChecksParams, ChecksResult } from "../protocol/requests.ts";
import { languageIds } from "./languageIds.ts";

/** Compares the derivatives of the active file now, and says how many are right. */
export function registerCheckDerivatives(
  checksOf: (params: ChecksParams) => Promise<ChecksResult>,
): Disposable {
  return commands.registerCommand("gradlens.checkDerivatives", async () => {
    const document = window.activeTextEditor?.document;
    if (!document || !languageIds.includes(document.languageId)) {
      void window.showInformationMessage("Open a TypeScript or JavaScript file first.");
      return;
    }
    const { checks } = await checksOf({ uri: document.uri.toString(), run: true });
    void window.showInformationMessage(summaryOf(checks));
  });
}

function summaryOf(checks: readonly CheckItem[]): string {
  if (checks.length === 0) return "No hand-written derivatives found in this file.";
  const count = (outcome: CheckItem["outcome"]) =>
    checks.filter((check) => check.outcome === outcome).length;
  const counts = [
    `${count("passed")} right`,
    `${count("failed")} wrong`,
    `${count("undecided")} not verified`,
  ];
  return `Hand-written derivatives: ${counts.filter((text) => !text.startsWith("0 ")).join(", ")}.`;
}

import {
  type Command,
  Disposable,
  type Event,
  LanguageStatusSeverity,
  languages,
  window,
} from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { plainLabel } from "../protocol/plainLabel.ts";
import type { AnalyzedParams, StatusResult } from "../protocol/requests.ts";
import { showFunctionsCommand } from "./functionList.ts";
import { summaryOf } from "./functionSummary.ts";
import { languageIds } from "./languageIds.ts";

const showFunctions: Command = { title: "Show functions", command: showFunctionsCommand };
const restartServer: Command = { title: "Restart", command: "gradlens.restartServer" };

/** How many functions of the active file have lenses; one click away, why the others have none. */
export function registerStatus(
  client: LanguageClient,
  status: (uri: string) => Promise<StatusResult>,
  onAnalyzed: Event<AnalyzedParams>,
): Disposable {
  const item = languages.createLanguageStatusItem(
    "gradlens.status",
    languageIds.map((language) => ({ language })),
  );
  item.name = "Gradlens";

  const refresh = async (): Promise<void> => {
    const uri = activeUri();
    item.busy = client.state === State.Starting;
    if (client.state !== State.Running) {
      const starting = client.state === State.Starting;
      item.text = starting ? "Gradlens is starting" : "Gradlens is not running";
      item.severity = starting ? LanguageStatusSeverity.Information : LanguageStatusSeverity.Error;
      item.command = restartServer;
      return;
    }
    if (uri === undefined) return;
    const result = await status(uri);
    if (uri !== activeUri()) return;
    const { text, detail } = summaryOf(result);
    item.text = text;
    item.detail = plainLabel(detail);
    item.severity = LanguageStatusSeverity.Information;
    item.command = showFunctions;
  };
  const refreshQuietly = (): void =>
    void refresh().catch((error) => client.error("status", error, false));

  refreshQuietly();
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(refreshQuietly),
    client.onDidChangeState(refreshQuietly),
    onAnalyzed(({ uri }) => {
      if (uri === activeUri()) refreshQuietly();
    }),
  );
}

function activeUri(): string | undefined {
  const document = window.activeTextEditor?.document;
  return document && languageIds.includes(document.languageId)
    ? document.uri.toString()
    : undefined;
}

import { ConfigurationTarget, commands, type Disposable, window, workspace } from "vscode";
import { toggled } from "./toggledSetting.ts";

const targets = {
  global: ConfigurationTarget.Global,
  workspace: ConfigurationTarget.Workspace,
  workspaceFolder: ConfigurationTarget.WorkspaceFolder,
};

/** Lenses on or off, written where the setting in force stands, so that the change is always felt. */
export function registerToggleLenses(): Disposable {
  return commands.registerCommand("gradlens.toggleLenses", async () => {
    const configuration = workspace.getConfiguration("gradlens", window.activeTextEditor?.document);
    const change = toggled(configuration.inspect<boolean>("codeLens.enabled"));
    const target = targets[change.level];
    await configuration.update("codeLens.enabled", change.value, target, change.ofLanguage);
  });
}

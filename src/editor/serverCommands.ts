import { commands, Disposable, type LogOutputChannel, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

/** Looking after the language server: its log, and a fresh start. */
export function registerServerCommands(client: LanguageClient, log: LogOutputChannel): Disposable {
  return Disposable.from(
    commands.registerCommand("gradlens.showLog", () => log.show(true)),
    commands.registerCommand("gradlens.restartServer", () => restart(client, log)),
  );
}

async function restart(client: LanguageClient, log: LogOutputChannel): Promise<void> {
  try {
    await client.stop();
  } catch (error) {
    // A server that does not answer any more is killed; that is what a restart is for.
    log.warn("The server did not stop by itself.", error);
  }
  try {
    await client.start();
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    void window.showErrorMessage("Gradlens could not start its language server. See the log.");
  }
}

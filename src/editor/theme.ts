import { type Disposable, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type ThemeParams, themeNotification } from "../protocol/requests.ts";
import { currentTheme } from "./client.ts";

/** Pictures in hovers cannot read the theme: the server is told which one it is. */
export function registerTheme(client: LanguageClient): Disposable {
  return window.onDidChangeActiveColorTheme(() => {
    if (!client.isRunning()) return; // it is told on start
    const params: ThemeParams = { kind: currentTheme() };
    void client.sendNotification(themeNotification, params);
  });
}

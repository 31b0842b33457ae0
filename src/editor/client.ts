import {
  ColorThemeKind,
  type ExtensionContext,
  type LogOutputChannel,
  Uri,
  window,
  workspace,
} from "vscode";
import {
  type ConfigurationRequest,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import {
  copyAsLatexCommand,
  copyAsTextCommand,
  copyAsTypeScriptCommand,
  openPanelCommand,
  setSamplePointCommand,
} from "../protocol/commands.ts";
import type { ClientOptions, ThemeKind } from "../protocol/requests.ts";
import { languageIds } from "./languageIds.ts";
import { titledLenses } from "./titledLenses.ts";

/** The only commands a hover may run, whatever text it carries. */
const linkedCommands = [openPanelCommand, setSamplePointCommand];

/** Code actions run these as well. */
const copyCommands = [copyAsTypeScriptCommand, copyAsLatexCommand, copyAsTextCommand];

/** The language server's other half; not started yet. A crashed server is started again by itself. */
export function createClient(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const module = Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  const run = { module, transport: TransportKind.ipc };
  const server: ServerOptions = {
    run,
    debug: { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
  };
  const options: LanguageClientOptions = {
    // No scheme: files, untitled and virtual documents and notebook cells alike.
    documentSelector: languageIds.map((language) => ({ language })),
    outputChannel: log,
    initializationOptions: (): ClientOptions => ({
      commands: [...linkedCommands, ...copyCommands],
      themeKind: currentTheme(),
      notifyAnalyzed: true,
    }),
    markdown: { isTrusted: { enabledCommands: linkedCommands } },
    middleware: {
      provideCodeLenses: titledLenses(() => client),
      workspace: { configuration },
    },
  };
  const client = new LanguageClient("gradlens", "Gradlens", server, options);
  return client;
}

/** The library asks for a folder's settings; ours may also differ by language. */
const configuration: ConfigurationRequest.MiddlewareSignature = ({ items }) =>
  items.map(({ scopeUri, section }) => {
    const document = workspace.textDocuments.find(({ uri }) => uri.toString() === scopeUri);
    return workspace.getConfiguration(undefined, document).get(section ?? "") ?? null;
  });

export function currentTheme(): ThemeKind {
  switch (window.activeColorTheme.kind) {
    case ColorThemeKind.Light:
      return "light";
    case ColorThemeKind.HighContrast:
      return "highContrast";
    case ColorThemeKind.HighContrastLight:
      return "highContrastLight";
    case ColorThemeKind.Dark:
      return "dark";
  }
}

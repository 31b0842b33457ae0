import type { InitializeParams } from "vscode-languageserver";
import type { ClientOptions, ThemeKind } from "../protocol/requests.ts";

/** What the client can do, as it said on start. Nothing is assumed of an editor that said nothing. */
export interface ClientFacts {
  /** Commands that may stand in lenses and hovers. */
  readonly commands: ReadonlySet<string>;
  readonly themeKind: ThemeKind;
  /** Hovers may hold pictures: only who says what colours are around them is known to draw them. */
  readonly pictures: boolean;
  readonly notifyAnalyzed: boolean;
  /** Settings are pulled with `workspace/configuration`; otherwise taken as they are pushed. */
  readonly pullsSettings: boolean;
  readonly registersSettings: boolean;
  readonly registersWatchers: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  readonly markdownHovers: boolean;
  readonly relatedInformation: boolean;
}

const themeKinds: readonly ThemeKind[] = ["light", "dark", "highContrast", "highContrastLight"];

export function clientFactsOf(params: InitializeParams): ClientFacts {
  const { workspace, textDocument } = params.capabilities;
  const options = optionsOf(params.initializationOptions);
  const { commands } = options;
  return {
    commands: new Set(
      Array.isArray(commands) ? commands.filter((id) => typeof id === "string") : [],
    ),
    themeKind: themeKindOf(options.themeKind) ?? "dark",
    pictures: themeKindOf(options.themeKind) !== undefined,
    notifyAnalyzed: options.notifyAnalyzed === true,
    pullsSettings: workspace?.configuration === true,
    registersSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    markdownHovers: textDocument?.hover?.contentFormat?.includes("markdown") === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
  };
}

export function themeKindOf(value: unknown): ThemeKind | undefined {
  return themeKinds.find((kind) => kind === value);
}

/** Any editor may send anything here. */
function optionsOf(value: unknown): { readonly [Key in keyof ClientOptions]: unknown } {
  return typeof value === "object" && value !== null ? value : {};
}

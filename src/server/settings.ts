import {
  type Connection,
  DidChangeConfigurationNotification,
  Emitter,
  type Event,
} from "vscode-languageserver";
import type { Settings } from "../protocol/requests.ts";
import type { ClientFacts } from "./clientFacts.ts";
import type { OpenDocuments } from "./documents.ts";

export const settingsSection = "gradlens";
export const defaultSettings: Settings = { codeLens: { enabled: true } };

/** The client's settings per document, as they may differ by folder and by language. */
export interface SettingsStore {
  of(uri: string): Promise<Settings>;
  readonly onDidChange: Event<void>;
}

export function settingsOf(
  connection: Connection,
  client: ClientFacts,
  documents: OpenDocuments,
): SettingsStore {
  const cache = new Map<string, Promise<Settings>>();
  const changed = new Emitter<void>();
  let pushed = defaultSettings;

  connection.onInitialized(() => {
    if (!client.pullsSettings || !client.registersSettings) return;
    const { type } = DidChangeConfigurationNotification;
    void connection.client.register(type, { section: settingsSection });
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    cache.clear();
    pushed = readSettings(settings?.[settingsSection]);
    changed.fire();
  });
  documents.onDidClose((uri) => cache.delete(uri));

  const pull = (scopeUri: string): Promise<Settings> =>
    connection.workspace
      .getConfiguration({ scopeUri, section: settingsSection })
      .then(readSettings, () => defaultSettings);
  return {
    of(uri) {
      if (!client.pullsSettings) return Promise.resolve(pushed);
      const known = cache.get(uri) ?? pull(uri);
      cache.set(uri, known);
      return known;
    },
    onDidChange: changed.event,
  };
}

/** Settings come from files people edit by hand: whatever is not as declared is the default. */
function readSettings(value: unknown): Settings {
  const codeLens = (value as { codeLens?: { enabled?: unknown } } | null | undefined)?.codeLens;
  const enabled = codeLens?.enabled;
  return {
    codeLens: {
      enabled: typeof enabled === "boolean" ? enabled : defaultSettings.codeLens.enabled,
    },
  };
}

import {
  type Connection,
  DidChangeConfigurationNotification,
  Emitter,
  type Event,
} from "vscode-languageserver";
import { isNonSmooth } from "../core/ops/nonSmooth.ts";
import { defaultLimits } from "../core/trace/budget.ts";
import type { LensKind, Settings, Severities, Severity } from "../protocol/requests.ts";
import type { ClientFacts } from "./clientFacts.ts";

export const settingsSection = "gradlens";
const { steps, nodes, fileSteps } = defaultLimits;
export const defaultSettings: Settings = {
  codeLens: { enabled: true, show: ["derivative", "verdict"], form: "both", maxLength: 80 },
  inlayHints: "off",
  limits: { steps, nodes, fileSteps },
  nonSmooth: "default",
  check: {
    run: "onType",
    severity: {
      wrong: "error",
      conditional: "warning",
      proportional: "warning",
      inconclusive: "off",
      declined: "warning",
    },
  },
};

/** The client's settings per document, as they may differ by folder and by language. */
export interface SettingsStore {
  of(uri: string): Promise<Settings>;
  forget(uri: string): void;
  /** Asks to be told of changes, once the client is ready. */
  register(): void;
  readonly onDidChange: Event<void>;
}

export function settingsOf(connection: Connection, client: ClientFacts): SettingsStore {
  const cache = new Map<string, Promise<Settings>>();
  const changed = new Emitter<void>();
  let pushed = defaultSettings;

  connection.onDidChangeConfiguration(({ settings }) => {
    cache.clear();
    pushed = readSettings(settings?.[settingsSection]);
    changed.fire();
  });

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
    register() {
      if (!client.pullsSettings || !client.registersSettings) return;
      const { type } = DidChangeConfigurationNotification;
      void connection.client.register(type, { section: settingsSection });
    },
    forget: (uri) => void cache.delete(uri),
    onDidChange: changed.event,
  };
}

/** Settings come from files people edit by hand: whatever is not as declared is the default. */
function readSettings(value: unknown): Settings {
  const { limits, check } = defaultSettings;
  const wanted = sectionOf(value, "limits");
  const { run, severity } = sectionOf(value, "check");
  const { nonSmooth, inlayHints } = Object(value);
  return {
    codeLens: readLenses(value),
    inlayHints: /^(off|cursor|all)$/.test(String(inlayHints))
      ? inlayHints
      : defaultSettings.inlayHints,
    limits: {
      steps: count(wanted.steps, limits.steps),
      nodes: count(wanted.nodes, limits.nodes),
      fileSteps: count(wanted.fileSteps, limits.fileSteps),
    },
    nonSmooth: isNonSmooth(nonSmooth) ? nonSmooth : defaultSettings.nonSmooth,
    check: {
      run: runs.find((one) => one === run) ?? check.run,
      severity: severitiesOf(severity, check.severity),
    },
  };
}

function readLenses(value: unknown): Settings["codeLens"] {
  const otherwise = defaultSettings.codeLens;
  const { enabled, show, form, maxLength } = sectionOf(value, "codeLens");
  return {
    enabled: typeof enabled === "boolean" ? enabled : otherwise.enabled,
    show: Array.isArray(show) ? show.filter(isLensKind) : otherwise.show,
    form: form === "symbolic" || form === "numeric" ? form : otherwise.form,
    maxLength: Math.max(shortestLens, count(maxLength, otherwise.maxLength)),
  };
}

/** What is shorter says nothing any more. */
const shortestLens = 20;

function isLensKind(value: unknown): value is LensKind {
  return value === "derivative" || value === "verdict" || value === "point";
}

const runs: readonly Settings["check"]["run"][] = ["onType", "onSave", "manual"];
const severities: readonly Severity[] = ["error", "warning", "information", "hint", "off"];
function severitiesOf(value: unknown, otherwise: Severities): Severities {
  const chosen = Object.entries(otherwise).map(([verdict, usual]) => {
    const wanted: unknown = Object(value)[verdict];
    return [verdict, severities.find((one) => one === wanted) ?? usual];
  });
  return Object.fromEntries(chosen);
}

/** A section by its declared keys, of whatever values. */
function sectionOf<Name extends "codeLens" | "limits" | "check">(
  value: unknown,
  name: Name,
): { readonly [Key in keyof Settings[Name]]?: unknown } {
  return Object(Object(value)[name]);
}

function count(value: unknown, otherwise: number): number {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : otherwise;
}

import type { Copied, CopyFormat } from "../core/analysis/writing/copiedDerivative.ts";
import type { NonSmooth } from "../core/ops/nonSmooth.ts";
import type { PanelTrace } from "./panelTrace.ts";

/** Typed custom requests between the VS Code client and the language server: method names and payloads. */

/** The function around an offset (or named), traced for the panel; null where there is none. */
export const traceRequest = "gradlens/trace";
export interface TraceParams {
  readonly uri: string;
  readonly offset?: number;
  readonly name?: string;
}
export type TraceResult = PanelTrace | null;

/** A derivative for the clipboard: of the function around an offset (or named). */
export const copyRequest = "gradlens/copy";
export interface CopyParams {
  readonly uri: string;
  readonly format: CopyFormat;
  readonly offset?: number;
  readonly name?: string;
  readonly parameter?: string;
}
export type CopyResult = Copied | null;

/** What the language status item shows for a document. */
export const statusRequest = "gradlens/status";
export interface StatusParams {
  readonly uri: string;
}
export interface StatusResult {
  readonly functions: readonly FunctionStatus[];
  /** Set while the text does not parse: the lenses shown are the last good ones. */
  readonly syntaxError: string | null;
}
export interface FunctionStatus {
  readonly name: string;
  readonly status: "differentiable" | "constant" | "declined";
  readonly reason: string | null;
  /** Where the function's name stands. */
  readonly start: number;
  readonly end: number;
}

/** Server → client, after each analysis of a document: panel and status may ask again. */
export const analyzedNotification = "gradlens/analyzed";
export interface AnalyzedParams {
  readonly uri: string;
  readonly version: number;
}

/** The hand-written derivatives of a document; with `run` they are compared first, whatever the settings. */
export const checksRequest = "gradlens/checks";
export interface ChecksParams {
  readonly uri: string;
  readonly run?: boolean;
}
export interface ChecksResult {
  readonly version: number;
  readonly checks: readonly CheckItem[];
}
export interface CheckItem {
  /** The derivative, and the function it belongs to. */
  readonly name: string;
  readonly primal: string;
  /** "open" where it was not compared yet. */
  readonly outcome: "passed" | "failed" | "undecided" | "open";
  readonly message: string;
  /** At the point that shows the difference best. */
  readonly numbers: { readonly expected: string; readonly actual: string } | null;
  /** The derivative's name, and the piece that is wrong. */
  readonly start: number;
  readonly end: number;
  readonly place: { readonly start: number; readonly end: number };
}

/** Client → server: colours of pictures in hovers follow the theme. */
export const themeNotification = "gradlens/theme";
export type ThemeKind = "light" | "dark" | "highContrast" | "highContrastLight";
export interface ThemeParams {
  readonly kind: ThemeKind;
}

/** Client → server: the lens of a function is to show the derivative of this order. */
export const orderNotification = "gradlens/order";
export interface OrderParams {
  readonly uri: string;
  readonly name: string;
  readonly order: number;
}

/** Client → server, where hints follow the cursor. */
export const cursorNotification = "gradlens/cursor";
export interface CursorParams {
  readonly uri: string;
  readonly offset: number;
}

/** What the client announces on start, beside the standard capabilities. */
export interface ClientOptions {
  /** Commands the client can run from lenses and hovers; none elsewhere than in VS Code. */
  readonly commands?: readonly string[];
  readonly themeKind?: ThemeKind;
  /** Whether to send `analyzedNotification`. */
  readonly notifyAnalyzed?: boolean;
}

export type LensKind = "derivative" | "verdict" | "point";

/** The settings the server reads, section "gradlens". */
export interface Settings {
  readonly codeLens: {
    readonly enabled: boolean;
    /** Which lenses: the derivative, the verdict on a hand-written one, the point that a click changes. */
    readonly show: readonly LensKind[];
    readonly form: "both" | "symbolic" | "numeric";
    readonly maxLength: number;
  };
  /** Value and rate behind each statement: of every function, or of the one with the cursor. */
  readonly inlayHints: "off" | "cursor" | "all";
  /** What following one function, and one file, may cost: counts, never time. */
  readonly limits: {
    readonly steps: number;
    readonly nodes: number;
    readonly fileSteps: number;
  };
  /** Whose derivative to show where there is no single one. */
  readonly nonSmooth: NonSmooth;
  readonly check: {
    /** When hand-written derivatives are compared: at each edit, on opening and saving, or when asked. */
    readonly run: "onType" | "onSave" | "manual";
    /** How each verdict stands in the Problems list. */
    readonly severity: Severities;
  };
}

export type Severity = "error" | "warning" | "information" | "hint" | "off";
/** The verdicts that can be a problem. */
export interface Severities {
  readonly wrong: Severity;
  readonly conditional: Severity;
  readonly proportional: Severity;
  readonly inconclusive: Severity;
  readonly declined: Severity;
}

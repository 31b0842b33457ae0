import {
  type BranchesParams,
  type BranchesResult,
  type BranchPoint,
  mostNumbers,
  mostPoints,
} from "./branches.ts";
import { type PageLook, plainLook } from "./pageLook.ts";
import type { PanelTrace } from "./panelTrace.ts";

/** What the panel shows: whole, never a change to what it showed before. */
export type PanelContent =
  | {
      readonly kind: "function";
      readonly trace: PanelTrace;
      /** The document at the trace's version; null once it has moved on and cannot be read. */
      readonly text: string | null;
    }
  /** Nothing to draw, and why, in a calm sentence. */
  | { readonly kind: "message"; readonly text: string };

/** Host → page. */
export type ToPanel =
  | { readonly type: "show"; readonly content: PanelContent }
  /** The editor's selection, as offsets into the traced document; null when it is elsewhere. */
  | { readonly type: "cursor"; readonly selection: OffsetRange | null }
  /** The answer to a question for branches. */
  | { readonly type: "branches"; readonly question: number; readonly branches: BranchesResult };

/** Page → host. `ready` is the first message of every page; the host answers with whole states. */
export type FromPanel =
  | { readonly type: "ready" }
  | {
      readonly type: "reveal";
      readonly uri: string;
      readonly version: number;
      readonly range: OffsetRange;
    }
  /** Points are outside every branch that is known: which ones are taken there? Only the latest counts. */
  | ({ readonly type: "branches"; readonly question: number } & BranchesParams)
  /** A file the page has made; a PNG as base64. */
  | {
      readonly type: "export";
      readonly name: string;
      readonly format: Exclude<ExportFormat, "html">;
      readonly data: string;
    }
  /** The page itself as a file: the host has its script and its style. */
  | {
      readonly type: "exportPage";
      readonly name: string;
      readonly look: PageLook;
      readonly saved: SavedPanel;
    }
  /** The point as it stands, to be written above the function as `@at`. */
  | {
      readonly type: "samplePoint";
      readonly uri: string;
      readonly name: string;
      readonly point: string;
    };

export const exportFormats = ["svg", "png", "html", "dot", "json"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** What a page keeps for its next life; the host reads uri and name when it restores a panel. */
export interface SavedPanel {
  readonly uri: string;
  readonly name: string;
  /** Inputs moved away from the sample point, by path. */
  readonly inputs: Readonly<Record<string, number>>;
  /** Which of the views was open, and the input it was about, by path. */
  readonly view?: string;
  readonly input?: string;
  /** The path of the result that is differentiated, or its weights where it is the sum of them all. */
  readonly output?: string;
  readonly seed?: Readonly<Record<string, number>>;
  readonly zoom?: { readonly k: number; readonly x: number; readonly y: number };
  readonly folds?: SavedFolds;
}

/** What is open in the graph of a trace of so many operations, by key. */
export interface SavedFolds {
  readonly operations: number;
  readonly isAll: boolean;
  readonly open: readonly string[];
  /** Of loops, the turn that is looked at. */
  readonly turns: Readonly<Record<string, number>>;
}

/** Messages cross a process boundary as `unknown`; what is not one of ours is dropped. */
export function toPanelMessage(message: unknown): ToPanel | undefined {
  if (!isRecord(message)) return undefined;
  const { type, content, selection, question, branches } = message;
  if (type === "show" && isRecord(content)) return message as ToPanel;
  if (type === "cursor" && (selection === null || isOffsetRange(selection))) {
    return message as ToPanel;
  }
  if (type === "branches" && isOffset(question) && (branches === null || Array.isArray(branches))) {
    return message as ToPanel;
  }
  return undefined;
}

export function fromPanelMessage(message: unknown): FromPanel | undefined {
  if (!isRecord(message)) return undefined;
  const { type, uri, version, range } = message;
  if (type === "ready") return { type };
  if (
    type === "reveal" &&
    typeof uri === "string" &&
    typeof version === "number" &&
    isOffsetRange(range)
  ) {
    return { type, uri, version, range };
  }
  const asked = type === "branches" ? branchesMessage(message) : undefined;
  return asked ?? exportMessage(message) ?? samplePointMessage(message);
}

function exportMessage({ type, name, format, data, ...rest }: Record<string, unknown>) {
  if (typeof name !== "string") return undefined;
  const known = exportFormats.find((one) => one === format);
  if (type === "export" && known && known !== "html" && typeof data === "string") {
    return { type, name, format: known, data } as const;
  }
  const [look, saved] = [plainLook(rest["look"]), savedPanel(rest["saved"])];
  return type === "exportPage" && look && saved
    ? ({ type, name, look, saved } as const)
    : undefined;
}

function samplePointMessage({ type, uri, name, point }: Record<string, unknown>) {
  if (type !== "samplePoint" || typeof uri !== "string") return undefined;
  if (typeof name !== "string" || typeof point !== "string") return undefined;
  return { type, uri, name, point } as const;
}

function branchesMessage(message: Record<string, unknown>) {
  const { question, uri, version, name, points, withFormulas } = message;
  if (!isOffset(question) || typeof uri !== "string" || typeof version !== "number")
    return undefined;
  if (typeof name !== "string" || typeof withFormulas !== "boolean") return undefined;
  if (!Array.isArray(points) || points.length > mostPoints || !points.every(isPoint)) {
    return undefined;
  }
  const numbers = points.reduce((sum, point) => sum + Object.keys(point).length, 0);
  if (numbers > mostNumbers) return undefined;
  return { type: "branches", question, uri, version, name, points, withFormulas } as const;
}

function isPoint(value: unknown): value is BranchPoint {
  return isRecord(value) && Object.values(value).every((each) => typeof each === "number");
}

export function savedPanel(state: unknown): SavedPanel | undefined {
  if (!isRecord(state)) return undefined;
  const { uri, name, inputs, folds, output, seed } = state;
  const isOurs = typeof uri === "string" && typeof name === "string" && isRecord(inputs);
  const hasResult = output === undefined || typeof output === "string";
  const hasSeed = seed === undefined || isPoint(seed);
  const isWhole = isOurs && hasResult && hasSeed && (folds === undefined || isFolds(folds));
  return isWhole ? (state as unknown as SavedPanel) : undefined;
}

function isFolds(value: unknown): value is SavedFolds {
  if (!isRecord(value) || !isOffset(value["operations"])) return false;
  return Array.isArray(value["open"]) && isPoint(value["turns"]);
}

function isOffsetRange(value: unknown): value is OffsetRange {
  if (!isRecord(value)) return false;
  const { start, end } = value;
  return isOffset(start) && isOffset(end);
}

function isOffset(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

import { Disposable, type WebviewPanel } from "vscode";
import type { BranchesResult } from "../protocol/branches.ts";
import {
  type FromPanel,
  fromPanelMessage,
  type OffsetRange,
  type PanelContent,
  type ToPanel,
} from "../protocol/panelMessages.ts";

export type Reveal = Extract<FromPanel, { type: "reveal" }>;

export type BranchesAsked = Extract<FromPanel, { type: "branches" }>;
type Made = Extract<FromPanel, { type: "export" | "exportPage" }>;
type PointChosen = Extract<FromPanel, { type: "samplePoint" }>;

export interface PageEvents {
  /** A page has come up and was given what is shown. */
  onReady(): void;
  onReveal(message: Reveal): void;
  onBranches(message: BranchesAsked): void;
  onExport(message: Made, content: PanelContent): void;
  onSamplePoint(message: PointChosen): void;
}

/**
 * The page's end of the line. VS Code throws a hidden page away, and what is sent to it is lost: the
 * content is kept here, and every new page gets the whole of it once it says `ready`.
 */
export class PanelPage {
  private readonly panel: WebviewPanel;
  private readonly events: PageEvents;
  private readonly listeners: Disposable;
  private content: PanelContent;
  private isReady = false;

  constructor(panel: WebviewPanel, content: PanelContent, events: PageEvents) {
    this.panel = panel;
    this.content = content;
    this.events = events;
    this.listeners = Disposable.from(
      panel.webview.onDidReceiveMessage((data: unknown) => this.receive(fromPanelMessage(data))),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.isReady = false;
      }),
    );
  }

  show(content: PanelContent): void {
    this.content = content;
    this.send({ type: "show", content });
  }

  markCursor(selection: OffsetRange | null): void {
    this.send({ type: "cursor", selection });
  }

  tellBranches(question: number, branches: BranchesResult): void {
    this.send({ type: "branches", question, branches });
  }

  dispose(): void {
    this.isReady = false;
    this.listeners.dispose();
  }

  private receive(message: FromPanel | undefined): void {
    if (!message) return;
    switch (message.type) {
      case "ready":
        this.isReady = true;
        this.show(this.content);
        this.events.onReady();
        return;
      case "reveal":
        this.events.onReveal(message);
        return;
      case "branches":
        this.events.onBranches(message);
        return;
      case "export":
      case "exportPage":
        this.events.onExport(message, this.content);
        return;
      case "samplePoint":
        this.events.onSamplePoint(message);
        return;
      default:
        message satisfies never;
    }
  }

  private send(message: ToPanel): void {
    if (this.isReady) void this.panel.webview.postMessage(message);
  }
}

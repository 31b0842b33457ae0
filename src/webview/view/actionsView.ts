import { html, nothing } from "lit";
import { type ExportFormat, exportFormats } from "../../protocol/panelMessages.ts";
import type { Scene } from "../model/scene.ts";
import { isExported } from "../vscodeApi.ts";

export interface PanelActions {
  reset(): void;
  usePoint(): void;
  exportAs(format: ExportFormat): void;
}

const titles: Readonly<Record<ExportFormat, string>> = {
  svg: "Picture (SVG)",
  png: "Picture (PNG)",
  html: "Page that still drags (HTML)",
  dot: "Graphviz (DOT)",
  json: "Numbers (JSON)",
};

/** What can be done with a point away from the sample. An exported page has nowhere to write it to. */
export function pointActionsView({ isMoved }: Scene, { reset, usePoint }: PanelActions) {
  if (!isMoved) return nothing;
  return html`
    <vscode-button secondary @click=${reset}>Reset</vscode-button>
    ${
      isExported
        ? nothing
        : html`
            <vscode-button
              secondary
              title="Write this point above the function as @at"
              @click=${usePoint}
            >
              Use as sample point
            </vscode-button>
          `
    }
  `;
}

export function exportMenuView({ exportAs }: PanelActions) {
  if (isExported) return nothing;
  return html`
    <details class="menu" @keydown=${closeOnEscape} @focusout=${closeOutside}>
      <summary>Export</summary>
      <div class="menu-items">
        ${exportFormats.map(
          (format) => html`
            <button
              @click=${(event: Event) => {
                close(event);
                exportAs(format);
              }}
            >
              ${titles[format]}
            </button>
          `,
        )}
      </div>
    </details>
  `;
}

function menuOf(event: Event): HTMLDetailsElement | null {
  return (event.currentTarget as Element).closest("details");
}

function close(event: Event): void {
  const menu = menuOf(event);
  menu?.querySelector("summary")?.focus();
  menu?.removeAttribute("open");
}

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key === "Escape") close(event);
}

function closeOutside(event: FocusEvent): void {
  const menu = menuOf(event);
  if (menu && !menu.contains(event.relatedTarget as Node | null)) menu.removeAttribute("open");
}

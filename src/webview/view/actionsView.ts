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

/** What can be done with the picture as it stands. An exported page has nowhere to write to. */
export function actionsView({ isMoved }: Scene, { reset, usePoint, exportAs }: PanelActions) {
  return html`
    <div class="actions">
      <button class="quiet-button" ?disabled=${!isMoved} @click=${reset}>Reset</button>
      ${
        isExported
          ? nothing
          : html`
              <button
                class="quiet-button"
                title="Write this point above the function as @at"
                ?disabled=${!isMoved}
                @click=${usePoint}
              >
                Use as sample point
              </button>
              <details class="menu" @keydown=${closeOnEscape} @focusout=${closeOutside}>
                <summary class="quiet-button">Export</summary>
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
            `
      }
    </div>
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

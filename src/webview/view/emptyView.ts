import { html } from "lit";
import type { PanelTrace } from "../../protocol/panelTrace.ts";

/** Nothing to draw, and why. */
export function messageView(text: string) {
  return html`<main class="empty"><p>${text}</p></main>`;
}

export function declinedView(
  { name, message }: Extract<PanelTrace, { kind: "declined" }>,
  reveal: () => void,
) {
  return html`
    <main class="empty">
      <h1><span class="function-name">${name}</span></h1>
      <p>No derivative: ${message}</p>
      <p><vscode-button @click=${reveal}>Show the place</vscode-button></p>
    </main>
  `;
}

import { html, nothing } from "lit";
import type { Gaps } from "../model/walk.ts";

/** Why there is nothing in places: another branch that is on its way, or one that cannot be followed. */
export function gapsView(what: string, { missing, reasons }: Gaps) {
  if (missing.length === 0 && reasons.length === 0) return nothing;
  const text =
    missing.length > 0
      ? `Where ${what} is missing the code takes another branch: it is on its way.`
      : `Where ${what} is missing the code cannot be followed: ${reasons.join("; ")}.`;
  return html`<p class="remark gaps">${text}</p>`;
}

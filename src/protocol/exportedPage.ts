import type { PanelContent, SavedPanel } from "./panelMessages.ts";

/** What an exported page carries with it, in place of a host. */
export interface CarriedState {
  readonly content: PanelContent;
  readonly saved: SavedPanel;
}

/** The id of the element that holds it. */
export const carriedStateId = "gradlens-state";

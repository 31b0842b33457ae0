import { type FromPanel, type SavedPanel, savedPanel } from "../protocol/panelMessages.ts";

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** May be acquired only once in the life of a page. */
const api = acquireVsCodeApi();
const SAVE_DELAY = 150;
let pendingSave: ReturnType<typeof setTimeout> | undefined;

export function post(message: FromPanel): void {
  api.postMessage(message);
}

export function restoreState(): SavedPanel | undefined {
  return savedPanel(api.getState());
}

/** A drag changes the state many times a second; only where it comes to rest is written down. */
export function saveState(state: SavedPanel): void {
  clearTimeout(pendingSave);
  pendingSave = setTimeout(() => api.setState(state), SAVE_DELAY);
}

import { type CarriedState, carriedStateId } from "../protocol/exportedPage.ts";
import { type FromPanel, type SavedPanel, savedPanel } from "../protocol/panelMessages.ts";

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare const acquireVsCodeApi: (() => VsCodeApi) | undefined;

/** Exported to a file the page has no editor: it shows what it carries and asks nobody. */
export const isExported = typeof acquireVsCodeApi === "undefined";
/** May be acquired only once in the life of a page. */
const api = typeof acquireVsCodeApi === "undefined" ? withoutEditor() : acquireVsCodeApi();
const aloneMessage = "this page has only the branch it was saved with";
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

function withoutEditor(): VsCodeApi {
  const text = document.getElementById(carriedStateId)?.textContent ?? "null";
  const carried = JSON.parse(text) as CarriedState | null;
  return {
    postMessage(message) {
      const asked = message as FromPanel;
      if (asked.type === "ready" && carried)
        window.postMessage({ type: "show", content: carried.content });
      // Nobody is there who could trace another branch.
      if (asked.type === "branches") {
        const branches = asked.points.map(() => ({ kind: "declined", message: aloneMessage }));
        window.postMessage({ type: "branches", question: asked.question, branches });
      }
    },
    getState: () => carried?.saved,
    setState() {},
  };
}

import { html } from "lit";
import type { Whereabouts } from "./model/branches.ts";
import { withMove } from "./model/moves.ts";
import type { FreeInput } from "./model/picture.ts";
import type { Scene } from "./model/scene.ts";
import type { PanelState } from "./panelActions.ts";
import { type HeaderActions, headerView } from "./view/headerView.ts";
import { noticeView } from "./view/noticeView.ts";
import { chosenView, type ViewActions } from "./views/chosenView.ts";
import { tabsView } from "./views/tabsView.ts";

interface Shown {
  readonly state: PanelState;
  /** The code cannot be read any more. */
  readonly isStale: boolean;
  readonly whereabouts: Whereabouts;
  readonly header: HeaderActions;
  readonly actions: ViewActions;
  keep(change: Partial<PanelState>): void;
}

/** From top to bottom: what is shown, the chosen view of it, and the inputs. */
export function panelView(scene: Scene, shown: Shown) {
  const { state, isStale, whereabouts, header, actions, keep } = shown;
  return html`
    ${headerView(scene, header)}
    <main>
    ${tabsView(
      state.view,
      (view) => keep({ view }),
      html`<div class="stage" id="view">
        ${chosenView(scene, state, state.zoom, actions)} ${noticeView(scene, isStale, whereabouts)}
      </div>`,
    )}
    </main>
    <gradlens-inputs
      .scene=${scene}
      .move=${(input: FreeInput, value: number) => keep({ moves: withMove(state.moves, input, value) })}
    ></gradlens-inputs>
  `;
}

import type { VscTabsSelectEvent } from "@vscode-elements/elements/dist/vscode-tabs/vscode-tabs.js";
import { html, nothing } from "lit";
import { type ViewName, views } from "./names.ts";

const titles: Readonly<Record<ViewName, string>> = {
  graph: "Graph",
  chain: "Chain",
  paths: "Paths",
  steps: "Steps",
  plot: "Plot",
  descent: "Descent",
  quiz: "Quiz",
  nodes: "Nodes",
};

/** A tab is chosen as soon as it has the focus: the arrow keys lead from view to view. */
export function tabsView(chosen: ViewName, choose: (view: ViewName) => void, content: unknown) {
  const chooseAt = ({ detail }: VscTabsSelectEvent) => {
    const view = views[detail.selectedIndex];
    if (view) choose(view);
  };
  return html`
    <vscode-tabs class="tabs" panel .selectedIndex=${views.indexOf(chosen)} @vsc-tabs-select=${chooseAt}>
      ${views.map(
        (view) => html`
          <vscode-tab-header slot="header" tabindex="-1" @focus=${() => choose(view)} @keydown=${leap}>${titles[view]}</vscode-tab-header>
        `,
      )}
      ${views.map(
        (view) =>
          html`<vscode-tab-panel tabindex="-1">${view === chosen ? content : nothing}</vscode-tab-panel>`,
      )}
    </vscode-tabs>
  `;
}

/** Home and End lead to the first and the last tab. */
function leap(event: KeyboardEvent): void {
  const place = { Home: 0, End: -1 }[event.key];
  const tabs = (event.currentTarget as Element).parentElement?.querySelectorAll(
    "vscode-tab-header",
  );
  if (place === undefined || !tabs) return;
  event.preventDefault();
  Array.from(tabs).at(place)?.focus();
}

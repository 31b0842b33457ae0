import { html } from "lit";
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

/** One tab is in the order of Tab; the arrow keys lead to the others. */
export function tabsView(chosen: ViewName, choose: (view: ViewName) => void) {
  return html`
    <div class="tabs" role="tablist" aria-label="Views" @keydown=${(event: KeyboardEvent) => go(event, chosen, choose)}>
      ${views.map(
        (view) => html`
          <button
            role="tab"
            id=${`tab-${view}`}
            aria-selected=${view === chosen}
            aria-controls="view"
            tabindex=${view === chosen ? 0 : -1}
            @click=${() => choose(view)}
          >
            ${titles[view]}
          </button>
        `,
      )}
    </div>
  `;
}

function go(event: KeyboardEvent, chosen: ViewName, choose: (view: ViewName) => void): void {
  const next = nextView(event.key, views.indexOf(chosen));
  if (!next) return;
  event.preventDefault();
  choose(next);
  (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`#tab-${next}`)?.focus();
}

function nextView(key: string, place: number): ViewName | undefined {
  if (key === "ArrowRight") return views[(place + 1) % views.length];
  if (key === "ArrowLeft") return views.at(place - 1);
  if (key === "Home") return views[0];
  return key === "End" ? views.at(-1) : undefined;
}

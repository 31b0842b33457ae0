import { html, nothing } from "lit";
import { formatNumber } from "../model/numbers.ts";
import type { Scene } from "../model/scene.ts";

/** One line over the picture when it is not the whole truth. It covers, so that nothing moves. */
export function noticeView(scene: Scene, isStale: boolean) {
  const text = noticeText(scene, isStale);
  return html`<p class="notice" role="status" ?hidden=${text === undefined}>${text ?? nothing}</p>`;
}

function noticeText({ picture, sweep }: Scene, isStale: boolean): string | undefined {
  const { graph, trace, lineOf } = picture;
  if (sweep.brokenGuard) {
    const { kind, range } = sweep.brokenGuard;
    const line = lineOf(range.start);
    const place = line === undefined ? "" : ` at line ${line}`;
    const what =
      kind === "truth" ? `Another branch is taken${place}` : `An index or a length changes${place}`;
    return `${what}: the picture shows the one traced at ${trace.point}.`;
  }
  if (isStale) return "The code cannot be read just now: the picture shows it as it last could be.";
  if (picture.folds.isAll && graph.total > graph.nodes.length) {
    return `Showing ${formatNumber(graph.nodes.length)} of ${formatNumber(graph.total)} nodes: inputs, outputs and named variables.`;
  }
  return undefined;
}

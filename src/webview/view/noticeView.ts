import { html, nothing } from "lit";
import type { Whereabouts } from "../model/branches.ts";
import { formatNumber } from "../model/numbers.ts";
import type { Scene } from "../model/scene.ts";

/** One line over the picture when it is not the whole truth. It covers, so that nothing moves. */
export function noticeView(scene: Scene, isStale: boolean, whereabouts: Whereabouts) {
  const text = noticeText(scene, isStale, whereabouts);
  return html`<p class="notice" role="status" ?hidden=${text === undefined}>${text ?? nothing}</p>`;
}

function noticeText(
  { picture }: Scene,
  isStale: boolean,
  whereabouts: Whereabouts,
): string | undefined {
  const { graph, trace, lineOf } = picture;
  if (whereabouts.kind !== "home") {
    const { kind, range } = whereabouts.guard;
    const line = lineOf(range.start);
    const place = line === undefined ? "" : ` at line ${line}`;
    const what =
      kind === "truth" ? `Another branch is taken${place}` : `An index or a length changes${place}`;
    switch (whereabouts.kind) {
      case "followed":
        return `${what} than at ${trace.point}: the picture follows it.`;
      case "unknown":
        return `${what}: its picture is on the way.`;
      case "declined":
        return `${what}, which cannot be followed (${whereabouts.message}): the picture is of the one before it.`;
    }
  }
  if (isStale) return "The code cannot be read just now: the picture shows it as it last could be.";
  if (picture.folds.isAll && graph.total > graph.nodes.length) {
    return `Showing ${formatNumber(graph.nodes.length)} of ${formatNumber(graph.total)} nodes: inputs, outputs and named variables.`;
  }
  return undefined;
}

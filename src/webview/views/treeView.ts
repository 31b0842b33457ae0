import { html, nothing, svg } from "lit";
import type { NodeId } from "../../core/tape/tape.ts";
import { shortened } from "../layout/measure.ts";
import type { Level } from "../model/level.ts";
import { formatNumber } from "../model/numbers.ts";
import { MOST_PATHS, type Path, pathsBetween, type Rate } from "../model/paths.ts";
import type { Routes } from "../model/routes.ts";
import type { Scene } from "../model/scene.ts";
import { flatten, type Tree, treeOf } from "../model/tree.ts";
import type { ChainActions } from "./chainView.ts";

const ROW = 30;
const LETTER = 7.9;
/** Room for a rate between two names. */
const RATE_WIDTH = 94;
/** More ends than this are no picture any more; then only the chosen input's are drawn. */
const MOST_ENDS = 24;

/** The tree diagram of dependencies: a rate on every branch, a product at every end. */
export function treeView(scene: Scene, routes: Routes, { select }: ChainActions) {
  const paths = drawnPaths(scene, routes);
  if (paths.length === 0) return nothing;
  const { level, output, input } = routes;
  const tree = treeOf(output, paths);
  const nodes = flatten(tree);
  const columns = columnsOf(level, nodes);
  const width = (columns.at(-1) as Column).right + 90;
  const height = ROW * (Math.max(...nodes.map(({ row }) => row)) + 1);
  const label = `Tree of ${level.name(output)}: ${paths.length} ${paths.length === 1 ? "path" : "paths"} in the table below`;
  const place = ({ depth, row }: Tree) => {
    const { left, right } = columns[depth] as Column;
    return { left, right, y: ROW * (row + 0.5) };
  };
  return html`
    <div class="scroller" tabindex="0" role="group" aria-label="Tree diagram">
      <svg class="tree" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${label}>
        ${nodes.flatMap((node) => node.branches.map((branch) => branchView(place(node), place(branch), branch, input.node)))}
        ${nodes.map((node) => nodeView(level, place(node), node, input.node, select))}
      </svg>
    </div>
  `;
}

/** Every input's ways where they are few, so that the tree is of the whole function. */
function drawnPaths({ picture }: Scene, { rates, paths, output }: Routes): readonly Path[] {
  const all = picture.inputs.map(({ node }) => pathsBetween(rates, node, output));
  const count = all.reduce((sum, one) => sum + one.count, 0);
  if (count <= MOST_ENDS) return all.flatMap((one) => one.paths);
  return paths.count <= MOST_PATHS ? paths.paths : [];
}

interface Column {
  readonly left: number;
  readonly right: number;
}

function columnsOf(level: Level, nodes: readonly Tree[]): readonly Column[] {
  const widths: number[] = [];
  for (const { depth, node } of nodes) {
    widths[depth] = Math.max(widths[depth] ?? 0, shortened(level.name(node)).length * LETTER + 12);
  }
  let left = 2;
  return widths.map((width) => {
    const column = { left, right: left + width };
    left += width + RATE_WIDTH;
    return column;
  });
}

interface Place extends Column {
  readonly y: number;
}

function branchView(from: Place, to: Place, tree: Tree, input: NodeId) {
  const rate = tree.rate as Rate;
  const state = rate.isStopped ? "stopped" : rate.rate === 0 ? "dead" : "";
  const [start, end] = [from.right, to.left];
  const bend = start + 22;
  return svg`
    <g class=${`branch ${state} ${leadsTo(tree, input) ? "chosen" : ""}`}>
      <path class="wire" d=${`M${start},${from.y}L${bend},${to.y}H${end}`} />
      <text class="local" x=${(bend + end) / 2} y=${to.y + 4}>${rate.isStopped ? "stops" : formatNumber(rate.rate)}</text>
    </g>
  `;
}

function nodeView(
  level: Level,
  { left, right, y }: Place,
  tree: Tree,
  input: NodeId,
  select: (node: NodeId) => void,
) {
  const { node, path } = tree;
  const isChosen = node === input;
  return svg`
    <g class=${`leaf ${isChosen ? "chosen" : ""}`} @click=${() => select(node)}>
      <title>${titleOf(level, node)}</title>
      <rect class="box" x=${left} y=${y - 11} width=${right - left} height="22" rx=${tree.branches.length > 0 ? 4 : 11} />
      <text class="name" x=${(left + right) / 2} y=${y + 4}>${shortened(level.name(node))}</text>
      ${path ? svg`<text class=${isChosen ? "gradient" : "quiet-text"} x=${right + 10} y=${y + 4}>${formatNumber(path.product)}</text>` : nothing}
    </g>
  `;
}

/** What it computes; and its name, where that is cut. */
function titleOf(level: Level, node: NodeId): string {
  const name = level.name(node);
  const definition = level.definition(node);
  if (shortened(name) === name) return definition;
  return definition === "" ? name : `${name} = ${definition}`;
}

function leadsTo({ node, branches }: Tree, input: NodeId): boolean {
  return node === input || branches.some((branch) => leadsTo(branch, input));
}

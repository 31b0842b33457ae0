import { html, nothing } from "lit";
import type { NodeId } from "../../core/tape/tape.ts";
import type { Level } from "../model/level.ts";
import type { Look } from "../model/look.ts";
import { formatNumber } from "../model/numbers.ts";
import { wrapped } from "../model/operators.ts";
import { MOST_PATHS, type Path, type Paths } from "../model/paths.ts";
import { type Routes, routesOf } from "../model/routes.ts";
import type { Scene } from "../model/scene.ts";
import type { ChainActions } from "./chainView.ts";
import { inputChoice, noInputView } from "./inputChoice.ts";
import { groupsView } from "./pathGroupsView.ts";
import { rateText, stop } from "./pathStops.ts";
import { treeView } from "./treeView.ts";

/** Every way from an input to the result, its product, and their sum: the derivative. */
export function pathsView(scene: Scene, look: Look, actions: ChainActions) {
  const routes = routesOf(scene);
  if (!routes) return noInputView();
  const { level, paths, input, output } = routes;
  return html`
    <div class="toolbar">
      ${inputChoice(scene, actions.chooseInput)}
      <span class="remark">${countText(paths)}</span>
    </div>
    <p class="sum">
      <span class="function-name">∂${wrapped(level.name(output))}/∂${wrapped(input.path)}</span> =
      ${sumText(paths)} <span class="gradient total">${formatNumber(paths.sum)}</span>
    </p>
    ${treeView(scene, routes, actions)}
    ${paths.count > MOST_PATHS ? groupsView(routes, look, actions) : tableView(routes, actions)}
    ${legendOf(level, paths)}
  `;
}

function countText({ count }: Paths): string {
  if (count === 0) return "no path leads there";
  const paths = count === 1 ? "one path" : `${formatNumber(count)} paths`;
  return count <= MOST_PATHS ? paths : `${paths}, in groups`;
}

function tableView({ level, input, paths }: Routes, actions: ChainActions) {
  if (paths.count === 0) return nothing;
  return html`
    <table class="paths stacking">
      <thead>
        <tr>
          <th scope="col">path</th>
          <th scope="col">rates along it</th>
          <th scope="col" class="number">product</th>
        </tr>
      </thead>
      <tbody>
        ${paths.paths.map((path) => pathRow(level, input.node, path, actions))}
      </tbody>
    </table>
  `;
}

function pathRow(level: Level, start: NodeId, path: Path, actions: ChainActions) {
  const nodes = [start, ...path.rates.map(({ to }) => to)];
  return html`
    <tr class=${path.product === 0 ? "zero" : ""}>
      <td class="nodes">
        ${nodes.map((node, index) => html`${index === 0 ? nothing : html`<span class="arrow"> → </span>`}${stop(level, node, actions)}`)}
      </td>
      <td class="rates" data-label="rates">${path.rates.map(rateText).join(" × ")}</td>
      <td class="number gradient" data-label="product">${formatNumber(path.product)}</td>
    </tr>
  `;
}

function sumText({ paths }: Paths) {
  if (paths.length < 2 || paths.length > 8) return nothing;
  return `${paths.map(({ product }) => wrapped(formatNumber(product))).join(" + ")} =`;
}

/** What the letters stand for that the code does not have. */
function legendOf(level: Level, { paths }: Paths) {
  const nodes = new Set(paths.flatMap(({ rates }) => rates.map(({ to }) => to)));
  const unnamed = level.graph.nodes.filter(({ id, name }) => name === undefined && nodes.has(id));
  if (unnamed.length === 0) return nothing;
  const texts = unnamed.map(({ id }) => `${level.name(id)} = ${level.definition(id)}`);
  return html`<p class="remark">where ${texts.join(", ")}</p>`;
}

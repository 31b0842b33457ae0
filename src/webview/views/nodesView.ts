import { html, nothing } from "lit";
import type { GraphNode } from "../model/graph.ts";
import type { LinkNumber } from "../model/linkNumbers.ts";
import type { Link } from "../model/links.ts";
import { formatNumber } from "../model/numbers.ts";
import type { Scene } from "../model/scene.ts";
import { operationName, placeOf } from "../model/words.ts";
import type { ChainActions } from "./chainView.ts";

interface Incoming {
  readonly link: Link;
  readonly numbers: LinkNumber | undefined;
}

/** The graph as a table: every node with its numbers and what it is computed from. */
export function nodesView(scene: Scene, actions: ChainActions) {
  const { picture, linkNumbers } = scene;
  const incoming = new Map<number, Incoming[]>();
  for (const [index, link] of picture.graph.links.entries()) {
    const known = incoming.get(link.to) ?? [];
    known.push({ link, numbers: linkNumbers[index] });
    incoming.set(link.to, known);
  }
  return html`
    <table class="paths stacking nodes-table">
      <caption class="remark">
        The nodes of the graph, in the order in which they are computed
      </caption>
      <thead>
        <tr>
          <th scope="col">node</th>
          <th scope="col">operation</th>
          <th scope="col" class="number">value</th>
          <th scope="col" class="number">gradient</th>
          <th scope="col">computed from (local derivative)</th>
          <th scope="col" class="number">line</th>
        </tr>
      </thead>
      <tbody>
        ${picture.graph.nodes.map((node) => rowView(scene, node, incoming.get(node.id) ?? [], actions))}
      </tbody>
    </table>
  `;
}

function rowView(
  scene: Scene,
  node: GraphNode,
  incoming: readonly Incoming[],
  { select }: ChainActions,
) {
  const { picture, sweep, selected } = scene;
  const { words, tape, lineOf } = picture;
  const value = sweep.values[node.id] as number;
  const line = lineOf(tape.provenance.starts[node.id] as number);
  const place = placeOf(tape, node.id);
  return html`
    <tr aria-current=${selected === node.id ? "true" : nothing}>
      <th scope="row" class="nodes">
        <button class="term-button" title="Show it in the code" @click=${() => select(node.id)}>
          ${words.term(node.id)}
        </button>
      </th>
      <td>${operationName(tape, node.id)} ${place === "" ? nothing : html`<span class="quiet-text">${place}</span>`}</td>
      <td class="number ${Number.isNaN(value) ? "broken" : ""} value" data-label="value">${formatNumber(value)}</td>
      <td class="number gradient" data-label="gradient">${gradientText(scene, node)}</td>
      <td class="rates" data-label="from">${incoming.map((one, index) => html`${index === 0 ? "" : ", "}${incomingText(scene, one)}`)}</td>
      <td class="number quiet-text line-number" data-label="line">${line ?? ""}</td>
    </tr>
  `;
}

function gradientText({ sweep }: Scene, { id, role, isActive, isOutput }: GraphNode) {
  if (role === "frozen" || role === "noise") return html`<span class="quiet-text">${role}</span>`;
  if (!isActive && !isOutput) return "";
  return formatNumber(sweep.adjoints[id] as number);
}

function incomingText({ picture }: Scene, { link, numbers }: Incoming) {
  const rate =
    numbers === undefined || numbers.state === "stopped"
      ? "stops"
      : `${formatNumber(numbers.local)}${numbers.state === "dead" ? ", dead" : ""}`;
  return html`<span class="function-name">${picture.words.term(link.from)}</span> (${rate})`;
}

import { html, nothing } from "lit";
import type { Level } from "../model/level.ts";
import type { Look } from "../model/look.ts";
import { formatNumber } from "../model/numbers.ts";
import { type GroupRow, groupRows, type PathGroup, pathGroups } from "../model/pathGroups.ts";
import { productOf } from "../model/paths.ts";
import type { Routes } from "../model/routes.ts";
import { choiceView } from "../view/choiceView.ts";
import type { ChainActions } from "./chainView.ts";
import { rateText, stop } from "./pathStops.ts";

/** Links of a group that are written out from either end. */
const MOST_LINKS = 3;
const ends = ["first", "last"] as const;

/** Paths that are too many to list: in groups that open, each with the sum of its paths. */
export function groupsView(
  { level, rates, input, output }: Routes,
  { groupedBy, openGroups }: Look,
  actions: ChainActions,
) {
  const rows = groupRows(pathGroups(rates, input.node, output, groupedBy), openGroups);
  const toggle = (key: string) =>
    actions.look({
      openGroups: openGroups.includes(key)
        ? openGroups.filter((other) => other !== key)
        : [...openGroups, key],
    });
  return html`
    <div class="toolbar">
      <span class="choice"
        >by their
        ${choiceView({
          ...{ label: "grouped by", name: "grouped-by", options: ends, chosen: groupedBy },
          textOf: (end) => `${end} links`,
          choose: (end) => actions.look({ groupedBy: end, openGroups: [] }),
        })}
      </span>
    </div>
    <table class="paths stacking path-groups">
      <thead>
        <tr>
          <th scope="col">links they share</th>
          <th scope="col">rate along these</th>
          <th scope="col" class="number">paths</th>
          <th scope="col" class="number">sum</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => rowView(level, row, toggle, actions))}
      </tbody>
    </table>
  `;
}

function rowView(
  level: Level,
  row: GroupRow,
  toggle: (key: string) => void,
  actions: ChainActions,
) {
  const indent = `padding-left: ${row.depth * 18}px`;
  if (row.kind === "others") {
    return html`
      <tr class="zero">
        <td class="nodes" .style=${indent}>all others together</td>
        <td></td>
        <td class="number" data-label="paths">${formatNumber(row.count)}</td>
        <td class="number gradient" data-label="sum">${formatNumber(row.sum)}</td>
      </tr>
    `;
  }
  const { group, isOpen } = row;
  return html`
    <tr class=${group.sum === 0 ? "zero" : ""}>
      <td class="nodes" .style=${indent}>
        ${group.count > 1 ? opener(level, group, isOpen, toggle) : html`<span class="no-opener"></span>`}
        ${linksView(level, group, actions)}
      </td>
      <td class="rates" data-label="rate">${rateText(throughOf(group))}</td>
      <td class="number" data-label="paths">${formatNumber(group.count)}</td>
      <td class="number gradient" data-label="sum">${formatNumber(group.sum)}</td>
    </tr>
  `;
}

function opener(
  level: Level,
  { key, rates }: PathGroup,
  isOpen: boolean,
  toggle: (key: string) => void,
) {
  const name = `paths that share ${level.name(rates[0]?.from ?? 0)} to ${level.name(rates.at(-1)?.to ?? 0)}`;
  return html`<button class="term-button opener" aria-expanded=${isOpen} aria-label=${name} @click=${() => toggle(key)}>${isOpen ? "▾" : "▸"}</button>`;
}

/** "x → a → b", the middle of a long row left out. */
function linksView(level: Level, { rates }: PathGroup, actions: ChainActions) {
  const nodes = rates.map(({ from }) => from).concat((rates.at(-1) as { to: number }).to);
  const isLong = nodes.length > 2 * MOST_LINKS + 1;
  const shown = isLong ? [...nodes.slice(0, MOST_LINKS), ...nodes.slice(-MOST_LINKS)] : nodes;
  return shown.map((node, place) => {
    const isGap = isLong && place === MOST_LINKS;
    const arrow =
      place === 0 ? nothing : html`<span class="arrow"> → ${isGap ? "… → " : ""}</span>`;
    return html`${arrow}${stop(level, node, actions)}`;
  });
}

function throughOf({ rates }: PathGroup) {
  return { rate: productOf(rates), isStopped: rates.some(({ isStopped }) => isStopped) };
}

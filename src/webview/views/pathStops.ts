import { html } from "lit";
import type { NodeId } from "../../core/tape/tape.ts";
import type { Level } from "../model/level.ts";
import { formatNumber } from "../model/numbers.ts";
import { wrapped } from "../model/operators.ts";
import type { Rate } from "../model/paths.ts";
import type { ChainActions } from "./chainView.ts";

/** A node on a path, which leads to its place in the code. */
export function stop(level: Level, node: NodeId, { select }: ChainActions) {
  return html`<button class="term-button" title=${level.definition(node)} @click=${() => select(node)}>${level.name(node)}</button>`;
}

export function rateText({ rate, isStopped }: Pick<Rate, "rate" | "isStopped">): string {
  return isStopped ? "0 (stops)" : wrapped(formatNumber(rate));
}

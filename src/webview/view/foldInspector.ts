import { html, nothing } from "lit";
import type { Fold, GraphNode } from "../model/graph.ts";
import { facesOf } from "../model/nodeText.ts";
import { formatNumber } from "../model/numbers.ts";
import type { Scene } from "../model/scene.ts";

/** What a folded piece of the code holds, and the way into it. */
export function foldInspector(
  { sweep }: Scene,
  node: GraphNode,
  fold: Fold,
  open: (key: string) => void,
) {
  const faces = facesOf(node);
  const values = spanOf(faces.map((face) => sweep.values[face] as number));
  const gradients = spanOf(faces.map((face) => sweep.adjoints[face] as number));
  const title = [node.name, node.operator].filter((part) => part !== undefined && part !== "");
  return html`
    <section class="inspector" aria-live="polite" aria-label="Selected part of the code">
      <p class="arithmetic">
        <span class="equation">${title.join(", ")}</span>
        <vscode-button secondary @click=${() => open(fold.key)}>Open</vscode-button>
      </p>
      <p>${faces.length === 1 ? "value" : `${faces.length} values`} <span class="value">${values}</span></p>
      <p>
        ${
          node.isActive
            ? html`${faces.length === 1 ? "gradient" : "gradients"} <span class="gradient">${gradients}</span>`
            : nothing
        }
      </p>
    </section>
  `;
}

function spanOf(numbers: readonly number[]): string {
  if (numbers.length <= 2) return numbers.map(formatNumber).join(", ");
  let [least, most, broken] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const number of numbers) {
    if (Number.isNaN(number)) broken++;
    least = Math.min(least, Number.isNaN(number) ? least : number);
    most = Math.max(most, Number.isNaN(number) ? most : number);
  }
  if (broken === numbers.length) return "all NaN";
  const span = `from ${formatNumber(least)} to ${formatNumber(most)}`;
  return broken === 0 ? span : `${span}, ${broken} NaN`;
}

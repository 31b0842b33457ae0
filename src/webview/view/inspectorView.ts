import { html, nothing } from "lit";
import { type Equation, explain } from "../model/explain.ts";
import { type Scene, seedOf } from "../model/scene.ts";
import { placeOf } from "../model/words.ts";

/** What the selected node does, in three lines that keep their places; without one, how to read the graph. */
export function inspectorView(scene: Scene) {
  const { picture, selected } = scene;
  if (selected === undefined) return legendView();
  const { value, locals, gradient } = explain({ ...picture, ...scene }, selected, seedOf(scene));
  return html`
    <section class="inspector" aria-live="polite" aria-label="Selected node">
      <p class="arithmetic">
        ${equationView(value, "value")}
        <span class="place">${placeOf(picture.tape, selected)}</span>
      </p>
      <p class="locals">${locals.map((local) => equationView(local, "local-derivative"))}</p>
      <p class="chain">${gradient ? equationView(gradient, "gradient") : nothing}</p>
    </section>
  `;
}

function equationView({ terms, result }: Equation, kind: string) {
  const left = terms.length === 0 ? "" : `${terms.join(" = ")} = `;
  return html`<span class="equation">${left}<span class=${kind}>${result}</span></span>`;
}

function legendView() {
  return html`
    <section class="inspector legend" aria-label="How to read the graph">
      <p>
        <span class="value">value</span> above a node, <span class="gradient">gradient</span> of the
        result below it
      </p>
      <p>on an edge its local derivative; wider: more gradient</p>
      <p>click a node for its arithmetic and its place in the code</p>
    </section>
  `;
}

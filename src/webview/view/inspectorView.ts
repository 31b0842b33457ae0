import { html, nothing } from "lit";
import { type Equation, explain } from "../model/explain.ts";
import { type StepText, stepText } from "../model/play.ts";
import { type Play, type Scene, seedOf } from "../model/scene.ts";
import { placeOf } from "../model/words.ts";
import { foldInspector } from "./foldInspector.ts";

/** What the selected node does, in three lines that keep their places; without one, how to read the graph. */
export function inspectorView(scene: Scene, open: (key: string) => void) {
  const { picture, selected } = scene;
  if (scene.play) return playedView(scene, scene.play);
  if (selected === undefined) return picture.folds.isAll ? legendView() : foldedLegend();
  const node = picture.graph.nodes.find(({ id }) => id === selected);
  if (node?.fold) return foldInspector(scene, node, node.fold, open);
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

/** What happens in the present step, its multiplication and its accumulation. */
function playedView(scene: Scene, { steps, count, frame }: Play) {
  const seed = seedOf(scene);
  const { step } = frame;
  const text =
    step && seed !== undefined ? stepText({ ...scene.picture, ...scene }, step, seed) : undefined;
  return html`
    <section class="inspector played" aria-live="polite" aria-label="Present step">
      ${text ? stepView(text) : html`<p class="place">Forward first: press step forward.</p>`}
      <p class="place">
        step ${count} of ${steps.length}${text ? html`, ${text.pass} pass` : nothing}
      </p>
    </section>
  `;
}

function stepView({ pass, terms, result, sum }: StepText) {
  const kind = pass === "forward" ? "value" : "gradient";
  const [name, ...rest] = terms;
  const sign = sum === undefined ? "=" : "+=";
  const middle = rest.length === 0 ? "" : `${rest.join(" = ")} = `;
  return html`
    <p class="arithmetic">
      <span class="equation">${name} ${sign} ${middle}<span class=${kind}>${result}</span></span>
    </p>
    <p class="sum">
      ${sum === undefined ? nothing : html`<span class="equation">added to what came before: ${sum}</span>`}
    </p>
  `;
}

function equationView({ terms, result }: Equation, kind: string) {
  const left = terms.length === 0 ? "" : `${terms.join(" = ")} = `;
  return html`<span class="equation">${left}<span class=${kind}>${result}</span></span>`;
}

function foldedLegend() {
  return html`
    <section class="inspector legend" aria-label="How to read the graph">
      <p>
        <span class="value">value</span> above a node, <span class="gradient">gradient</span> below it
      </p>
      <p>
        cells by size: <span class="swatch below"></span> below 0
        <span class="swatch above"></span> above 0
      </p>
      <p>double-click (or space) opens a stacked box</p>
    </section>
  `;
}

function legendView() {
  return html`
    <section class="inspector legend" aria-label="How to read the graph">
      <p>
        <span class="value">value</span> above a node, <span class="gradient">gradient</span> below it
      </p>
      <p>edges: local derivative; wider: more gradient</p>
      <p>click a node for its arithmetic and its code</p>
    </section>
  `;
}

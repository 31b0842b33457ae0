import { html, LitElement, nothing } from "lit";
import type { FreeInput } from "../model/picture.ts";
import type { Scene } from "../model/scene.ts";
import { inputRow, type MoveInput } from "./inputsView.ts";

/** More inputs than this are not all shown at once: every row is written anew in every frame. */
const MOST_ROWS = 24;

/** One row per free input; where there are many, those that are looked for. */
export class InputsElement extends LitElement {
  static readonly tag = "gradlens-inputs";
  static override properties = {
    scene: { attribute: false },
    wanted: { state: true },
    rows: { state: true },
  };

  declare scene: Scene | undefined;
  declare wanted: string;
  declare rows: number;
  move: MoveInput | undefined;

  constructor() {
    super();
    this.wanted = "";
    this.rows = MOST_ROWS;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { scene, move } = this;
    if (!scene || !move) return nothing;
    const { inputs } = scene.picture;
    if (inputs.length === 0) return nothing;
    const isLong = inputs.length > MOST_ROWS;
    const found = isLong ? this.found(scene) : inputs;
    const shown = found.slice(0, isLong ? this.rows : found.length);
    return html`
      <section class="inputs" aria-label="Inputs and derivatives">
        ${isLong ? this.searchView(inputs.length, found.length) : nothing}
        ${shown.map((input) => inputRow(scene, input, inputs.indexOf(input), move))}
        ${
          shown.length < found.length
            ? html`<vscode-button secondary class="more" @click=${this.showMore}>
                Show more (${found.length - shown.length} left)
              </vscode-button>`
            : nothing
        }
      </section>
    `;
  }

  private searchView(all: number, found: number) {
    return html`
      <div class="find-input">
        <vscode-textfield
          type="search"
          placeholder="Find an input"
          .label=${"Find an input"}
          .value=${this.wanted}
          @input=${this.search}
        ></vscode-textfield>
        <span class="quiet-text">${found} of ${all}</span>
      </div>
    `;
  }

  /** What is searched for; without a search, what is selected in the graph, or all. */
  private found({ picture: { inputs, graph }, selected }: Scene): readonly FreeInput[] {
    if (this.wanted !== "") return inputs.filter(({ path }) => path.includes(this.wanted));
    const chosen = graph.nodes.find(({ id, kind }) => id === selected && kind === "input");
    if (!chosen) return inputs;
    return inputs.filter(({ node }) => chosen.id === node || chosen.fold?.faces.includes(node));
  }

  private readonly search = (event: Event): void => {
    this.wanted = (event.target as HTMLInputElement).value;
    this.rows = MOST_ROWS;
  };

  private readonly showMore = (): void => {
    this.rows += 2 * MOST_ROWS;
  };
}

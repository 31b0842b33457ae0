import { VscodeButton } from "@vscode-elements/elements/dist/vscode-button/index.js";
import { html, LitElement, svg } from "lit";

/** Time to read a step before the next one. */
const PACE = 1100;

/** Step, play and scrub through the two passes. Reports `step-chosen`; undefined: the whole picture. */
export class PlayElement extends LitElement {
  static readonly tag = "gradlens-play";
  static override properties = {
    count: { attribute: false },
    length: { attribute: false },
    isPlaying: { state: true },
  };

  /** How many steps are done; undefined while the whole picture is shown. */
  declare count: number | undefined;
  declare length: number;
  declare isPlaying: boolean;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.length = 0;
    this.isPlaying = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pause();
  }

  protected override render() {
    const { count, length, isPlaying } = this;
    const at = count ?? length;
    return html`
      <div class="play" role="toolbar" aria-label="The two passes, step by step" @keydown=${this.onKey}>
        ${button("Step back", "M10 3 5 8l5 5", at === 0, () => this.goBy(-1))}
        ${
          isPlaying
            ? button("Pause", "M5.5 3v10M10.5 3v10", false, () => this.pause())
            : button("Play forward and backward", "M5 3v10l8-5z", length === 0, () => this.play())
        }
        ${button("Step forward", "m6 3 5 5-5 5", count === undefined || at === length, () => this.goBy(1))}
        <input
          type="range"
          aria-label="Step"
          aria-valuetext=${count === undefined ? "all steps" : `step ${at} of ${length}`}
          min="0"
          max=${length}
          .value=${String(at)}
          @input=${(event: Event) => this.go((event.target as HTMLInputElement).valueAsNumber)}
        />
        <span class="count">${count === undefined ? "" : `${at} / ${length}`}</span>
        <vscode-button secondary ?disabled=${count === undefined} aria-disabled=${count === undefined} @click=${() => this.leave()}>Show all</vscode-button>
      </div>
    `;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isButton = event.target instanceof VscodeButton;
    if (event.key === "ArrowRight") this.goBy(1);
    else if (event.key === "ArrowLeft") this.goBy(-1);
    else if (event.key === "Escape") this.leave();
    else if (event.key === " " && !isButton) this.isPlaying ? this.pause() : this.play();
    else return;
    event.preventDefault();
  };

  private goBy(steps: number): void {
    this.go(Math.min(this.length, Math.max(0, (this.count ?? this.length) + steps)));
  }

  private go(count: number | undefined): void {
    this.pause();
    this.report(count);
  }

  private leave(): void {
    this.go(undefined);
  }

  private play(): void {
    this.isPlaying = true;
    const isAtEnd = this.count === undefined || this.count >= this.length;
    this.report(isAtEnd ? 1 : (this.count as number) + 1);
    this.timer = setTimeout(() => this.tick(), PACE);
  }

  private tick(): void {
    const { count } = this;
    if (count === undefined || count >= this.length) {
      this.pause();
      return;
    }
    this.report(count + 1);
    this.timer = setTimeout(() => this.tick(), PACE);
  }

  private pause(): void {
    clearTimeout(this.timer);
    this.isPlaying = false;
  }

  /** Known here at once: keys come faster than frames. */
  private report(count: number | undefined): void {
    this.count = count;
    this.dispatchEvent(new CustomEvent("step-chosen", { detail: count }));
  }
}

function button(label: string, path: string, isDisabled: boolean, press: () => void) {
  return html`
    <vscode-button
      secondary
      icon-only
      title=${label}
      aria-label=${label}
      ?disabled=${isDisabled}
      aria-disabled=${isDisabled}
      @click=${press}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${path} />`}</svg>
    </vscode-button>
  `;
}

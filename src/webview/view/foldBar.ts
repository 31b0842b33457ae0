import { html, nothing } from "lit";
import type { OpenPiece } from "../model/folds.ts";
import type { Picture } from "../model/picture.ts";
import { numberField, numberIn } from "./numberField.ts";

export interface FoldActions {
  openPiece(key: string): void;
  foldPiece(key: string): void;
  chooseTurn(key: string, turn: number): void;
  foldAll(isFolded: boolean): void;
}

/** Over the picture: what is open in it, which turn of a loop, and the way back. */
export function foldBar({ folds, opened, canFold, canUnfold }: Picture, actions: FoldActions) {
  if (!canFold) return nothing;
  const shown = opened.filter(({ isOnly, turn }) => !isOnly || turn);
  return html`
    <div class="fold-bar" role="group" aria-label="Open parts of the code">
      ${shown.map((each) => openView(each, actions))}
      ${
        folds.isAll
          ? html`<vscode-button secondary title="One node per statement, call and loop" @click=${() => actions.foldAll(true)}>Fold</vscode-button>`
          : canUnfold
            ? html`<vscode-button secondary title="Every single operation" @click=${() => actions.foldAll(false)}>Unfold all</vscode-button>`
            : nothing
      }
    </div>
  `;
}

const names: ReadonlyMap<string, string> = new Map([
  ["callback", "each"],
  ["", "statement"],
]);

function openView({ piece, isOnly, turn }: OpenPiece, actions: FoldActions) {
  const { key, kind, label } = piece;
  const name = kind === "call" ? `${label}()` : (names.get(label) ?? label);
  return html`
    <span class="open-piece">
      <span class="function-name">${name}</span>
      ${
        turn
          ? html`
            <span class="turn">turn
              ${numberField({
                ...{ label: `Turn of ${name}`, value: String(turn.number) },
                ...{ step: 1, min: 1, max: turn.count },
                change: (event) => actions.chooseTurn(key, numberIn(event)),
              })}
              of ${turn.count}</span>`
          : nothing
      }
      ${
        isOnly
          ? nothing
          : html`<vscode-toolbar-button .label=${`Fold ${name}`} title="Fold" @click=${() => actions.foldPiece(key)}>×</vscode-toolbar-button>`
      }
    </span>
  `;
}

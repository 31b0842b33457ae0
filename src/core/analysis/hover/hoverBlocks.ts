import type { Typeset } from "../../symbolic/print/typeset.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import type { Plot } from "./plot.ts";

/** What a hover says, as plain blocks that any surface can draw. */
export interface HoverFacts {
  readonly range: SourceRange;
  readonly blocks: readonly HoverBlock[];
}

export type HoverBlock =
  /** `typeset` where a line of text does not show it as well; then `text` says the same. */
  | { readonly kind: "formula"; readonly text: string; readonly typeset?: Typeset }
  | {
      readonly kind: "table";
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** A picture where the surface can draw one; `text` says what it shows. */
  | { readonly kind: "plot"; readonly plot: Plot; readonly text: string }
  | { readonly kind: "text"; readonly text: string };

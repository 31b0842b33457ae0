import type { SourceRange } from "../util/sourceRange.ts";
import type { Plot } from "./plot.ts";

/** What a hover says, as plain blocks that any surface can draw. */
export interface HoverFacts {
  readonly range: SourceRange;
  readonly blocks: readonly HoverBlock[];
}

export type HoverBlock =
  | { readonly kind: "formula"; readonly text: string; readonly latex?: string }
  | {
      readonly kind: "table";
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** A picture where the surface can draw one; `text` says what it shows. */
  | { readonly kind: "plot"; readonly plot: Plot; readonly text: string }
  | { readonly kind: "text"; readonly text: string };

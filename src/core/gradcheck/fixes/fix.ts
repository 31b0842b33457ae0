import type { SourceRange } from "../../util/sourceRange.ts";

/** A change of the text after which the derivative is right. */
export interface Fix {
  readonly title: string;
  readonly range: SourceRange;
  readonly text: string;
  readonly isSmallest: boolean;
}

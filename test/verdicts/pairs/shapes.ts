/** What is said, in source order, and the text. */
type Shape = readonly [verdicts: string, text: string];

export const shapes: readonly Shape[] = [];

export const unpaired: readonly {
  readonly shape: string;
  readonly reason: string;
  readonly text: string;
}[] = [];

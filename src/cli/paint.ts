import { styleText } from "node:util";

export type Style = "bold" | "dim" | "red" | "green" | "yellow";

/** Colours a piece of text, or leaves it alone. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_style, text) => text;

/** Colours only for a person at a terminal who did not ask for none (https://no-color.org). */
export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  const { NO_COLOR, TERM } = process.env;
  const wanted = stream.isTTY === true && !NO_COLOR && TERM !== "dumb";
  return wanted ? styleText : plain;
}

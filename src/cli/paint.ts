import { styleText } from "node:util";

export type Style = "bold" | "dim" | "red" | "green" | "yellow";

/** Colours a piece of text, or leaves it alone. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_style, text) => text;

/** Colours only for a person at a terminal who did not ask for none (https://no-color.org). */
export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  const wanted =
    stream.isTTY === true && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb";
  return wanted ? styleText : plain;
}

import type { DerivativeText } from "../symbolic/derivativeText.ts";
import { constant } from "../symbolic/printTypeset.ts";
import { fence, fraction, isTall, operator, row, type Typeset, word } from "../symbolic/typeset.ts";
import { typesetVariable } from "../symbolic/typesetVariable.ts";
import type { HoverBlock } from "./hoverBlocks.ts";

/** A line of a hover: `h′(x) = 6(3x + 1)`, or `∂loss/∂w = 4w·x² = 1248`. */
export interface Equation {
  readonly left: string;
  readonly leftTypeset: Typeset;
  /** Nothing where it is longer than anybody would read. */
  readonly formula: DerivativeText | undefined;
  /** The value, where it stands on the same line. */
  readonly value?: string;
}

export function slopeOf(name: string, path: string): Pick<Equation, "left" | "leftTypeset"> {
  const typeset = row(word(name), { kind: "mark", text: "′" }, fence(typesetVariable(path)));
  return { left: `${name}′(${path})`, leftTypeset: typeset };
}

export function partialOf(name: string, path: string): Pick<Equation, "left" | "leftTypeset"> {
  const d = word("∂");
  const typeset = fraction(row(d, word(name)), row(d, typesetVariable(path)));
  return { left: `∂${name}/∂${path}`, leftTypeset: typeset };
}

/** Lines that belong together: all of them typeset when one of them gains by it. */
export function equationBlocks(equations: readonly Equation[]): readonly HoverBlock[] {
  const isTypeset = equations.some(({ formula }) => formula && isTall(formula.typeset));
  return equations.map(({ left, leftTypeset, formula, value }): HoverBlock => {
    const texts = [left, formula?.text, value].filter((part) => part !== undefined);
    const text = texts.join(" = ");
    if (!isTypeset) return { kind: "formula", text };
    const rights = [formula?.typeset, value === undefined ? undefined : constant(value)];
    const parts = rights.flatMap((right) => (right ? [operator("="), right] : []));
    return { kind: "formula", text, typeset: row(leftTypeset, ...parts) };
  });
}

import type { DerivativeText } from "../../symbolic/derivativeText.ts";
import type { Definition } from "../../symbolic/namedDerivative.ts";
import { constant } from "../../symbolic/print/printTypeset.ts";
import {
  fence,
  fraction,
  isTall,
  operator,
  row,
  type Typeset,
  word,
} from "../../symbolic/print/typeset.ts";
import { typesetVariable } from "../../symbolic/print/typesetVariable.ts";
import type { HoverBlock } from "./hoverBlocks.ts";

/** A line of a hover: `h′(x) = 6(3x + 1)`, or `∂loss/∂w = 4w·x² = 1248`. */
export interface Equation {
  readonly left: string;
  readonly leftTypeset: Typeset;
  /** Where it holds, in front of it: `x > 0`. */
  readonly condition?: string;
  /** Nothing where it is longer than anybody would read. */
  readonly formula: Pick<DerivativeText, "text" | "typeset"> | undefined;
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

/** Larger matrices are read in a table of numbers. */
const largestMatrix = 4;
const longestMatrix = 120;

/** `J = [−r·sin(t); r·cos(t)] = [0; 2]`: the formulas of a small Jacobian as a matrix, then its numbers. */
export function matrixBlock(
  formulas: readonly (DerivativeText | undefined)[],
  numbers: readonly (readonly string[])[],
): HoverBlock | undefined {
  const columns = numbers[0]?.length ?? 0;
  const isSmall = columns <= largestMatrix && numbers.length <= largestMatrix;
  if (formulas.includes(undefined) || columns === 0 || !isSmall) return undefined;
  const entries = numbers.map((cells, place) =>
    cells.map((_, column) => formulas[place * columns + column]),
  );
  const texts = entries.map((cells) => cells.map((entry) => entry?.text ?? ""));
  const isConstant = JSON.stringify(texts) === JSON.stringify(numbers);
  const sides = isConstant ? [texts] : [texts, numbers];
  const text = ["J", ...sides.map(matrixText)].join(" = ");
  if (text.length > longestMatrix) return undefined;
  const symbolic = entries.map((cells) => cells.map((entry) => entry?.typeset ?? row()));
  const numeric = numbers.map((cells) => cells.map(constant));
  const grids = (isConstant ? [numeric] : [symbolic, numeric]).flatMap((rows) => [
    operator("="),
    fence({ kind: "grid", rows }, "[", "]"),
  ]);
  return { kind: "formula", text, typeset: row(word("J"), ...grids) };
}

function matrixText(rows: readonly (readonly string[])[]): string {
  return `[${rows.map((cells) => cells.join(", ")).join("; ")}]`;
}

/** Lines that belong together: all of them typeset when one of them gains by it. */
export function equationBlocks(equations: readonly Equation[]): readonly HoverBlock[] {
  const isTypeset = equations.some(({ formula }) => formula && isTall(formula.typeset));
  return equations.map(({ left, leftTypeset, condition, formula, value }): HoverBlock => {
    const texts = [left, formula?.text, value].filter((part) => part !== undefined);
    const text = `${condition === undefined ? "" : `${condition}: `}${texts.join(" = ")}`;
    if (!isTypeset) return { kind: "formula", text };
    const rights = [formula?.typeset, value === undefined ? undefined : constant(value)];
    const parts = rights.flatMap((right) => (right ? [operator("="), right] : []));
    const before = condition === undefined ? [] : [...words(`${condition}:`), space];
    return { kind: "formula", text, typeset: row(...before, leftTypeset, ...parts) };
  });
}

const space: Typeset = { kind: "space" };

/** Text beside a formula, word by word: a picture loses the spaces inside of one. */
function words(text: string): readonly Typeset[] {
  return text
    .split(" ")
    .flatMap((part, place) => (place === 0 ? [word(part)] : [space, word(part)]));
}

/** `where u = w·x, out = u²`: what the names in the lines before stand for. */
export function whereBlock(
  definitions: readonly Pick<Definition, "name" | "text" | "typeset">[],
): HoverBlock {
  const text = `where ${definitions.map(({ name, text: meaning }) => `${name} = ${meaning}`).join(", ")}`;
  if (!definitions.some(({ typeset }) => isTall(typeset))) return { kind: "formula", text };
  const parts = definitions.flatMap(({ name, typeset }, place) => [
    ...(place === 0 ? [word("where"), space] : [operator(",")]),
    typesetVariable(name),
    operator("="),
    typeset,
  ]);
  return { kind: "formula", text, typeset: row(...parts) };
}

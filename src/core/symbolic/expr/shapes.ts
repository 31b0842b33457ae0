import type { OpName } from "../../ops/primitives.ts";
import { opNames } from "../../ops/table.ts";

/**
 * What a formula may apply besides the rows of the table: well-known shapes, named for the reader, and
 * the sum over an index. They are made last and taken apart again by `normalize`, so no rule knows them.
 */
type ShapeName = keyof typeof shapes | SumName | MatrixName;

/** Σ over an index, as [index, first, last, body]: `wholeSum` where the arrays have no other elements. */
export type SumName = "bigSum" | "wholeSum";

/** What vectors and matrices have besides the rows, which then work element by element. */
export type MatrixName = "matmul" | "transposed" | "hadamard" | "norm" | "diag";

export type FormulaOp = OpName | ShapeName;

interface Shape {
  readonly text: string;
  readonly latex: string;
  /** What it stands for, in one argument x; shown beside a formula that uses it. */
  readonly meaning: string;
  /** TypeScript, for the places where a reader's formula is evaluated. */
  readonly js: string;
}

export const shapes = {
  logistic: {
    text: "σ",
    latex: "\\sigma",
    meaning: "1/(1 + e⁻ˣ)",
    js: "(1 / (1 + Math.exp(-($1))))",
  },
  softplus: {
    text: "softplus",
    latex: "\\operatorname{softplus}",
    meaning: "ln(1 + eˣ)",
    js: "Math.log(1 + Math.exp($1))",
  },
  relu: {
    text: "relu",
    latex: "\\operatorname{relu}",
    meaning: "max(0, x)",
    js: "Math.max(0, $1)",
  },
  gaussian: {
    text: "φ",
    latex: "\\varphi",
    meaning: "e^(−x²/2)/√(2π)",
    js: "(Math.exp(-(($1) ** 2) / 2) / Math.sqrt(2 * Math.PI))",
  },
} as const satisfies Readonly<Record<string, Shape>>;

export function isShape(op: FormulaOp): op is keyof typeof shapes {
  return Object.hasOwn(shapes, op);
}

export function isBigSum(op: FormulaOp): op is SumName {
  return op === "bigSum" || op === "wholeSum";
}

const matrixNames: ReadonlySet<string> = new Set<MatrixName>([
  "matmul",
  "transposed",
  "hadamard",
  "norm",
  "diag",
]);

export function isMatrixName(op: FormulaOp): op is MatrixName {
  return matrixNames.has(op);
}

const rowNames: ReadonlySet<string> = new Set(opNames);

export function isRow(op: FormulaOp): op is OpName {
  return rowNames.has(op);
}

const orders: ReadonlyMap<string, number> = new Map(
  [...opNames, ...Object.keys(shapes)].map((name, place) => [name, place]),
);

/** The order in which functions stand: those of the table in its order, sums over an index last. */
export function opOrder(op: FormulaOp): number {
  return orders.get(op) ?? orders.size;
}

import { argumentsOf, CONSTANT_OP, type NodeId, sizeOf, type Tape } from "../tape/tape.ts";
import { assumptionsOf } from "./assumptions.ts";
import { deriveSymbolically } from "./expr/derive.ts";
import { deriveExpr } from "./expr/deriveExpr.ts";
import { createExprPool, type Expr, type ExprPool } from "./expr/expr.ts";
import { treeSize } from "./expr/treeSize.ts";
import { isWrittenDecimal } from "./normalForm/quantity.ts";
import { printCode } from "./print/printCode.ts";
import { printLatex } from "./print/printLatex.ts";
import { printText } from "./print/printText.ts";
import { printTypeset } from "./print/printTypeset.ts";
import type { Typeset } from "./print/typeset.ts";
import { createSimplifier, type Simplifier } from "./simplify.ts";

/** One entry of a Jacobian as a formula over the inputs. */
export interface DerivativeText {
  /** For reading: `4x²·w·((w·x)² − target)`. */
  readonly text: string;
  readonly latex: string;
  readonly typeset: Typeset;
  /** TypeScript over the parameters, equal to the entry wherever that is finite. */
  readonly code: string;
}

/** A formula with more parts than this is not read by anybody. */
const PRINT_LIMIT = 300;

/** Code writes the steps of a loop out that a reader sees as one sum. */
const CODE_LIMIT = 1500;

/** How much is tried to shorten the formulas of one output, shared between its inputs. */
const TOTAL_EFFORT = 4000;
const LEAST_EFFORT = 40;
const MOST_EFFORT = 400;

/** ∂output/∂input for each of the inputs, or ∂ⁿoutput/∂inputⁿ of a higher order; undefined where it exceeds the printing limit. */
export function derivativeTexts(
  tape: Tape,
  output: NodeId,
  inputs: readonly NodeId[],
  order = 1,
): readonly (DerivativeText | undefined)[] {
  const pool = createExprPool();
  const derivatives = deriveSymbolically(tape, output, inputs, pool);
  if (!derivatives) return inputs.map(() => undefined);
  const hasDecimals = usesDecimals(tape);
  const share = Math.floor(TOTAL_EFFORT / Math.max(1, inputs.length));
  const effort = Math.min(MOST_EFFORT, Math.max(LEAST_EFFORT, share));
  const paths = tape.inputs.map(({ path }) => path);
  const assumptions = assumptionsOf(tape, pool);
  const options = { hasDecimals, effort };
  const forPeople = createSimplifier(pool, { ...options, reading: "people", paths, assumptions });
  const forMachines = createSimplifier(pool, { ...options, reading: "machines" });
  const print = createPrinter();
  return derivatives.map((first, index) => {
    const along = () => tape.inputs.find(({ node }) => node === inputs[index])?.path;
    const derivative = order === 1 ? first : again(first, along(), order, pool, forMachines);
    const read = derivative && forPeople(derivative);
    if (!derivative || !isWithin(PRINT_LIMIT, read)) return undefined;
    const run = forMachines(derivative);
    return isWithin(CODE_LIMIT, run) ? print(read, run) : undefined;
  });
}

/** The derivative of the order asked for, taken of the formula of the one before it. */
function again(
  first: Expr,
  path: string | undefined,
  order: number,
  pool: ExprPool,
  simplify: Simplifier,
): Expr | undefined {
  let formula = simplify(first);
  for (let n = 1; n < order && formula && path !== undefined; n++) {
    formula = simplify(deriveExpr(formula, pool.variable(path), pool));
  }
  return formula;
}

function isWithin(limit: number, expr: Expr | undefined): expr is Expr {
  return expr !== undefined && treeSize(expr, limit) <= limit;
}

/** What entries of one Jacobian share is printed once. */
function createPrinter(): (read: Expr, run: Expr) => DerivativeText {
  const texts = new Map<number, string>();
  const latexes = new Map<number, string>();
  const typesets = new Map<number, Typeset>();
  const codes = new Map<number, string>();
  return (read, run) => ({
    text: printText(read, texts),
    latex: printLatex(read, latexes),
    typeset: printTypeset(read, typesets),
    code: printCode(run, codes),
  });
}

/** Whether the author writes decimals, and so will want to read them. */
export function usesDecimals(tape: Tape): boolean {
  for (let node = 0; node < sizeOf(tape); node++) {
    if (tape.ops[node] !== CONSTANT_OP || argumentsOf(tape, node).length > 0) continue;
    if (isWrittenDecimal(tape.values[node] as number)) return true;
  }
  return false;
}

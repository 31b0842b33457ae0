import type { OpName } from "../ops/primitives.ts";
import { opNames } from "../ops/table.ts";
import { argumentsOf, type NodeId, type Tape } from "../tape/tape.ts";
import { formulasOf, nodesBelow } from "./expr/derive.ts";
import { createExprPool, type Expr, type ExprPool } from "./expr/expr.ts";
import { printText } from "./print/printText.ts";
import { createSimplifier, type Simplifier } from "./simplify.ts";

/** A comparison and its opposite, as people write them. */
const signs: { readonly [op in OpName]?: readonly [holds: string, fails: string] } = {
  lt: ["<", "≥"],
  le: ["≤", ">"],
  gt: [">", "≤"],
  ge: ["≥", "<"],
  eq: ["=", "≠"],
  ne: ["≠", "="],
};
/** The same comparison read from right to left. */
const turned: Readonly<Record<string, string>> = {
  "<": ">",
  "≤": "≥",
  ">": "<",
  "≥": "≤",
  "=": "=",
  "≠": "≠",
};

/** More conditions than this are no piece that anybody would name. */
const MOST_CONDITIONS = 8;

interface Condition {
  readonly left: Expr;
  readonly sign: string;
  readonly right: Expr;
}

/**
 * The conditions of the piece a tape is of: `x > 0`, one for each branch taken on an input. Turns of
 * counting loops are not among them. Undefined where they are too many, or too long, to be said.
 */
export function conditionTexts(tape: Tape): readonly string[] | undefined {
  const pool = createExprPool();
  const simplify = createSimplifier(pool, { reading: "people", hasDecimals: true, effort: 40 });
  const found: Condition[] = [];
  const seen = new Set<NodeId>();
  for (const guard of tape.guards) {
    if (guard.kind !== "truth" || guard.isLoop || seen.has(guard.node)) continue;
    seen.add(guard.node);
    const condition = conditionOf(tape, guard.node, guard.truth, pool, simplify);
    if (condition === "fixed") continue;
    if (!condition || found.length >= MOST_CONDITIONS) return undefined;
    found.push(condition);
  }
  return [...new Set(tightest(found).map(textOf))];
}

/** One guard as a comparison; "fixed" where no input has a say in it. */
function conditionOf(
  tape: Tape,
  node: NodeId,
  truth: boolean,
  pool: ExprPool,
  simplify: Simplifier,
): Condition | "fixed" | undefined {
  const op = opNames[tape.ops[node] as number];
  const [a = node, b] = argumentsOf(tape, node);
  if (op === "not") return conditionOf(tape, a, !truth, pool, simplify);
  const below = nodesBelow(tape, node);
  if (!below) return undefined;
  const inputs = new Set(tape.inputs.map((input) => input.node));
  if (!below.some((each) => inputs.has(each))) return "fixed";
  const formulas = formulasOf(tape, below, pool);
  const formula = (each: NodeId) => simplify(formulas.get(each) as Expr);
  const pair = op && signs[op];
  const left = formula(pair ? a : node);
  const right = pair && b !== undefined ? formula(b) : pool.constant(0);
  if (!left || !right) return undefined;
  const sign = pair ? (truth ? pair[0] : pair[1]) : truth ? "≠" : "=";
  return left.kind === "constant"
    ? { left: right, sign: turned[sign] as string, right: left }
    : { left, sign, right };
}

/** Of x > 0 and x > 1 the second. */
function tightest(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.filter(
    (condition) => !conditions.some((other) => other !== condition && implies(other, condition)),
  );
}

function implies(strong: Condition, weak: Condition): boolean {
  if (strong.left !== weak.left) return false;
  if (strong.right.kind !== "constant" || weak.right.kind !== "constant") return false;
  const [s, w] = [strong.right.value, weak.right.value];
  if (/[<≤]/.test(strong.sign) && /[<≤]/.test(weak.sign)) {
    return s < w || (s === w && strong.sign === "<" && weak.sign === "≤");
  }
  if (/[>≥]/.test(strong.sign) && /[>≥]/.test(weak.sign)) {
    return s > w || (s === w && strong.sign === ">" && weak.sign === "≥");
  }
  if (weak.sign !== "≠") return false;
  if (strong.sign === "=") return s !== w;
  if (strong.sign === "<") return w >= s;
  return strong.sign === ">" ? w <= s : strong.sign === "≤" ? w > s : strong.sign === "≥" && w < s;
}

function textOf({ left, sign, right }: Condition): string {
  return `${printText(left)} ${sign} ${printText(right)}`;
}

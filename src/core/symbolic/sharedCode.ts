import { rowOf } from "../ops/table.ts";
import type { CallExpr, Expr, ExprPool } from "./expr/expr.ts";
import { isShape, shapes } from "./expr/shapes.ts";
import { printCode } from "./print/printCode.ts";

/** Formulas as the body of a function: what several of them need is computed once, under a name. */
export interface SharedCode {
  readonly definitions: readonly { readonly name: string; readonly code: string }[];
  readonly results: readonly string[];
}

/** What is shared without a function in it is worth a name from this size on, or where it is used often. */
const worthNaming = 5;
const often = 3;

/**
 * `locals` are the variables of formulas that stand for others, in an order in which each needs only
 * earlier ones; `taken` are names that mean something else where the code is to stand.
 */
export function sharedCode(
  formulas: readonly Expr[],
  pool: ExprPool,
  locals: ReadonlyMap<string, Expr>,
  taken: ReadonlySet<string>,
): SharedCode {
  const alike = createAlike(pool);
  const meanings = new Map(Array.from(locals, ([name, formula]) => [name, alike(formula)]));
  const roots = formulas.map(alike);
  const uses = usesOf(roots, meanings);
  const names = new Set([...taken, ...locals.keys()]);
  const definitions: { name: string; code: string }[] = [];
  const localOf = new Map(
    Array.from(meanings, ([name, meaning]) => [meaning, pool.variable(name)]),
  );
  const known = new Map<Expr, Expr>();
  const defined = new Set<string>();

  /** The expression with names in place of what has one. */
  function written(expr: Expr): Expr {
    if (expr.kind === "variable") define(expr.path);
    if (expr.kind !== "call") return expr;
    const local = localOf.get(expr);
    if (local) return written(local);
    const before = known.get(expr);
    if (before) return before;
    const inside = pool.call(expr.op, expr.args.map(written));
    const isShared =
      (uses.get(expr) ?? 0) > 1 && isWorthIt(inside as CallExpr, uses.get(expr) ?? 0);
    const result = isShared ? named(inside as CallExpr) : inside;
    known.set(expr, result);
    return result;
  }

  function define(name: string): void {
    const meaning = meanings.get(name);
    if (meaning?.kind !== "call" || defined.has(name)) return;
    defined.add(name);
    const formula = pool.call(meaning.op, meaning.args.map(written));
    definitions.push({ name, code: bare(printCode(formula)) });
  }

  function named(expr: CallExpr): Expr {
    const name = freeName(nameFor(expr), names);
    names.add(name);
    definitions.push({ name, code: bare(printCode(expr)) });
    return pool.variable(name);
  }

  return { results: roots.map((root) => bare(printCode(written(root)))), definitions };
}

/** Without parentheses around the whole. */
export function bare(code: string): string {
  if (!code.startsWith("(") || !code.endsWith(")")) return code;
  let depth = 0;
  for (let at = 0; at < code.length - 1; at++) {
    if (code[at] === "(") depth++;
    if (code[at] === ")") depth--;
    if (depth === 0) return code;
  }
  return code.slice(1, -1);
}

/** How often each part is needed, counting the same part of one formula once for each place it has there. */
function usesOf(
  roots: readonly Expr[],
  meanings: ReadonlyMap<string, Expr>,
): ReadonlyMap<Expr, number> {
  const uses = new Map<Expr, number>();
  const pending = [...roots];
  for (let expr = pending.pop(); expr; expr = pending.pop()) {
    const count = uses.get(expr) ?? 0;
    uses.set(expr, count + 1);
    if (count > 0) continue;
    if (expr.kind === "call") pending.push(...expr.args);
    const meaning = expr.kind === "variable" ? meanings.get(expr.path) : undefined;
    if (meaning) pending.push(meaning);
  }
  return uses;
}

/** a + b and b + a are the same number: the one that was met first stands for both. */
function createAlike(pool: ExprPool): (expr: Expr) => Expr {
  const known = new Map<Expr, Expr>();
  const met = new Map<string, Expr>();
  const alike = (expr: Expr): Expr => {
    if (expr.kind !== "call") return expr;
    const before = known.get(expr);
    if (before) return before;
    const args = expr.args.map(alike);
    const isFree = expr.op === "add" || expr.op === "mul";
    const ids = args.map(({ id }) => id);
    const key = `${expr.op} ${(isFree ? ids.sort((a, b) => a - b) : ids).join(" ")}`;
    const result = met.get(key) ?? pool.call(expr.op, args);
    met.set(key, result);
    known.set(expr, result);
    return result;
  };
  return alike;
}

function isWorthIt(expr: CallExpr, uses: number): boolean {
  if (isFunction(expr)) return true;
  const size = sizeOf(expr);
  const isTerm = expr.op === "add" || expr.op === "sub" || expr.op === "div";
  return size >= worthNaming || (isTerm && uses >= often);
}

function isFunction({ op }: Pick<CallExpr, "op">): boolean {
  return (isShape(op) ? shapes[op].js : rowOf(op as Parameters<typeof rowOf>[0]).js).startsWith(
    "Math.",
  );
}

function sizeOf(expr: Expr): number {
  return expr.kind === "call" ? expr.args.reduce((sum, arg) => sum + sizeOf(arg), 1) : 1;
}

const wordsOf: { readonly [op in string]?: string } = {
  add: "sum",
  sub: "difference",
  mul: "product",
  div: "ratio",
  pow: "power",
  sqrt: "root",
  hypot: "length",
  divOrZero: "ratio",
};

/** `expX` for e^x, `sum` for what has no word of its own. */
function nameFor({ op, args }: CallExpr): string {
  const word = wordsOf[op] ?? (isFunction({ op }) ? op : "factor");
  const [only] = args;
  const isOfName = args.length === 1 && only?.kind === "variable" && /^[a-z]\w*$/i.test(only.path);
  return isOfName ? word + only.path.charAt(0).toUpperCase() + only.path.slice(1) : word;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(name + count)) count++;
  return name + count;
}

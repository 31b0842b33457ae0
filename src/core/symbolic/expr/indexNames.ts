import type { Expr, ExprPool } from "./expr.ts";
import { isBigSum } from "./shapes.ts";

/** Names the indices of sums, `#1` until now, from the outside in: i, j, k. */
export function withIndexNames(
  pool: ExprPool,
  expr: Expr,
  names: readonly string[],
  /** Names that are given already. */
  own: ReadonlyMap<string, string> = new Map(),
): Expr {
  return named(expr, own, 0);

  function named(part: Expr, indices: ReadonlyMap<string, string>, depth: number): Expr {
    if (part.kind === "constant") return part;
    if (part.kind === "variable") {
      const path = part.path.replace(/#\d+/g, (index) => indices.get(index) ?? index);
      return path === part.path ? part : pool.variable(path, part.drawn);
    }
    const [index] = part.args;
    const name = names[depth];
    if (!isBigSum(part.op) || index?.kind !== "variable" || name === undefined) {
      const args = part.args.map((arg) => named(arg, indices, depth));
      return args.every((arg, place) => arg === part.args[place]) ? part : pool.call(part.op, args);
    }
    const inside = new Map([...indices, [index.path, name]]);
    return pool.call(
      part.op,
      part.args.map((arg) => named(arg, inside, depth + 1)),
    );
  }
}

/** A name for the index of a step, which no input has. */
export function isIndexName(path: string): boolean {
  return path.startsWith("#");
}

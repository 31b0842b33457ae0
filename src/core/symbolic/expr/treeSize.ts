import type { Expr } from "./expr.ts";

/** How many parts an expression has when written out, shared ones repeated; counts no further than `limit`. */
export function treeSize(expr: Expr, limit: number): number {
  const known = new Map<number, number>();
  function sizeOf(inner: Expr): number {
    if (inner.kind !== "call") return 1;
    const before = known.get(inner.id);
    if (before !== undefined) return before;
    let size = 1;
    for (const arg of inner.args) {
      if (size > limit) break;
      size += sizeOf(arg);
    }
    known.set(inner.id, size);
    return size;
  }
  return sizeOf(expr);
}

import { type Arrangement, arrange } from "./arrange.ts";
import type { Expr, ExprPool } from "./expr.ts";
import { createFormPool, type Form, type Reading } from "./form.ts";
import { normalize } from "./normalize.ts";
import { createShortener } from "./shorten.ts";

export interface SimplifyOptions {
  readonly reading: Reading;
  readonly hasDecimals: boolean;
}

/** Simplifies expressions of one pool, sharing the work between them; undefined where it grew too large. */
export type Simplifier = (expr: Expr) => Expr | undefined;

export function createSimplifier(pool: ExprPool, options: SimplifyOptions): Simplifier {
  const forms = createFormPool(options.reading);
  const normalized = new Map<number, Form>();
  const arrangement: Arrangement = { pool, ...options, known: new Map() };
  const shorten = createShortener(forms);
  return (expr) => {
    const form = shorten(normalize(forms, expr, normalized));
    return forms.isExhausted() ? undefined : arrange(arrangement, form);
  };
}

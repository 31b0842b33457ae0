import { type Arrangement, arrange } from "./arrange.ts";
import type { Expr, ExprPool } from "./expr.ts";
import { createFormPool, type Form, type Reading } from "./form.ts";
import { normalize } from "./normalize.ts";
import { createShortener } from "./shorten.ts";

export interface SimplifyOptions {
  readonly reading: Reading;
  readonly hasDecimals: boolean;
}

const ROUND_LIMIT = 4;

/** Simplifies expressions of one pool, sharing the work between them; undefined where it grew too large. */
export type Simplifier = (expr: Expr) => Expr | undefined;

export function createSimplifier(pool: ExprPool, options: SimplifyOptions): Simplifier {
  const forms = createFormPool(options.reading);
  const normalized = new Map<number, Form>();
  const arrangement: Arrangement = { pool, ...options, known: new Map() };
  const shorten = createShortener(forms);
  return (expr) => {
    const form = settled(shorten, normalize(forms, expr, normalized));
    return forms.isExhausted() ? undefined : arrange(arrangement, form);
  };
}

/** A shorter form may open the way to one that is shorter still. */
function settled(shorten: (form: Form) => Form, form: Form): Form {
  let best = form;
  for (let round = 0; round < ROUND_LIMIT; round++) {
    const next = shorten(best);
    if (next === best) break;
    best = next;
  }
  return best;
}

import { createArranger } from "./arrange.ts";
import type { Expr, ExprPool } from "./expr.ts";
import type { Form, FormPool, Reading } from "./form.ts";
import { createFormPool } from "./formPool.ts";
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
  const arrange = createArranger({ pool, ...options });
  const lengths = new Map<number, number>();
  return (expr) => {
    const form = settled(forms, lengths, normalize(forms, expr, normalized));
    return forms.isExhausted() ? undefined : arrange(form);
  };
}

/** A shorter form may open the way to one that is shorter still, in its parts as well. */
function settled(forms: FormPool, lengths: Map<number, number>, form: Form): Form {
  let best = form;
  for (let round = 0; round < ROUND_LIMIT; round++) {
    const next = createShortener(forms, lengths)(best);
    if (next === best) break;
    best = next;
  }
  return best;
}

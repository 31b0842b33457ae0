import { createArranger } from "./arrange.ts";
import type { Expr, ExprPool } from "./expr.ts";
import type { Form, FormPool, Reading } from "./form.ts";
import { formLength } from "./formLength.ts";
import { createFormPool } from "./formPool.ts";
import { createNamer } from "./nameShapes.ts";
import { type NormalForms, normalize } from "./normalize.ts";
import { createShortener } from "./shorten.ts";

export interface SimplifyOptions {
  readonly reading: Reading;
  readonly hasDecimals: boolean;
  /** How many sums and products may be tried in other forms, for each formula. */
  readonly effort: number;
}

const ROUND_LIMIT = 4;

/** Simplifies expressions of one pool, sharing the work between them; undefined where it grew too large. */
export type Simplifier = (expr: Expr) => Expr | undefined;

export function createSimplifier(pool: ExprPool, options: SimplifyOptions): Simplifier {
  const forms = createFormPool(options.reading);
  const normalized: NormalForms = new Map();
  const arrange = createArranger({ pool, ...options });
  const lengths = new Map<number, number>();
  const isRead = options.reading === "people";
  const named = isRead ? createNamer(forms, (form) => formLength(form, lengths)) : undefined;
  return (expr) => {
    const form = normalize(forms, expr, normalized);
    const shortest = form && settled(forms, lengths, options.effort, form);
    const written = shortest && named ? named(shortest) : shortest;
    return !written || forms.isExhausted() ? undefined : arrange(written);
  };
}

/** A shorter form may open the way to one that is shorter still, in its parts as well. */
function settled(forms: FormPool, lengths: Map<number, number>, effort: number, form: Form): Form {
  let best = form;
  const finished = new Set<number>();
  for (let round = 0; round < ROUND_LIMIT; round++) {
    const next = createShortener(forms, lengths, effort, finished)(best);
    if (next === best) break;
    best = next;
  }
  return best;
}

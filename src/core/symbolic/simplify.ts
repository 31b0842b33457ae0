import { createArranger } from "./arrange/arrange.ts";
import { createNamer } from "./arrange/nameShapes.ts";
import { type Assumption, assume } from "./assumptions.ts";
import type { Expr, ExprPool } from "./expr/expr.ts";
import { withIndexNames } from "./expr/indexNames.ts";
import { extentsOf } from "./expr/indices.ts";
import { createSumCollector, leastToRead } from "./loops/repeatedSums.ts";
import { isOfFiniteNumbers } from "./normalForm/finite.ts";
import type { Form, FormPool, Reading } from "./normalForm/form.ts";
import { createFormPool } from "./normalForm/formPool.ts";
import { type NormalForms, normalize } from "./normalForm/normalize.ts";
import { formLength } from "./shorten/formLength.ts";
import { createShortener, type Shortened } from "./shorten/shorten.ts";

/** For whom formulas are simplified, and how hard. */
export interface SimplifyOptions {
  readonly reading: Reading;
  readonly hasDecimals: boolean;
  /** How many sums and products may be tried in other forms, for each formula. */
  readonly effort: number;
  /** The paths of all inputs: only over whole arrays is a sum written without its ends. */
  readonly paths?: readonly string[];
  /** What holds wherever the formula does. */
  readonly assumptions?: readonly Assumption[];
}

const ROUND_LIMIT = 4;

/** So many characters longer than a sum may a product be. */
const PRODUCT_WORTH = 4;

/**
 * Simplifies expressions of one pool, sharing the work between them; undefined where it grew too large,
 * or where it calculates with ∞ or NaN, for which the rules of algebra do not hold.
 */
export type Simplifier = (expr: Expr) => Expr | undefined;

/** Assumptions hold for all formulas it is given, and effort is counted for each anew. */
export function createSimplifier(pool: ExprPool, options: SimplifyOptions): Simplifier {
  const forms = createFormPool(options.reading);
  assume(forms, options.assumptions ?? []);
  const normalized: NormalForms = new Map();
  const arrange = createArranger({ pool, ...options });
  const lengths = new Map<number, number>();
  const finite = new Map<number, boolean>();
  const found: Shortened = new Map();
  const isRead = options.reading === "people";
  const length = (form: Form) => formLength(form, lengths);
  const named = createNamer(forms, length);
  const extents = extentsOf(isRead ? (options.paths ?? []) : []);
  const collect = createSumCollector(forms, pool, extents, leastToRead, lengths);
  return (expr) => {
    const form = normalize(forms, expr, normalized);
    if (!form || !isOfFiniteNumbers(form, finite)) return undefined;
    const written = isRead ? withSums(form) : shortened(form);
    return forms.isExhausted() ? undefined : withIndexNames(pool, arrange(written), extents.names);
  };

  function shortened(form: Form): Form {
    return settled(forms, lengths, options.effort, found, form);
  }

  /** A loop such as Horner's is seen only once it is multiplied out. */
  function withSums(form: Form): Form {
    const early = collect(form);
    return early === form ? collect(read(form)) : read(early);
  }

  /** Names are given last; but σ + x·σ·(1 − σ) is not found once it stands over one denominator. */
  function read(form: Form): Form {
    const late = named(shortened(form));
    const early = named(form);
    if (early === form) return late;
    const other = shortened(early);
    // σ·(1 − σ) says more than σ − σ².
    const worth = late.kind === "product" && other.kind === "sum" ? PRODUCT_WORTH : 0;
    return length(other) + worth < length(late) ? other : late;
  }
}

/** A shorter form may open the way to one that is shorter still, in its parts as well. */
function settled(
  forms: FormPool,
  lengths: Map<number, number>,
  effort: number,
  found: Shortened,
  form: Form,
): Form {
  let best = form;
  const finished = new Set<number>();
  for (let round = 0; round < ROUND_LIMIT; round++) {
    const next = createShortener(forms, lengths, effort, finished, found)(best);
    if (next === best) break;
    best = next;
  }
  return best;
}

import { isIndexName } from "../expr/indexNames.ts";
import { opOrder } from "../expr/shapes.ts";
import type { Factor, Form } from "./form.ts";
import { type Quantity, toNumber } from "./quantity.ts";

/**
 * The order in which factors and terms are written, whatever the order in the source: numbers,
 * variables by name, sums, then functions in the order of the table. Structural, so that equal
 * formulas print alike.
 */
export function compareForms(a: Form, b: Form): number {
  if (a.id === b.id) return 0;
  if (a.kind !== b.kind) return ranks[a.kind] - ranks[b.kind];
  switch (a.kind) {
    case "number":
      return b.kind === "number" ? compareQuantities(a.value, b.value) : 0;
    case "pi":
      return 0;
    case "symbol":
      return b.kind === "symbol" ? compareNames(a.variable.path, b.variable.path) : 0;
    case "apply":
      return b.kind === "apply"
        ? opOrder(a.op) - opOrder(b.op) || compareLists(a.args, b.args, compareForms)
        : 0;
    case "product":
      return b.kind === "product"
        ? compareLists(a.factors, b.factors, compareFactors) ||
            compareQuantities(a.coefficient, b.coefficient)
        : 0;
    case "sum":
      return b.kind === "sum"
        ? compareLists(a.terms, b.terms, (s, t) => compareTerms(s.body, t.body)) ||
            compareQuantities(a.constant, b.constant) ||
            compareLists(a.terms, b.terms, (s, t) =>
              compareQuantities(s.coefficient, t.coefficient),
            )
        : 0;
  }
}

/** The few factors or terms that nearly all formulas have are sorted in place faster by hand. */
export function sorted<T>(items: T[], compare: (a: T, b: T) => number): T[] {
  if (items.length > FEW) return items.sort(compare);
  for (let place = 1; place < items.length; place++) {
    const item = items[place] as T;
    let at = place;
    for (; at > 0 && compare(items[at - 1] as T, item) > 0; at--) items[at] = items[at - 1] as T;
    items[at] = item;
  }
  return items;
}

const FEW = 8;

/** Differences would not do: ∞ − ∞ is no order, and what has none is sorted anew each time. */
function compareQuantities(a: Quantity, b: Quantity): number {
  const [x, y] = [toNumber(a), toNumber(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
  return x < y ? -1 : x > y ? 1 : 0;
}

export function compareFactors(a: Factor, b: Factor): number {
  return (
    factorRank(a) - factorRank(b) ||
    compareForms(a.base, b.base) ||
    -compareForms(a.exponent, b.exponent)
  );
}

/** Names whose exponent varies stand after plain names, y·xʸ⁻¹; sums of functions stand last. */
function factorRank({ base, exponent }: Factor): number {
  if (countsSteps(base) || (base.kind === "number" && countsSteps(exponent))) return indexRank;
  const isVarying = base.kind === "symbol" || base.kind === "number" || base.kind === "pi";
  if (isVarying && exponent.kind !== "number") return ranks.symbol + 0.5;
  return base.kind === "sum" && !base.isPlain ? ranks.apply + 1 : ranks[base.kind];
}

/** i + 1 and 2ⁱ for an index i stand where a number does: (i + 1)·x. */
function countsSteps(form: Form): boolean {
  if (form.kind === "symbol") return isIndexName(form.variable.path);
  return form.kind === "sum" && form.isPlain && form.terms.every(({ body }) => countsSteps(body));
}

/** Terms stand by falling degree, as polynomials are written. */
export function compareTerms(a: Form, b: Form): number {
  if (a.degree !== b.degree) return b.degree - a.degree;
  const aFactors = a.kind === "product" ? a.factors : undefined;
  const bFactors = b.kind === "product" ? b.factors : undefined;
  if (!aFactors && !bFactors) return compareForms(a, b);
  const lead = compareForms(aFactors?.[0]?.base ?? a, bFactors?.[0]?.base ?? b);
  if (lead !== 0) return lead;
  if (aFactors && bFactors) return compareLists(aFactors, bFactors, compareFactors);
  return aFactors ? -1 : 1;
}

/** Names in reading order: v[2] before v[10], capital letters beside small ones. */
function compareNames(a: string, b: string): number {
  const left = a.match(nameParts) ?? [];
  const right = b.match(nameParts) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareParts(left[i] as string, right[i] as string);
    if (order !== 0) return order;
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
}

const nameParts = /\d+|\D/g;

function compareParts(a: string, b: string): number {
  const [x, y] = [Number.parseInt(a, 10), Number.parseInt(b, 10)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  // x[i] before x[i+1].
  const [left, right] = [a, b].map((sign) => (sign === "]" ? "" : sign.toLowerCase())) as [
    string,
    string,
  ];
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareLists<T>(
  a: readonly T[],
  b: readonly T[],
  compare: (a: T, b: T) => number,
): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compare(a[i] as T, b[i] as T);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

const ranks: Readonly<Record<Form["kind"], number>> = {
  number: 0,
  pi: 1,
  symbol: 2,
  sum: 3,
  product: 4,
  apply: 5,
};

const indexRank = ranks.number + 0.5;

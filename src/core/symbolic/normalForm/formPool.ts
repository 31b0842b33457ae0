import { alikeIn, mixed } from "../expr/hashing.ts";
import { type FormulaOp, opOrder } from "../expr/shapes.ts";
import {
  type Factor,
  type Form,
  type FormPool,
  factorsOf,
  isOne,
  isOneForm,
  type Node,
  numericExponent,
  type Reading,
  type Term,
} from "./form.ts";
import { hashOf, isApplyOf, isProductOf, isSumOf } from "./formHash.ts";
import { one, type Quantity, toNumber } from "./quantity.ts";

const FORM_LIMIT = 20_000;
/** Far more than any formula worth reading takes, and still done in half a second. */
const STEP_LIMIT = 500_000;

/** Forms with equal parts are one object here, and ids grow from part to whole; see `FormPool.isExhausted` for its bounds. */
export function createFormPool(reading: Reading): FormPool {
  const leaves = new Map<string, Form>();
  const integers = new Map<number, Form>();
  const composite = new Map<number, Form[]>();
  let size = 0;
  let steps = 0;
  function leafOf(key: string, make: (id: number) => Form): Form {
    const before = leaves.get(key);
    if (before) return before;
    const form = make(size++);
    leaves.set(key, form);
    return form;
  }
  function number(value: Quantity): Form {
    if (value.under !== 1) return fraction(value);
    const before = integers.get(value.over);
    if (before) return before;
    const form = fraction(value);
    integers.set(value.over, form);
    return form;
  }
  const fraction = (value: Quantity) =>
    leafOf(`${value.over}/${value.under}`, (id) => ({ kind: "number", ...leaf(id, 0), value }));
  function added(forms: Form[], form: Form): Form {
    size++;
    forms.push(form);
    return form;
  }
  function product(coefficient: Quantity, factors: readonly Factor[]): Form {
    const [first] = factors;
    if (!first || coefficient.over === 0) return number(coefficient);
    if (factors.length === 1 && isOne(coefficient) && isOneForm(first.exponent)) return first.base;
    let hash = mixed(1, hashOf(coefficient));
    for (const { base, exponent } of factors) hash = mixed(mixed(hash, base.id), exponent.id);
    const forms = alikeIn(composite, hash);
    return (
      forms.find((form) => isProductOf(form, coefficient, factors)) ??
      added(forms, productForm(size, coefficient, factors))
    );
  }
  function sum(terms: readonly Term[], constant: Quantity): Form {
    const [first] = terms;
    if (!first) return number(constant);
    if (terms.length === 1 && constant.over === 0) {
      if (isOne(first.coefficient)) return first.body;
      return product(first.coefficient, factorsOf(first.body, number(one)));
    }
    let hash = mixed(2, hashOf(constant));
    for (const { coefficient, body } of terms)
      hash = mixed(mixed(hash, hashOf(coefficient)), body.id);
    const forms = alikeIn(composite, hash);
    return (
      forms.find((form) => isSumOf(form, terms, constant)) ??
      added(forms, sumForm(size, terms, constant))
    );
  }
  function apply(op: FormulaOp, args: readonly Form[]): Form {
    let hash = mixed(3, opOrder(op));
    for (const arg of args) hash = mixed(hash, arg.id);
    const forms = alikeIn(composite, hash);
    return (
      forms.find((form) => isApplyOf(form, op, args)) ?? added(forms, applyForm(size, op, args))
    );
  }
  return {
    reading,
    assumed: new Map(),
    signs: new Map(),
    primitives: new Set(),
    spend() {
      steps++;
    },
    isExhausted: () => size > FORM_LIMIT || steps > STEP_LIMIT,
    number,
    pi: () => leafOf("pi", (id) => ({ kind: "pi", ...leaf(id, 0) })),
    symbol: (variable) =>
      leafOf(`$${variable.id}`, (id) => ({ kind: "symbol", ...leaf(id, 1), variable })),
    apply,
    product,
    sum,
  };
}

function leaf(id: number, degree: number): Node {
  return { id, degree, isPlain: true, size: 1 };
}

function applyForm(id: number, op: FormulaOp, args: readonly Form[]): Form {
  let size = 1;
  for (const arg of args) size += arg.size;
  return { kind: "apply", id, degree: 0, isPlain: false, size, op, args };
}

function productForm(id: number, coefficient: Quantity, factors: readonly Factor[]): Form {
  let degree = 0;
  let isPlain = true;
  let size = 1;
  for (const factor of factors) {
    size += factor.base.size + (isOneForm(factor.exponent) ? 0 : factor.exponent.size);
    const exponent = numericExponent(factor);
    degree += factor.base.degree * (exponent ? toNumber(exponent) : 1);
    if (!factor.base.isPlain || !exponent) isPlain = false;
  }
  return { kind: "product", id, degree, isPlain, size, coefficient, factors };
}

function sumForm(id: number, terms: readonly Term[], constant: Quantity): Form {
  let degree = 0;
  let isPlain = true;
  let size = 2;
  for (const { body } of terms) {
    size += body.size + 1;
    degree = Math.max(degree, body.degree);
    if (!body.isPlain) isPlain = false;
  }
  return { kind: "sum", id, degree, isPlain, size, terms, constant };
}

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
import { one, type Quantity, toNumber } from "./quantity.ts";

const FORM_LIMIT = 20_000;

export function createFormPool(reading: Reading): FormPool {
  const known = new Map<string, Form>();
  function intern(key: string, make: (id: number) => Form): Form {
    const before = known.get(key);
    if (before) return before;
    const form = make(known.size);
    known.set(key, form);
    return form;
  }
  const integers = new Map<number, Form>();
  function number(value: Quantity): Form {
    if (value.under !== 1) return internNumber(value);
    const before = integers.get(value.over);
    if (before) return before;
    const form = internNumber(value);
    integers.set(value.over, form);
    return form;
  }
  const internNumber = (value: Quantity) =>
    intern(keyOf(value), (id) => ({ kind: "number", ...leaf(id, 0), value }));
  function product(coefficient: Quantity, factors: readonly Factor[]): Form {
    const [first] = factors;
    if (!first || coefficient.over === 0) return number(coefficient);
    if (factors.length === 1 && isOne(coefficient) && isOneForm(first.exponent)) return first.base;
    let key = `*${keyOf(coefficient)}`;
    for (const { base, exponent } of factors) key += `,${base.id}^${exponent.id}`;
    return intern(key, (id) => ({
      kind: "product",
      ...productNode(id, factors),
      coefficient,
      factors,
    }));
  }
  function sum(terms: readonly Term[], constant: Quantity): Form {
    const [first] = terms;
    if (!first) return number(constant);
    if (terms.length === 1 && constant.over === 0) {
      if (isOne(first.coefficient)) return first.body;
      return product(first.coefficient, factorsOf(first.body, number(one)));
    }
    let key = `+${keyOf(constant)}`;
    for (const { coefficient, body } of terms) key += `,${keyOf(coefficient)}*${body.id}`;
    return intern(key, (id) => ({ kind: "sum", ...sumNode(id, terms), terms, constant }));
  }
  return {
    reading,
    isExhausted: () => known.size > FORM_LIMIT,
    number,
    pi: () => intern("pi", (id) => ({ kind: "pi", ...leaf(id, 0) })),
    symbol: (variable) =>
      intern(`$${variable.id}`, (id) => ({ kind: "symbol", ...leaf(id, 1), variable })),
    apply(op, args) {
      let key: string = op;
      for (const arg of args) key += `,${arg.id}`;
      return intern(key, (id) => ({ kind: "apply", ...applyNode(id, args), op, args }));
    },
    product,
    sum,
  };
}

function leaf(id: number, degree: number): Node {
  return { id, degree, isPlain: true, size: 1 };
}

function applyNode(id: number, args: readonly Form[]): Node {
  const size = args.reduce((sum, arg) => sum + arg.size, 1);
  return { id, degree: 0, isPlain: false, size };
}

function productNode(id: number, factors: readonly Factor[]): Node {
  let degree = 0;
  let isPlain = true;
  let size = 1;
  for (const factor of factors) {
    size += factor.base.size + (isOneForm(factor.exponent) ? 0 : factor.exponent.size);
    const exponent = numericExponent(factor);
    degree += factor.base.degree * (exponent ? toNumber(exponent) : 1);
    if (!factor.base.isPlain || !exponent) isPlain = false;
  }
  return { id, degree, isPlain, size };
}

function sumNode(id: number, terms: readonly Term[]): Node {
  let degree = 0;
  let isPlain = true;
  let size = 2;
  for (const { body } of terms) {
    size += body.size + 1;
    degree = Math.max(degree, body.degree);
    if (!body.isPlain) isPlain = false;
  }
  return { id, degree, isPlain, size };
}

function keyOf({ over, under }: Quantity): string {
  return `${over}/${under}`;
}

import type { VariableExpr } from "../expr/expr.ts";
import type { FormulaOp } from "../expr/shapes.ts";
import { isInteger, one, type Quantity, sameQuantity, zero } from "./quantity.ts";

/**
 * The normal form in which formulas are simplified: sums of products of powers, hash-consed like
 * expressions. A product keeps a sum as one of its factors, so nothing is multiplied out unasked.
 */
export type Form = NumberForm | PiForm | SymbolForm | ApplyForm | ProductForm | SumForm;

export interface Node {
  readonly id: number;
  /** The degree as a polynomial in the inputs; orders the terms of a sum. */
  readonly degree: number;
  /** Built of numbers and inputs alone, without functions; such factors stand first. */
  readonly isPlain: boolean;
  /** How many parts it has when written out, shared ones repeated. */
  readonly size: number;
}

export interface NumberForm extends Node {
  readonly kind: "number";
  readonly value: Quantity;
}

interface PiForm extends Node {
  readonly kind: "pi";
}

interface SymbolForm extends Node {
  readonly kind: "symbol";
  readonly variable: VariableExpr;
}

export interface ApplyForm extends Node {
  readonly kind: "apply";
  readonly op: FormulaOp;
  readonly args: readonly Form[];
}

/** coefficient · Π base^exponent; the bases differ and stand in order. */
export interface ProductForm extends Node {
  readonly kind: "product";
  readonly coefficient: Quantity;
  readonly factors: readonly Factor[];
}

/** Σ coefficient · body + constant; the bodies differ, have no coefficient and stand in order. */
export interface SumForm extends Node {
  readonly kind: "sum";
  readonly terms: readonly Term[];
  readonly constant: Quantity;
}

export interface Factor {
  readonly base: Form;
  readonly exponent: Form;
}

export interface Term {
  readonly coefficient: Quantity;
  readonly body: Form;
}

export interface FormPool {
  /** How derivatives at special points are treated; see `Reading`. */
  readonly reading: Reading;
  /** The signs (by id) that the guards of a trace leave to a form; see `signsOf`. */
  readonly assumed: Map<number, number>;
  /** The signs that were found (by id). */
  readonly signs: Map<number, number>;
  /** The sums (by id) that were found to have no content or power in common. */
  readonly primitives: Set<number>;
  /** Counts a step of work that may make no form. */
  spend(): void;
  /** Too many forms were made or steps taken: the result is worthless and will be thrown away. */
  isExhausted(): boolean;
  number(value: Quantity): Form;
  pi(): Form;
  symbol(variable: VariableExpr): Form;
  apply(op: FormulaOp, args: readonly Form[]): Form;
  /** The parts must be in order already; collapses what is not a product. */
  product(coefficient: Quantity, factors: readonly Factor[]): Form;
  sum(terms: readonly Term[], constant: Quantity): Form;
}

/**
 * Formulas are read by people, over the real numbers, or by machines, in floating point.
 * For people a guard such as `divOrZero` is a plain quotient and identities of real numbers hold.
 * For machines guards stay, and only what rounds no worse than the sweep is rewritten.
 */
export type Reading = "people" | "machines";

/** The factors of a product without its coefficient; anything else is one factor. */
export function factorsOf(form: Form, unit: Form): readonly Factor[] {
  return form.kind === "product" ? form.factors : [{ base: form, exponent: unit }];
}

export function isZeroForm(form: Form): boolean {
  return form.kind === "number" && form.value.over === 0;
}

export function isOneForm(form: Form): boolean {
  return form.kind === "number" && isOne(form.value);
}

export function isOne(quantity: Quantity): boolean {
  return sameQuantity(quantity, one);
}

/** The exponent where it is a number. */
export function numericExponent({ exponent }: Factor): Quantity | undefined {
  return exponent.kind === "number" ? exponent.value : undefined;
}

export function integerExponent({ exponent }: Factor): number | undefined {
  return exponent.kind === "number" && isInteger(exponent.value) ? exponent.value.over : undefined;
}

/** Splits c · body into its number and the rest. */
export function splitCoefficient(forms: FormPool, form: Form): Term {
  if (form.kind === "number") return { coefficient: form.value, body: forms.number(one) };
  if (form.kind !== "product" || isOne(form.coefficient)) return { coefficient: one, body: form };
  return { coefficient: form.coefficient, body: forms.product(one, form.factors) };
}

/** The terms of a sum; anything else is one term (or, for a number, none). */
export function termsOf(forms: FormPool, form: Form): readonly Term[] {
  if (form.kind === "sum") return form.terms;
  return form.kind === "number" ? [] : [splitCoefficient(forms, form)];
}

export function constantOf(form: Form): Quantity {
  if (form.kind === "sum") return form.constant;
  return form.kind === "number" ? form.value : zero;
}

/** −x − 1, but not 1 − x. */
export function isAllNegative({ constant, terms }: SumForm): boolean {
  return constant.over <= 0 && terms.every(({ coefficient }) => coefficient.over < 0);
}

/** −x, −2x − y: a sign that can be turned. */
export function startsNegative(form: Form): boolean {
  if (form.kind === "product") return form.coefficient.over < 0;
  return form.kind === "sum" && (form.terms[0]?.coefficient.over ?? 0) < 0;
}

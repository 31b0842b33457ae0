import type { NodeId, Tape } from "../tape/tape.ts";
import { createArranger } from "./arrange/arrange.ts";
import { deriveSymbolically, formulaOf } from "./expr/derive.ts";
import { deriveExpr } from "./expr/deriveExpr.ts";
import { createExprPool, type Expr } from "./expr/expr.ts";
import { treeSize } from "./expr/treeSize.ts";
import { type Form, type FormPool, factorsOf, termsOf } from "./normalForm/form.ts";
import { createFormPool } from "./normalForm/formPool.ts";
import { type NormalForms, normalize } from "./normalForm/normalize.ts";
import { one } from "./normalForm/quantity.ts";
import { printLatex } from "./print/printLatex.ts";
import { printText } from "./print/printText.ts";
import { expand } from "./shorten/expand.ts";
import type { PrintedFormula } from "./valueFormula.ts";

/** A function brought to another form first and differentiated then: no chain rule is left to apply. */
export interface MultipliedOut {
  /** The function itself: 9x² + 6x + 1. */
  readonly value: PrintedFormula;
  /** Its derivative, term by term: 18x + 6. */
  readonly derivative: PrintedFormula;
}

const PRINT_LIMIT = 60;

/**
 * The other way to the same derivative, for what is a polynomial once it is multiplied out. Nothing
 * where that changes nothing, explodes, or does not end at the very same normal form as the chain
 * rule: what is returned is proved.
 */
export function multipliedOut(
  tape: Tape,
  output: NodeId,
  input: NodeId,
): MultipliedOut | undefined {
  const pool = createExprPool();
  const forms = createFormPool("people");
  const known: NormalForms = new Map();
  const open = (expr: Expr | undefined) => expr && openForm(forms, known, expr);
  const arrange = createArranger({ pool, reading: "people", hasDecimals: false });

  const written = formulaOf(tape, output, pool);
  const value = open(written);
  const [chained] = deriveSymbolically(tape, output, [input], pool) ?? [];
  const expected = open(chained);
  if (!written || !value || !expected || !isPolynomial(forms, value)) return undefined;
  const opened = arrange(value);
  const derivative = open(deriveExpr(opened, pool.variable(pathOf(tape, input)), pool));
  if (derivative !== expected || forms.isExhausted()) return undefined;
  const [function_, slope] = [printed(opened), printed(arrange(derivative))];
  if (!function_ || !slope || function_.text === printText(written)) return undefined;
  return { value: function_, derivative: slope };
}

function openForm(forms: FormPool, known: NormalForms, expr: Expr): Form | undefined {
  const form = normalize(forms, expr, known);
  return form && expand(forms, form);
}

/** A sum of products of powers of inputs: nothing in it is a function of a function any more. */
function isPolynomial(forms: FormPool, form: Form): boolean {
  const unit = forms.number(one);
  return termsOf(forms, form).every(({ body }) =>
    factorsOf(body, unit).every(
      ({ base, exponent }) =>
        base.kind === "number" ||
        ((base.kind === "symbol" || base.kind === "pi") && exponent.kind === "number"),
    ),
  );
}

function pathOf({ inputs }: Tape, input: NodeId): string {
  return inputs.find(({ node }) => node === input)?.path ?? "";
}

function printed(expr: Expr): PrintedFormula | undefined {
  if (treeSize(expr, PRINT_LIMIT) > PRINT_LIMIT) return undefined;
  return { text: printText(expr), latex: printLatex(expr) };
}

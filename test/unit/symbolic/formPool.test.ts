import assert from "node:assert/strict";
import { createExprPool, type VariableExpr } from "../../../src/core/symbolic/expr/expr.ts";
import type { Form } from "../../../src/core/symbolic/normalForm/form.ts";
import { createFormPool } from "../../../src/core/symbolic/normalForm/formPool.ts";
import { one, zero } from "../../../src/core/symbolic/normalForm/quantity.ts";

describe("a pool of forms", () => {
  const exprs = createExprPool();
  const forms = createFormPool("people");
  const symbols = Array.from({ length: 70 }, (_, index) =>
    forms.symbol(exprs.variable(`x${index}`) as VariableExpr),
  );
  const pairs = symbols.flatMap((a) => symbols.map((b) => [a, b] as const));

  function isOneToOne(make: (a: Form, b: Form) => Form): void {
    const made = pairs.map(([a, b]) => make(a, b));
    assert.equal(new Set(made).size, pairs.length);
    assert.equal(new Set(made.map(({ id }) => id)).size, pairs.length);
    for (const [index, [a, b]] of pairs.entries()) assert.equal(make(a, b), made[index]);
  }

  it("tells all powers apart and knows each of them again", () => {
    isOneToOne((base, exponent) => forms.product(one, [{ base, exponent }]));
  });

  it("tells all sums apart and knows each of them again", () => {
    isOneToOne((a, b) =>
      forms.sum(
        [
          { coefficient: one, body: a },
          { coefficient: one, body: b },
        ],
        zero,
      ),
    );
  });

  it("tells all calls apart and knows each of them again", () => {
    isOneToOne((a, b) => forms.apply("atan2", [a, b]));
  });

  it("knows a product again whose number is none", () => {
    const [base] = symbols as [Form];
    const make = () =>
      forms.product({ over: Number.NaN, under: 1 }, [{ base, exponent: forms.number(one) }]);
    assert.equal(make(), make());
  });
});

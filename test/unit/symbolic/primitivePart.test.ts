import assert from "node:assert/strict";
import { createExprPool, type VariableExpr } from "../../../src/core/symbolic/expr/expr.ts";
import type { SumForm } from "../../../src/core/symbolic/normalForm/form.ts";
import { createFormPool } from "../../../src/core/symbolic/normalForm/formPool.ts";
import { primitivePart } from "../../../src/core/symbolic/normalForm/primitivePart.ts";
import { divide, multiply, power } from "../../../src/core/symbolic/normalForm/products.ts";
import { one, quantityOf } from "../../../src/core/symbolic/normalForm/quantity.ts";
import { add } from "../../../src/core/symbolic/normalForm/sums.ts";

describe("what is left of a sum without its common factor", () => {
  it("has numbers in front: √2·x + y/√2 is (2x + y)/√2", () => {
    const forms = createFormPool("people");
    const pool = createExprPool();
    const [x, y] = ["x", "y"].map((name) => forms.symbol(pool.variable(name) as VariableExpr));
    assert.ok(x && y);
    const two = forms.number(quantityOf(2));
    const root = power(forms, two, forms.number(quantityOf(0.5)));
    const sum = add(forms, [multiply(forms, root, x), divide(forms, y, root)]);
    const { rest } = primitivePart(forms, sum as SumForm, one);
    assert.equal(rest, add(forms, [multiply(forms, two, x), y]));
  });
});

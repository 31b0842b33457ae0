import assert from "node:assert/strict";
import { checkOf, checksOf, told } from "./checked.ts";

const verdict = (text: string) => {
  const check = checkOf(text);
  return `${check.verdict} ${check.wrt.join(", ")}`;
};

describe("tables of partial derivatives", () => {
  it("are found by their name, along all inputs", () => {
    const polar = "function polar(r, a) { return { x: r * Math.cos(a), y: r * Math.sin(a) } }";
    const table = "[[Math.cos(a), -r * Math.sin(a)], [Math.sin(a), r * Math.cos(a)]]";
    for (const name of ["polarJacobian", "polar_jacobian", "jacobianOfPolar", "jacPolar"])
      assert.equal(verdict(`${polar} function ${name}(r, a) { return ${table} }`), "equal r, a");
  });
  it("along a run of parameters, the others being data", () => {
    const bent =
      "function bend(k, x, y) { const s = 1 + k * (x * x + y * y); return [x * s, y * s] }";
    const jacobian = (rate: string) =>
      `function bendJacobian(k, x, y) { const s = 1 + k * (x * x + y * y), d = ${rate}; return [[s + x * x * d, x * y * d], [x * y * d, s + y * y * d]] }`;
    assert.equal(verdict(`${bent} ${jacobian("2 * k")}`), "equal x, y");
    const check = checkOf(`${bent} ${jacobian("k")}`);
    assert.notEqual(check.verdict, "equal", told(check));
    assert.deepEqual(check.wrt, ["x", "y"]);
  });
  it("along the first elements of a list, row after row in one list", () => {
    assert.equal(
      verdict(
        "function swing(s: Float64Array, dt: number) { return new Float64Array([s[0] + dt * s[1], s[1] - dt * Math.sin(s[0])]) } function swingJacobian(s: Float64Array, dt: number) { return new Float64Array([1, dt, -dt * Math.cos(s[0]), 1]) }",
      ),
      "equal s[0], s[1]",
    );
  });
  it("with a column for every output, where the shape says so", () => {
    const fit = "function residuals(a, b, c) { return [a * b, a + c * c] }";
    assert.equal(
      verdict(`${fit} function residualsJacobian(a, b, c) { return [[b, 1], [a, 0], [0, 2 * c]] }`),
      "equal a, b, c",
    );
  });
  it("the basis of a spline, taken beside its derivatives, is none", () => {
    assert.deepEqual(
      checksOf(
        "function basis(u, n) { return [(1 - u) ** 2, 2 * u * (1 - u)] } function basisDerivatives(u, n) { return [[(1 - u) ** 2, 2 * u * (1 - u)], [2 * u - 2, 2 - 4 * u], [2, -4]] }",
      ),
      [],
    );
  });
});

describe("the diagonal of a Jacobian alone", () => {
  const softmax =
    "function softmax(z) { const e = z.map((v) => Math.exp(v)); const sum = e.reduce((a, b) => a + b, 0); return e.map((v) => v / sum) }";
  it("is told, of the input and of the output", () => {
    for (const derivative of [
      "function softmaxDerivative(s) { return s.map((v) => v * (1 - v)) }",
      "function softmaxDerivative(z) { return softmax(z).map((v) => v * (1 - v)) }",
    ]) {
      const check = checkOf(`${softmax} ${derivative}`);
      assert.equal(check.verdict, "wrong", told(check));
      assert.equal(check.diagnosis?.kind, "diagonal-only");
      assert.match(check.diagnosis.message, /result \[0\] depends on z\[1\] too/);
      assert.equal(check.counterexample?.actual, 0);
      assert.notEqual(check.counterexample.expected, 0);
    }
  });
  it("is all there is of a function of each element", () => {
    const text =
      "function squash(z) { return z.map((v) => Math.tanh(v)) } function squashDerivative(z) { return z.map((v) => 1 - Math.tanh(v) ** 2) }";
    assert.equal(checkOf(text).verdict, "equal");
  });
});

describe("a number that is differentiated along one of several", () => {
  it("along a curve, that is t: what is wrong is told along it", () => {
    const check = checkOf(
      "function curveAt(a, b, c, t) { const u = 1 - t; return u * u * a + 2 * u * t * b + t * t * c } function curveAtDerivative(a, b, c, t) { const u = 1 - t; return 2 * (u * (b - a) + u * (c - b)) }",
    );
    assert.equal(check.verdict, "wrong", told(check));
    assert.deepEqual(check.wrt, ["t"]);
    assert.match(
      check.diagnosis?.kind ?? "",
      /^wrong-(argument|variable)$/,
      check.diagnosis?.message,
    );
  });
});

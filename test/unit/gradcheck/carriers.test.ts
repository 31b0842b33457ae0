import assert from "node:assert/strict";
import { checksOf, told } from "./checked.ts";

const graph = (
  body: string,
) => `class Mat { constructor(n) { this.w = []; this.dw = []; for (let i = 0; i < n; i++) { this.w.push(0); this.dw.push(0) } } }
class Graph {
  constructor() { this.tape = [] }
  mul(a, b) {
    const out = new Mat(a.w.length);
    for (let i = 0; i < a.w.length; i++) out.w[i] = a.w[i] * b.w[i];
    this.tape.push(() => { for (let i = 0; i < a.w.length; i++) { ${body} } });
    return out;
  }
}`;
const filling = (body: string, name = "gateBackward") =>
  `function gate(out, x) { for (let i = 0; i < x.data.length; i++) out.data[i] = Math.tanh(3 * x.data[i]) }
function ${name}(out, x) { for (let i = 0; i < x.data.length; i++) { const y = out.data[i]; ${body} } }`;

describe("values and gradients side by side on the same objects", () => {
  const rows: readonly (readonly [text: string, verdict: string, kind?: string])[] = [
    [graph("a.dw[i] += b.w[i] * out.dw[i]; b.dw[i] += a.w[i] * out.dw[i];"), "equal"],
    [
      graph("a.dw[i] += b.w[i] * out.dw[i]; b.dw[i] += b.w[i] * out.dw[i];"),
      "wrong",
      "wrong-variable",
    ],
    [graph("a.dw[i] += b.w[i]; b.dw[i] += a.w[i];"), ""],
    [filling("x.grad[i] += 3 * (1 - y * y) * out.grad[i];"), "equal"],
    [filling("x.grad[i] = 3 * (1 - y * y) * out.grad[i];", "gateB"), "equal"],
    [filling("x.grad[i] += (1 - y * y) * out.grad[i];"), "wrong", "missing-factor"],
    // something else altogether
    [filling("x.grad[i] += y + out.grad[i] ** 3;", "gateB"), ""],
    [filling("x.size[i] += y * out.size[i];", "gateB"), ""],
  ];
  for (const [text, verdict, kind] of rows)
    it(`${verdict === "" ? "nothing is said of" : verdict}: ${text}`, () => {
      const checks = checksOf(text);
      assert.equal(checks.map((check) => check.verdict).join(), verdict, checks.map(told).join());
      const [check] = checks;
      assert.equal(check?.diagnosis?.kind, kind, check?.diagnosis?.message);
      if (!check?.diagnosis) return;
      const { start, end } = check.diagnosis.range;
      assert.ok(start >= check.derivative.range.start && end <= check.derivative.range.end);
    });
});

describe("lists whose sizes are made up", () => {
  it("are not called wrong where they do not fit each other", () => {
    const text = `
      class Grid { rows = 0; columns = 0; w: Float64Array; dw: Float64Array;
        constructor(rows?: number, columns?: number) { if (rows) this.rows = rows; if (columns) this.columns = columns; this.w = new Float64Array(this.rows * this.columns); this.dw = new Float64Array(this.rows * this.columns) } }
      function product(out: Grid, a: Grid, b: Grid) { for (let i = 0; i < a.rows; i++) for (let j = 0; j < b.columns; j++) { let s = 0; for (let k = 0; k < a.columns; k++) s += a.w[a.columns * i + k] * b.w[b.columns * k + j]; out.w[b.columns * i + j] = s } }
      function productB(out: Grid, a: Grid, b: Grid) { for (let i = 0; i < a.rows; i++) for (let j = 0; j < b.columns; j++) for (let k = 0; k < a.columns; k++) { const back = out.dw[b.columns * i + j]; a.dw[a.columns * i + k] += b.w[b.columns * k + j] * back; b.dw[b.columns * k + j] += a.w[a.columns * i + k] * back } }`;
    for (const { verdict } of checksOf(text)) assert.equal(verdict, "equal");
  });
});

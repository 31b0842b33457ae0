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

describe("a window that moves over what goes in", () => {
  const strip = (weight: string, input: string, offset: string) => `
    var Strip = function (width, fill) { this.width = width; this.w = []; this.dw = []; for (var i = 0; i < width; i++) { this.w.push(fill === undefined ? Math.random() - 0.5 : fill); this.dw.push(0) } };
    var Slide = function (opt) {
      this.sx = opt.sx; this.stride = opt.stride || 1; this.pad = opt.pad || 0;
      this.long = Math.floor((opt.in_width + 2 * this.pad - this.sx) / this.stride + 1);
      this.kernel = new Strip(this.sx); this.offset = new Strip(1, 0);
    };
    Slide.prototype = {
      forward: function (V) {
        this.from = V; var A = new Strip(this.long, 0);
        for (var k = 0, x = -this.pad; k < this.long; k++, x += this.stride) {
          var sum = this.offset.w[0];
          for (var f = 0; f < this.sx; f++) if (x + f >= 0 && x + f < V.width) sum += this.kernel.w[f] * V.w[x + f];
          A.w[k] = sum;
        }
        this.to = A; return A;
      },
      backward: function () {
        var V = this.from; V.dw = V.w.map(function () { return 0 });
        for (var k = 0, x = -this.pad; k < this.long; k++, x += this.stride) {
          var up = this.to.dw[k];
          for (var f = 0; f < this.sx; f++) if (x + f >= 0 && x + f < V.width) {
            this.kernel.dw[f] ${weight} V.w[x + f] * up;
            V.dw[x + f] ${input} this.kernel.w[f] * up;
          }
          this.offset.dw[0] ${offset} up;
        }
      },
    };`;
  const rows: readonly (readonly [text: string, verdict: string])[] = [
    [strip("+=", "+=", "+="), "equal"],
    [strip("=", "+=", "+="), "wrong"],
    [strip("+=", "=", "+="), "wrong"],
    [strip("+=", "+=", "="), "wrong"],
  ];
  for (const [index, [text, verdict]] of rows.entries())
    it(`${verdict}, with ${index === 0 ? "all summed" : `number ${index} overwritten`}`, () => {
      const [check] = checksOf(text);
      assert.equal(check?.verdict, verdict, check && told(check));
      // Of two outputs and a kernel of two, the last of each is also the diagonal.
      if (index > 0) assert.match(check?.diagnosis?.message ?? "", /must be summed/);
      assert.ok(check?.wrt.includes("this.kernel.w[0]") && check.wrt.includes("this.offset.w[0]"));
    });
});

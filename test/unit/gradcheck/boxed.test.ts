import assert from "node:assert/strict";
import type { GradientCheck } from "../../../src/core/gradcheck/gradientCheck.ts";
import { checksOf, told } from "./checked.ts";

const block = `class Block {
  values: Float64Array; sizes: number[];
  constructor(values: Float64Array, sizes: number[]) { this.values = values; this.sizes = sizes }
  static empty(sizes: number[]): Block { return new Block(new Float64Array(sizes.reduce((a, b) => a * b, 1)), sizes) }
  get count(): number { return this.values.length }
}
`;

const product = `function product(m: Block, v: Block): Block {
  const [rows, columns] = [m.sizes[0], m.sizes[1]];
  const out = Block.empty([rows]);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += m.values[i * columns + j] * v.values[j];
    out.values[i] = sum;
  }
  return out;
}
`;
const productBackward = (place: string) => `${block}${product}
function productBackward(dOut: Block, m: Block, v: Block): { dM: Block; dV: Block } {
  const [rows, columns] = [m.sizes[0], m.sizes[1]];
  const dM = Block.empty([rows, columns]);
  const dV = Block.empty([columns]);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      dM.values[i * columns + j] = dOut.values[i] * v.values[j];
      dV.values[j] ${place} m.values[i * columns + j] * dOut.values[i];
    }
  return { dM, dV };
}`;

const shares = (largest: string) => `function shares(x: Block): Block {
  const out = Block.empty([x.count]);
  let largest = -Infinity;
  for (let i = 0; i < x.count; i++) ${largest}
  let sum = 0;
  for (let i = 0; i < x.count; i++) sum += out.values[i] = Math.exp(x.values[i] - largest);
  for (let i = 0; i < x.count; i++) out.values[i] /= sum;
  return out;
}
`;
const sharesBackward = (
  rest: string,
) => `${block}${shares("if (x.values[i] > largest) largest = x.values[i];")}
function sharesBackward(dOut: Block, sharesOut: Block): Block {
  const dX = Block.empty([dOut.count]);
  let mean = 0;
  for (let i = 0; i < dOut.count; i++) mean += dOut.values[i] * sharesOut.values[i];
  for (let i = 0; i < dOut.count; i++) dX.values[i] = sharesOut.values[i] * (dOut.values[i]${rest});
  return dX;
}`;

const scaledBackward = (power: string) => `${block}
function scaled(x: Block, eps = 1e-6): { out: Block; size: number } {
  let sum = 0;
  for (let i = 0; i < x.count; i++) sum += x.values[i] ** 2;
  const size = Math.sqrt(sum / x.count + eps);
  const out = Block.empty([x.count]);
  for (let i = 0; i < x.count; i++) out.values[i] = x.values[i] / size;
  return { out, size };
}
function scaledBackward(dOut: Block, input: Block, size: number): Block {
  const dInput = Block.empty([input.count]);
  let along = 0;
  for (let i = 0; i < input.count; i++) along += input.values[i] * dOut.values[i];
  for (let i = 0; i < input.count; i++)
    dInput.values[i] = dOut.values[i] / size - (input.values[i] * along) / (input.count * ${power});
  return dInput;
}`;

const rows: readonly (readonly [
  name: string,
  text: string,
  verdict: GradientCheck["verdict"],
  kind?: string,
])[] = [
  ["a product of both", productBackward("+="), "equal"],
  ["a product that overwrites", productBackward("="), "wrong", "overwrite"],
  ["shares by their output", sharesBackward(" - mean"), "equal"],
  [
    "the diagonal alone",
    sharesBackward(" - dOut.values[i] * sharesOut.values[i]"),
    "wrong",
    "diagonal-only",
  ],
  ["what the result keeps beside the output", scaledBackward("size ** 3"), "equal"],
  ["a power that is too small", scaledBackward("size ** 2"), "wrong"],
];

describe("backward passes of lists in boxes", () => {
  for (const [name, text, verdict, kind] of rows) {
    it(`${verdict}: ${name}`, () => {
      const [check, ...others] = checksOf(text);
      assert.ok(check && others.length === 0, text);
      assert.equal(check.verdict, verdict, told(check));
      if (kind !== undefined) assert.equal(check.diagnosis?.kind, kind, check.diagnosis?.message);
      const { start, end } = check.diagnosis?.range ?? check.derivative.range;
      assert.ok(start >= check.derivative.range.start && end <= text.length);
    });
  }
  it("go by the names of the lists that are differentiated", () => {
    const [check] = checksOf(productBackward("+="));
    assert.deepEqual(check?.wrt, ["m.values", "v"]);
  });
});

describe("a maximum that is searched from −∞ on", () => {
  it("stands at no corner because of that", () => {
    const text = `
      function largest(x: number[]) { let m = -Infinity; for (let i = 0; i < x.length; i++) if (x[i] > m) m = x[i]; return m * m }
      function largestGradient(x: number[]) { let k = 0; for (let i = 1; i < x.length; i++) if (x[i] > x[k]) k = i; return x.map((v, i) => (i === k ? 2 * v : 0)) }`;
    assert.equal(checksOf(text)[0]?.verdict, "equal");
  });
});

describe("a loss beside gradients that are named after what they are along", () => {
  const of = (slope: string) =>
    `function fit(w: number[], b: number, x: number[], y: number) { let s = b; for (let i = 0; i < w.length; i++) s += w[i] * x[i]; const r = s - y; return { loss: r * r, dW: x.map((v) => ${slope}), dB: 2 * r } }`;
  it("is compared", () => {
    const [check] = checksOf(of("2 * r * v"));
    assert.equal(check?.verdict, "equal");
    assert.deepEqual(check?.wrt, ["w", "b"]);
  });
  it("and what is wrong with it is said", () => {
    const [check] = checksOf(of("2 * r"));
    assert.equal(check?.verdict, "wrong");
    assert.equal(check?.diagnosis?.kind, "missing-factor");
  });
  it("other keys are no gradients", () => {
    assert.deepEqual(checksOf("function step(x, v) { return { energy: v * v, dx: 3 + x } }"), []);
  });
});

describe("passes that take their sizes as options", () => {
  const of = (rate: string) => `
    function mixed(v, { count, scale }) { const out = new Float32Array(count); for (let i = 0; i < count; i++) for (let j = 0; j <= i; j++) out[i] += scale * v[i] * v[j]; return out }
    function mixedBackward(dOut, v, { count, scale }) { const dV = new Float32Array(count); for (let i = 0; i < count; i++) for (let j = 0; j <= i; j++) { dV[i] += ${rate} * v[j] * dOut[i]; dV[j] += ${rate} * v[i] * dOut[i] } return { dV } }`;
  it("are given the same options, and lists that fit", () => {
    assert.equal(checksOf(of("scale"))[0]?.verdict, "equal");
    const [check] = checksOf(of("1"));
    assert.equal(check?.diagnosis?.kind, "missing-factor", check?.diagnosis?.message);
  });
});

describe("passes that add to the gradient a box keeps", () => {
  const text = (place: string) => `
    class Box { values: Float32Array; sizes: number[]; grad: Box | null = null; constructor(values: Float32Array, sizes: number[]) { this.values = values; this.sizes = sizes } }
    function rowLookup(table: Box, at: number): Box { const width = table.sizes[1]; const out = new Box(new Float32Array(width), [width]); for (let i = 0; i < width; i++) out.values[i] = 3 * table.values[at * width + i]; return out }
    function rowBackward(grad: Box, table: Box, at: number): void { const width = table.sizes[1]; if (!table.grad) return; for (let i = 0; i < width; i++) table.grad.values[${place} }`;
  it("are compared: a row of a table", () => {
    const [check] = checksOf(text("at * width + i] += 3 * grad.values[i]"));
    assert.ok(check);
    assert.equal(check.verdict, "equal", told(check));
    assert.deepEqual(check.wrt, ["table.values"]);
  });
  it("and a wrong row, or a factor that is missing, is told", () => {
    const [factor] = checksOf(text("at * width + i] += grad.values[i]"));
    assert.equal(factor?.diagnosis?.kind, "missing-factor");
    const [row] = checksOf(text("i] += 3 * grad.values[i]"));
    assert.equal(row?.verdict, "wrong");
  });
});

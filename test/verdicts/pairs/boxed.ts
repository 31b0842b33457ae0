const block =
  "class Block { constructor(values, sizes) { this.values = values; this.sizes = sizes } static empty(sizes) { return new Block(new Float64Array(sizes.reduce((a, b) => a * b, 1)), sizes) } get count() { return this.values.length } }";

/** How Node runs a pass that takes boxes. */
const box =
  "const box = (draw, at, ...sizes) => new Block(Float64Array.from(draw.slice(at, at + 6)).subarray(0, sizes.reduce((a, b) => a * b, 1)), sizes);";

/** Passes over lists in boxes, `out.values[i]`: the upstream gradient comes in a box too. */
export const boxed: readonly string[] = [
  `${block}
/**
 * @param {Block} m
 * @param {Block} v
 */
function product(m, v) { const [rows, columns] = m.sizes; const out = Block.empty([rows]); for (let i = 0; i < rows; i++) { let sum = 0; for (let j = 0; j < columns; j++) sum += m.values[i * columns + j] * v.values[j]; out.values[i] = sum } return out }
/**
 * @param {Block} dOut
 * @param {Block} m
 * @param {Block} v
 */
function productBackward(dOut, m, v) { const [rows, columns] = m.sizes; const dM = Block.empty([rows, columns]); const dV = Block.empty([columns]); for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) { dM.values[i * columns + j] = dOut.values[i] * v.values[j]; dV.values[j] += m.values[i * columns + j] * dOut.values[i] } return { dM, dV } }
${box}
const sampled = (draw) => Object.values(productBackward(box(draw, 1, 2), box([...draw, 3], 0, 2, 3), box(draw, 2, 3))).map(({ values }) => [...values]);`,
  `${block}
/**
 * @param {Block} x
 */
function shares(x) { const out = Block.empty([x.count]); let largest = -Infinity; for (let i = 0; i < x.count; i++) if (x.values[i] > largest) largest = x.values[i]; let sum = 0; for (let i = 0; i < x.count; i++) { out.values[i] = Math.exp(x.values[i] - largest); sum += out.values[i] } for (let i = 0; i < x.count; i++) out.values[i] /= sum; return out }
/**
 * @param {Block} dOut
 * @param {Block} sharesOut
 */
function sharesBackward(dOut, sharesOut) { const dX = Block.empty([dOut.count]); let mean = 0; for (let i = 0; i < dOut.count; i++) mean += dOut.values[i] * sharesOut.values[i]; for (let i = 0; i < dOut.count; i++) dX.values[i] = sharesOut.values[i] * (dOut.values[i] - mean); return dX }
${box}
const sampled = (draw) => [...sharesBackward(box(draw, 1, 3), shares(box(draw, 0, 3))).values];`,
  `${block}
/**
 * @param {Block} x
 */
function scaled(x, eps = 1e-6) { let sum = 0; for (let i = 0; i < x.count; i++) sum += x.values[i] * x.values[i]; const size = Math.sqrt(sum / x.count + eps); const out = Block.empty([x.count]); for (let i = 0; i < x.count; i++) out.values[i] = x.values[i] / size; return { out, size } }
/**
 * @param {Block} dOut
 * @param {Block} input
 * @param {number} size
 */
function scaledBackward(dOut, input, size) { const dInput = Block.empty([input.count]); let along = 0; for (let i = 0; i < input.count; i++) along += input.values[i] * dOut.values[i]; for (let i = 0; i < input.count; i++) dInput.values[i] = dOut.values[i] / size - (input.values[i] * along) / (input.count * size * size * size); return dInput }
${box}
const sampled = (draw) => [...scaledBackward(box(draw, 1, 3), box(draw, 0, 3), draw[4]).values];`,
  `${block}
/**
 * @param {Block} x
 */
function bent(x) { const out = Block.empty([x.count]); for (let i = 0; i < x.count; i++) out.values[i] = Math.tanh(3 * x.values[i]); return out }
/**
 * @param {Block} dOut
 * @param {Block} input
 */
function bentBackward(dOut, input) { const dX = Block.empty([input.count]); for (let i = 0; i < input.count; i++) { const t = Math.tanh(3 * input.values[i]); dX.values[i] = 3 * (1 - t * t) * dOut.values[i] } return dX }
${box}
const sampled = (draw) => [...bentBackward(box(draw, 1, 3), box(draw, 0, 3)).values];`,
  "function largestShare(v) { let top = -Infinity; for (let i = 0; i < v.length; i++) if (v[i] > top) top = v[i]; let sum = 0; for (let i = 0; i < v.length; i++) sum += Math.exp(v[i] - top); return top + Math.log(sum) }\nfunction largestShareGradient(v) { let sum = 0; for (const x of v) sum += Math.exp(x); return v.map((x) => Math.exp(x) / sum) }",
  "function fit(w, b, x, y) { let s = b; for (let i = 0; i < w.length; i++) s += w[i] * x[i]; const r = s - y; return { loss: r * r, dW: x.map((v) => 2 * r * v), dB: 2 * r } }\nconst sampled = (draw) => { const { dW, dB } = fit(draw.slice(0, 3), draw[3], draw.slice(1, 4), draw[4]); return [...dW, dB] };",
];

/** Named like a function and its derivative, but nothing is differentiated: not a word about them. */
export const notDerivatives: readonly string[] = [
  `class Block {
  constructor(w, h, d) { this.width = w; this.depth = d; this.w = new Float64Array(w * h * d); this.dw = new Float64Array(w * h * d) }
  get(x, y, d) { const at = (this.width * y + x) * this.depth + d; return this.w[at] }
  set(x, y, d, v) { const at = (this.width * y + x) * this.depth + d; this.w[at] = v }
  add(x, y, d, v) { const at = (this.width * y + x) * this.depth + d; this.w[at] += v }
  get_grad(x, y, d) { const at = (this.width * y + x) * this.depth + d; return this.dw[at] }
  set_grad(x, y, d, v) { const at = (this.width * y + x) * this.depth + d; this.dw[at] = v }
  add_grad(x, y, d, v) { const at = (this.width * y + x) * this.depth + d; this.dw[at] += v }
}`,
  `var Block = function (width, depth) { this.width = width; this.depth = depth; this.w = []; this.dw = [] };
Block.prototype = {
  get: function (x, y, d) { var at = (this.width * y + x) * this.depth + d; return this.w[at] },
  set: function (x, y, d, v) { var at = (this.width * y + x) * this.depth + d; this.w[at] = v },
  get_grad: function (x, y, d) { var at = (this.width * y + x) * this.depth + d; return this.dw[at] },
  set_grad: function (x, y, d, v) { var at = (this.width * y + x) * this.depth + d; this.dw[at] = v },
};`,
  "class Cell { get() { return this.value } getGrad() { return this.grad } set(v) { this.value = v } setGrad(g) { this.grad = g } }",
  "class Cell { scale(k) { this.value = this.value * k } scaleGrad(k) { this.grad = this.grad * k } add(v) { this.value += v; return this } addGrad(v) { this.grad += v; return this } }",
  "class Row { addFrom(from) { for (let k = 0; k < this.w.length; k++) this.w[k] += from.w[k] } addFromGrad(from) { for (let k = 0; k < this.dw.length; k++) this.dw[k] += from.dw[k] } }",
  "function get(t, i) { return t.w[i] }\nfunction getGrad(t, i) { return t.dw[i] }\nfunction set(t, i, v) { t.w[i] = v }\nfunction setGrad(t, i, v) { t.dw[i] = v }",
  "class Body { position() { return this.x } velocity() { return this.v } }",
  'function color(t) { return 255 * t }\nfunction colorGradient(a, b) { return "linear-gradient(" + a + ", " + b + ")" }',
];

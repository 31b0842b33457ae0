/** Classes whose backward pass goes by what the forward pass kept. */
export const layers: readonly string[] = [
  "class Sigmoid { forward(x) { this.y = 1 / (1 + Math.exp(-x)); return this.y } backward(dOut) { return dOut * this.y * (1 - this.y) } }",
  "class Tanh { forward(x) { this.y = Math.tanh(x); return this.y } backward(dOut) { return dOut * (1 - this.y ** 2) } }",
  "class Swish { forward(x) { this.x = x; return x / (1 + Math.exp(-x)) } backward(grad) { const s = 1 / (1 + Math.exp(-this.x)); return grad * (s + this.x * s * (1 - s)) } }",
  "class Scale { constructor() { this.w = 1.7; this.b = 0.6; this.dw = 0; this.db = 0 } forward(x) { this.x = x; return this.w * x * x + this.b } backward(dOut) { this.dw += dOut * this.x * this.x; this.db += dOut; return dOut * 2 * this.w * this.x } }",
  "class Neuron { constructor() { this.w = 0.7; this.gradW = 0 } forward(x) { this.x = x; this.y = Math.tanh(this.w * x); return this.y } backward(dy) { const dz = dy * (1 - this.y * this.y); this.gradW = dz * this.x; return dz * this.w } }",
  "class Mul { forward(a, b) { this.a = a; this.b = b; return a * b * b } backward(dOut) { return [dOut * this.b * this.b, dOut * 2 * this.a * this.b] } }",
  "class Relu { forward(v) { this.v = v; return v.map((x) => Math.max(0, x)) } backward(grad) { return this.v.map((x, i) => (x > 0 ? grad[i] : 0)) } }",
  "class Softmax { forward(v) { const e = v.map((a) => Math.exp(a)); const s = e.reduce((p, q) => p + q, 0); this.p = e.map((a) => a / s); return this.p } backward(dOut) { const dot = this.p.reduce((s, p, i) => s + p * dOut[i], 0); return this.p.map((p, i) => p * (dOut[i] - dot)) } }",
  "class Mean { forward(v) { this.v = v; return v.map((x) => x * x * x) } backward(dOut) { return dOut.map((d, i) => 3 * d * this.v[i] * this.v[i]) } }",
];

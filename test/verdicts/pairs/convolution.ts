import type { Shape } from "./shapes.ts";

/** A block of numbers with their gradients, and one kind of layer that is made from options. */
const net = (
  name: string,
  setUp: string,
  forward: string,
  backward: string,
) => `var net = net || {};
(function (lib) {
  var blank = function (n) { if (typeof Float64Array === "undefined") { var list = []; for (var i = 0; i < n; i++) list.push(0); return list } return new Float64Array(n) };
  var Block = function (wide, high, deep, fill) { this.wide = wide; this.high = high; this.deep = deep; var n = wide * high * deep; this.w = blank(n); this.dw = blank(n); for (var i = 0; i < n; i++) this.w[i] = typeof fill === "undefined" ? Math.random() - 0.5 : fill };
  Block.prototype = {
    place: function (x, y, d) { return (y * this.wide + x) * this.deep + d },
    at: function (x, y, d) { return this.w[this.place(x, y, d)] },
    put: function (x, y, d, v) { this.w[this.place(x, y, d)] = v },
    slope: function (x, y, d) { return this.dw[this.place(x, y, d)] },
    send: function (x, y, d, v) { this.dw[this.place(x, y, d)] += v },
  };
  lib.blank = blank; lib.Block = Block;
})(net);
(function (lib) {
  var Block = lib.Block;
  var ${name} = function (opt) { opt = opt || {}; ${setUp} };
  ${name}.prototype = {
    forward: function (B, isTraining) { this.from = B; ${forward} this.to = C; return C },
    backward: function () { var B = this.from, C = this.to; B.dw = lib.blank(B.w.length); ${backward} },
  };
  lib.${name} = ${name};
})(net);`;

const full = (weight: string) =>
  net(
    "Full",
    "this.many = typeof opt.neurons !== 'undefined' ? opt.neurons : opt.filters; this.size = opt.wide * opt.high * opt.deep; this.rows = []; for (var i = 0; i < this.many; i++) this.rows.push(new Block(1, 1, this.size)); this.offsets = new Block(1, 1, this.many, typeof opt.offset !== 'undefined' ? opt.offset : 0);",
    "var C = new Block(1, 1, this.many, 0); for (var i = 0; i < this.many; i++) { var s = this.offsets.w[i]; for (var k = 0; k < this.size; k++) s += this.rows[i].w[k] * B.w[k]; C.w[i] = s }",
    `for (var i = 0; i < this.many; i++) { var row = this.rows[i], up = C.dw[i]; for (var k = 0; k < this.size; k++) { B.dw[k] += up * row.w[k]; row.dw[k] += ${weight} } this.offsets.dw[i] += up }`,
  );
const pool = (up: string) =>
  net(
    "Pool",
    "this.side = opt.side; this.hop = typeof opt.hop !== 'undefined' ? opt.hop : 2; this.deep = opt.deep; this.wide = Math.floor((opt.wide - this.side) / this.hop + 1); this.high = Math.floor((opt.high - this.side) / this.hop + 1); this.chosen = lib.blank(this.wide * this.high * this.deep);",
    "var C = new Block(this.wide, this.high, this.deep, 0); for (var d = 0; d < this.deep; d++) for (var x = 0; x < this.wide; x++) for (var y = 0; y < this.high; y++) { var most = -1e6, which = -1; for (var u = 0; u < this.side; u++) for (var v = 0; v < this.side; v++) { var at = B.place(x * this.hop + u, y * this.hop + v, d); if (B.w[at] > most) { most = B.w[at]; which = at } } this.chosen[C.place(x, y, d)] = which; C.put(x, y, d, most) }",
    `for (var i = 0; i < C.w.length; i++) B.dw[this.chosen[i]] += ${up};`,
  );
const maxout = (place: string) =>
  net(
    "Maxout",
    "this.group = typeof opt.group !== 'undefined' ? opt.group : 2; this.deep = Math.floor(opt.deep / this.group); this.wide = opt.wide; this.high = opt.high; this.chosen = lib.blank(this.wide * this.high * this.deep);",
    "var C = new Block(this.wide, this.high, this.deep, 0); var n = 0; for (var x = 0; x < B.wide; x++) for (var y = 0; y < B.high; y++) for (var d = 0; d < this.deep; d++) { var which = d * this.group, most = B.at(x, y, which); for (var k = 1; k < this.group; k++) { var rival = B.at(x, y, d * this.group + k); if (rival > most) { most = rival; which = d * this.group + k } } C.put(x, y, d, most); this.chosen[n++] = which }",
    `var n = 0; for (var x = 0; x < C.wide; x++) for (var y = 0; y < C.high; y++) for (var d = 0; d < this.deep; d++) B.send(x, y, ${place}, C.slope(x, y, d));`,
  );
const conv = (input: string, keep = "+=") =>
  net(
    "Conv",
    "this.many = opt.filters; this.side = opt.side; this.pad = typeof opt.pad !== 'undefined' ? opt.pad : 0; this.wide = opt.wide + 2 * this.pad - this.side + 1; this.high = opt.high + 2 * this.pad - this.side + 1; this.filters = []; for (var i = 0; i < this.many; i++) this.filters.push(new Block(this.side, this.side, opt.deep)); this.offsets = new Block(1, 1, this.many, 0);",
    "var C = new Block(this.wide | 0, this.high | 0, this.many | 0, 0); for (var i = 0; i < this.many; i++) { var f = this.filters[i]; for (var x = 0; x < this.wide; x++) for (var y = 0; y < this.high; y++) { var s = this.offsets.w[i]; for (var u = 0; u < f.wide; u++) for (var v = 0; v < f.high; v++) { var bx = x + u - this.pad, by = y + v - this.pad; if (bx >= 0 && bx < B.wide && by >= 0 && by < B.high) for (var d = 0; d < f.deep; d++) s += f.at(u, v, d) * B.at(bx, by, d) } C.put(x, y, i, s) } }",
    `for (var i = 0; i < this.many; i++) { var f = this.filters[i]; for (var x = 0; x < this.wide; x++) for (var y = 0; y < this.high; y++) { var up = C.slope(x, y, i); this.offsets.dw[i] ${keep} up; for (var u = 0; u < f.wide; u++) for (var v = 0; v < f.high; v++) { var bx = x + u - this.pad, by = y + v - this.pad; if (bx >= 0 && bx < B.wide && by >= 0 && by < B.high) for (var d = 0; d < f.deep; d++) { f.send(u, v, d, up * B.at(bx, by, d)); B.send(bx, by, d, ${input}) } } } }`,
  );
const normed = (cross: string) =>
  net(
    "Normed",
    "this.k = opt.k; this.n = opt.n; this.alpha = opt.alpha; this.beta = opt.beta;",
    "var C = new Block(B.wide, B.high, B.deep, 0), S = new Block(B.wide, B.high, B.deep, 0), half = Math.floor(this.n / 2); for (var x = 0; x < B.wide; x++) for (var y = 0; y < B.high; y++) for (var d = 0; d < B.deep; d++) { var s = 0; for (var j = Math.max(0, d - half); j <= Math.min(d + half, B.deep - 1); j++) s += B.at(x, y, j) ** 2; s = this.k + (s * this.alpha) / this.n; S.put(x, y, d, s); C.put(x, y, d, B.at(x, y, d) / Math.pow(s, this.beta)) } this.sums = S;",
    `var half = Math.floor(this.n / 2); for (var x = 0; x < C.wide; x++) for (var y = 0; y < C.high; y++) for (var d = 0; d < C.deep; d++) { var up = C.slope(x, y, d), s = this.sums.at(x, y, d); for (var j = Math.max(0, d - half); j <= Math.min(d + half, B.deep - 1); j++) { var g = (${cross} * this.beta * this.alpha * B.at(x, y, j) * B.at(x, y, d)) / this.n / Math.pow(s, this.beta + 1); if (j === d) g += 1 / Math.pow(s, this.beta); B.send(x, y, j, g * up) } }`,
  );
const batched = (weight: string) => `class Linear {
  constructor(wide, deep) { this.W = Array.from({ length: wide }, () => Array.from({ length: deep }, () => Math.random() * 0.1)); this.b = new Array(deep).fill(0) }
  forward(X) { this.X = X; return X.map((row) => this.b.map((offset, j) => row.reduce((s, v, i) => s + v * this.W[i][j], offset))) }
  backward(dY) {
    this.dW = this.W.map((row, i) => row.map((_, j) => this.X.reduce((s, x, n) => s + ${weight}, 0)));
    this.db = this.b.map((_, j) => dY.reduce((s, d) => s + d[j], 0));
    return this.X.map((_, n) => this.W.map((row) => row.reduce((s, w, j) => s + w * dY[n][j], 0)));
  }
}`;

/** Layers whose sizes come from what they are made with. */
export const convolution: readonly Shape[] = [
  ["Full.backward equal", full("up * B.w[k]")],
  ["Full.backward wrong", full("B.w[k]")],
  ["Pool.backward equal", pool("C.dw[i]")],
  ["Pool.backward wrong", pool("1")],
  ["Maxout.backward equal", maxout("this.chosen[n++]")],
  ["Maxout.backward wrong", maxout("d")],
  ["Conv.backward equal", conv("up * f.at(u, v, d)")],
  ["Conv.backward wrong", conv("f.at(u, v, d)")],
  ["Conv.backward wrong", conv("up * f.at(u, v, d)", "=")],
  ["Normed.backward equal", normed("-2")],
  ["Linear.backward equal", batched("x[i] * dY[n][j]")],
  ["Linear.backward wrong", batched("dY[n][j]")],
];

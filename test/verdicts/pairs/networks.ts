import type { Shape } from "./shapes.ts";

const grid = `var Grid = function (sx, sy, c) { this.sx = sx; this.sy = sy; this.w = new Float64Array(sx * sy); this.dw = new Float64Array(sx * sy); for (var i = 0; i < sx * sy; i++) this.w[i] = typeof c === "undefined" ? Math.random() : c };
  Grid.prototype = { blank: function () { return new Grid(this.sx, this.sy, 0) } };`;
const dense = (weights: string) => `var lib = lib || {};
(function (global) { ${grid} global.Grid = Grid })(lib);
(function (global) {
  var Grid = global.Grid;
  var Dense = function (opt) { var opt = opt || {}; this.many = opt.many || 2; this.rows = []; for (var i = 0; i < this.many; i++) this.rows.push(new Grid(2, 2)); this.bias = new Grid(this.many, 1, 0.1) };
  Dense.prototype = {
    forward: function (V, isTraining) { this.kept = V; var A = new Grid(this.many, 1, 0); for (var i = 0; i < this.many; i++) { var a = 0; for (var d = 0; d < V.w.length; d++) a += V.w[d] * this.rows[i].w[d]; A.w[i] = a + this.bias.w[i] } this.made = A; return A },
    backward: function () { var V = this.kept; V.dw = new Float64Array(V.w.length); for (var i = 0; i < this.many; i++) { var row = this.rows[i]; var g = this.made.dw[i]; for (var d = 0; d < V.w.length; d++) { V.dw[d] += row.w[d] * g; row.dw[d] += ${weights} } this.bias.dw[i] += g } },
  };
  global.Dense = Dense;
})(lib);`;
const lone = (slope: string) =>
  `(function (global) { var Tanh = function () {}; Tanh.prototype = { forward: function (V) { this.in_act = V; var V2 = { w: [], dw: [] }; for (var i = 0; i < V.w.length; i++) { V2.w[i] = Math.tanh(V.w[i]); V2.dw[i] = 0 } this.out_act = V2; return V2 }, backward: function () { var V = this.in_act; var V2 = this.out_act; for (var i = 0; i < V.w.length; i++) { var y = V2.w[i]; V.dw[i] = ${slope} * V2.dw[i] } } }; global.Tanh = Tanh })(this);`;
const closures = (tanh: string) => `(function (lib) {
  var Mat = function (n, d) { this.n = n; this.d = d; this.w = new Float64Array(n * d); this.dw = new Float64Array(n * d) };
  var Graph = function (needs) { this.needs = needs; this.back = [] };
  Graph.prototype = {
    pluck: function (m, row) { var d = m.d; var out = new Mat(d, 1); for (var i = 0; i < d; i++) out.w[i] = m.w[d * row + i]; if (this.needs) { var undo = function () { for (var i = 0; i < d; i++) m.dw[d * row + i] += out.dw[i] }; this.back.push(undo) } return out },
    tanh: function (m) { var out = new Mat(m.n, m.d); var n = m.w.length; for (var i = 0; i < n; i++) out.w[i] = Math.tanh(m.w[i]); if (this.needs) { var undo = function () { for (var i = 0; i < n; i++) { var y = out.w[i]; m.dw[i] += ${tanh} * out.dw[i] } }; this.back.push(undo) } return out },
    mul: function (a, b) { var out = new Mat(a.n, b.d); for (var i = 0; i < a.n; i++) for (var j = 0; j < b.d; j++) { var s = 0; for (var k = 0; k < a.d; k++) s += a.w[a.d * i + k] * b.w[b.d * k + j]; out.w[b.d * i + j] = s }
      if (this.needs) { var undo = function () { for (var i = 0; i < a.n; i++) for (var j = 0; j < b.d; j++) for (var k = 0; k < a.d; k++) { var g = out.dw[b.d * i + j]; a.dw[a.d * i + k] += b.w[b.d * k + j] * g; b.dw[b.d * k + j] += a.w[a.d * i + k] * g } }; this.back.push(undo) } return out },
  };
  lib.Graph = Graph;
})(this);`;

/** Networks as they were written before there were modules: layers and graphs inside a function called at once. */
export const networks: readonly Shape[] = [
  ["Dense.backward equal", dense("V.w[d] * g")],
  ["Dense.backward wrong", dense("V.w[d]")],
  ["Tanh.backward equal", lone("(1 - y * y)")],
  ["Tanh.backward wrong", lone("y * (1 - y)")],
  [
    "Squared.backward equal",
    `(function (lib) { ${grid}
  var Squared = function () {};
  Squared.prototype = { forward: function (V) { this.kept = V; return V }, backward: function (y) { var x = this.kept; x.dw = new Float64Array(x.w.length); var loss = 0; for (var i = 0; i < x.w.length; i++) { var d = x.w[i] - y[i]; x.dw[i] = d; loss += 0.5 * d * d } return loss } };
  lib.Squared = Squared;
})(this);`,
  ],
  ["Graph.pluck equal, Graph.tanh equal, Graph.mul equal", closures("(1 - y * y)")],
  ["Graph.pluck equal, Graph.tanh wrong, Graph.mul equal", closures("(1 - y)")],
];

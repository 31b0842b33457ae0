/** A shape in which derivatives are written and about which nothing is said, with the reason. */
interface Unpaired {
  readonly shape: string;
  readonly reason: string;
  readonly text: string;
}

export const unpaired: readonly Unpaired[] = [
  {
    shape: "a made-up slope for a step",
    reason: "the function is flat, so its derivative is 0 and the slope is meant to be another",
    text: `const HLIM = function (x, derivate) { return derivate ? 1 : x > 0 ? 1 : 0 };`,
  },
  {
    shape: "layers inside a function that is called at once",
    reason: "their upstream gradient is a field of what the forward pass returned, not a parameter",
    text: `(function (global) { var Tanh = function () {}; Tanh.prototype = { forward: function (V) { this.in_act = V; var V2 = { w: [], dw: [] }; for (var i = 0; i < V.w.length; i++) { V2.w[i] = Math.tanh(V.w[i]); V2.dw[i] = 0 } this.out_act = V2; return V2 }, backward: function () { var V = this.in_act; var V2 = this.out_act; for (var i = 0; i < V.w.length; i++) { var y = V2.w[i]; V.dw[i] = (1 - y * y) * V2.dw[i] } } }; global.Tanh = Tanh })(this);`,
  },
  {
    shape: "a coefficient alone",
    reason: "the function it is the derivative of is not in the code",
    text: `function gradCoeff(a, b, d2) { let g = -2 * a * b * Math.pow(d2, b - 1); g /= a * Math.pow(d2, b) + 1; return g }`,
  },
];

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
    shape: "a smooth slope for a spike",
    reason: "it stands in for a derivative that is 0, so that something can be learnt",
    text: `function spike(v) { return v > 1 ? 1 : 0 } function spikeGradient(v) { const s = 1 / (1 + Math.exp(-4 * (v - 1))); return 4 * s * (1 - s) }`,
  },
  {
    shape: "a gradient passed straight through a rounding",
    reason: "the same, in a layer and in a backward pass",
    text: `class Quant { forward(x) { this.x = x; return Math.round(x * 8) / 8 } backward(grad) { return Math.abs(this.x) > 1 ? 0 : grad } }
function binarize(v) { return v.map((x) => x >= 0 ? 1 : -1) } function binarizeBackward(dOut, v) { return dOut.map((d, i) => Math.abs(v[i]) <= 1 ? d : 0) }`,
  },
  {
    shape: "a force that is the difference of two",
    reason: "no function gives it, so there is nothing that a name could pair",
    text: `class Pair { potential(r) { return 4 * ((2 / r) ** 12 - (2 / r) ** 6) } repulsiveForce(r) { return 48 * 2 ** 12 / r ** 13 } attractiveForce(r) { return 24 * 2 ** 6 / r ** 7 } }`,
  },
  {
    shape: "a coefficient alone",
    reason: "the function it is the derivative of is not in the code",
    text: `function gradCoeff(a, b, d2) { let g = -2 * a * b * Math.pow(d2, b - 1); g /= a * Math.pow(d2, b) + 1; return g }`,
  },
  {
    shape: "a backward pass that does nothing",
    reason: "a gradient that is stopped on purpose is written like one that was forgotten",
    text: `function negate(out, a) { for (let i = 0; i < a.weights.length; i++) { out.weights[i] = -a.weights[i]; out.deltas[i] = 0 } } function negateB(out, a) {}`,
  },
];

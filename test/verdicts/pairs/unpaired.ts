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
    shape: "a coefficient alone",
    reason: "the function it is the derivative of is not in the code",
    text: `function gradCoeff(a, b, d2) { let g = -2 * a * b * Math.pow(d2, b - 1); g /= a * Math.pow(d2, b) + 1; return g }`,
  },
];

/** Functions fitted by others, and their exact derivatives: what they differ by is the fit's own error. */
const fitted: readonly (readonly [text: string, derivative: string, within: string])[] = [
  [
    // Abramowitz and Stegun, 7.1.26: |error| ≤ 1.5e-7
    "function erf(x) { const s = x < 0 ? -1 : 1; const z = Math.abs(x); const t = 1 / (1 + 0.3275911 * z); return s * (1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-z * z)) }",
    "function erfPrime(x) { return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) }",
    "1e-5",
  ],
  [
    // The same for the normal distribution.
    "function cdf(x) { const z = Math.abs(x) / Math.SQRT2; const t = 1 / (1 + 0.3275911 * z); const e = 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-z * z); return x < 0 ? 0.5 * (1 - e) : 0.5 * (1 + e) }",
    "function pdf(x) { return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI) }",
    "1e-5",
  ],
  [
    "function area(r) { return 3.141593 * r * r }",
    "function areaPrime(r) { return 2 * Math.PI * r }",
    "1e-6",
  ],
  [
    "function decay(t) { return Math.pow(2.718281828, -t) }",
    "function decayPrime(t) { return -Math.exp(-t) }",
    "1e-6",
  ],
  [
    "function slope(x) { return Math.sin(x) * 57.2958 }",
    "function slopePrime(x) { return Math.cos(x) * 180 / Math.PI }",
    "1e-6",
  ],
];

/** Told as they stand: not verified, and by how much they differ. */
export const untold: readonly string[] = fitted.map(
  ([text, derivative]) => `${text}\n${derivative}`,
);

/** The person states the error: equal. */
export const tagged: readonly string[] = fitted.map(([text, derivative, within]) => {
  const name = /function (\w+)/.exec(text)?.[1];
  return `${text}\n/** @derivativeOf ${name} within ${within} */\n${derivative}`;
});

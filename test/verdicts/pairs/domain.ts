/** Functions paired by the words of their field. */
export const domain: readonly string[] = [
  "function cdf(x, lambda) { return 1 - Math.exp(-lambda * x) }\nfunction pdf(x, lambda) { return lambda * Math.exp(-lambda * x) }",
  "function logisticCdf(x, m, s) { return 1 / (1 + Math.exp(-(x - m) / s)) }\nfunction logisticPdf(x, m, s) { const e = Math.exp(-(x - m) / s); return e / (s * (1 + e) ** 2) }",
  "function cauchy_cdf(x, g) { return Math.atan(x / g) / Math.PI + 0.5 }\nfunction cauchy_pdf(x, g) { return 1 / (Math.PI * g * (1 + (x / g) ** 2)) }",
  "const gumbel = { cdf: (x, b) => Math.exp(-Math.exp(-x / b)), pdf: (x, b) => Math.exp(-x / b - Math.exp(-x / b)) / b };",
  "function forwardPrice(S, K, T, r) { return S - K * Math.exp(-r * T) }\nfunction forwardRho(S, K, T, r) { return K * T * Math.exp(-r * T) }",
  "function price(S, K, T, r) { return S * S * Math.exp(-r * T) / K }\nfunction delta(S, K, T, r) { return 2 * S * Math.exp(-r * T) / K }",
  "function position(t, v, a) { return v * t + 0.5 * a * t * t }\nfunction velocity(t, v, a) { return v + a * t }",
  "function swingPosition(t, w, c) { return Math.exp(-c * t) * Math.sin(w * t) }\nfunction swingVelocity(t, w, c) { return Math.exp(-c * t) * (w * Math.cos(w * t) - c * Math.sin(w * t)) }",
  "const throwing = { velocity: (t, k) => Math.exp(-k * t) * 3, acceleration: (t, k) => -3 * k * Math.exp(-k * t) };",
];

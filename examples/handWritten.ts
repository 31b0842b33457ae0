// Derivatives written by hand, each beside the function it belongs to.

export function cubic(x: number): number {
  return x ** 3 - 2 * x + 1;
}

export function cubicPrime(x: number): number {
  return 3 * x ** 2 - 2;
}

export function ripple(t: number): number {
  return Math.exp(-t) * Math.sin(4 * t);
}

export function dRipple(t: number): number {
  return Math.exp(-t) * (4 * Math.cos(4 * t) - Math.sin(4 * t));
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Takes the sigmoid's output, which the forward pass has at hand anyway. */
export function sigmoidPrime(y: number): number {
  return y * (1 - y);
}

/** For Newton's method: x ← x − f(x) / df(x). */
export const keplersEquation = {
  f: (E: number) => E - 0.3 * Math.sin(E) - 1,
  df: (E: number) => 1 - 0.3 * Math.cos(E),
};

export function rosenbrock(v: number[]): number {
  return (1 - v[0]) ** 2 + 100 * (v[1] - v[0] ** 2) ** 2;
}

export function rosenbrockGradient(v: number[]): number[] {
  const ridge = v[1] - v[0] ** 2;
  return [-2 * (1 - v[0]) - 400 * v[0] * ridge, 200 * ridge];
}

const stiffness = 12;

export function springEnergy(stretch: number): number {
  return 0.5 * stiffness * stretch ** 2;
}

/** @derivativeOf springEnergy */
export function springPull(stretch: number): number {
  return stiffness * stretch;
}

export function h(x: number): number {
  return (3 * x + 1) ** 2;
}

export function hPrime(x: number): number {
  return 2 * (3 * x + 1);
}

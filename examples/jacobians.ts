// From one variable to many: sums over paths, and matrices of rates.

type Point = { x: number; y: number };

/**
 * The height of a hill at (x, y).
 *
 * @at p = { x: 1, y: 2 }
 */
export function height(p: Point): number {
  return p.x ** 2 * p.y + Math.sin(p.y);
}

/** A path over the hill: where the walker is at time t. */
export function walk(t: number): Point {
  return { x: Math.cos(t), y: t ** 2 };
}

/**
 * How fast does the walker climb? t reaches the height along two paths, through x and through y,
 * and their rates add up.
 *
 * @at t = 0.5
 */
export function heightOnTheWalk(t: number): number {
  return height(walk(t));
}

// Three functions with matrices for derivatives: J of the composition is J of f times J of g.

/**
 * Two numbers in, three out: a 3 × 2 Jacobian.
 *
 * @at a = 2, b = 0.5
 */
export function lift(a: number, b: number): number[] {
  return [a * b, a + b, Math.sin(b)];
}

/**
 * Three numbers in, two out: a 2 × 3 Jacobian.
 *
 * @at v = [1, 2.5, 0.5]
 */
export function squash(v: number[]): number[] {
  return [v[0] * v[1] + v[2], Math.exp(v[2]) - v[0]];
}

/**
 * Two in, two out.
 *
 * @at a = 2, b = 0.5
 */
export function squashAfterLift(a: number, b: number): number[] {
  return squash(lift(a, b));
}

/**
 * The Jacobian of A·x is A itself.
 *
 * @at x = [1, 2]
 */
export function linearMap(x: number[]): number[] {
  const A = [
    [2, -1],
    [0, 3],
    [1, 1],
  ];
  return A.map((row) => row[0] * x[0] + row[1] * x[1]);
}

/**
 * A function applied to each element has a diagonal Jacobian.
 *
 * @at x = [0, 1, -2]
 */
export function sigmoidEach(x: number[]): number[] {
  return x.map((value) => 1 / (1 + Math.exp(-value)));
}

/** A number from the bell curve (Box and Muller's way). */
function standardNormal(): number {
  const radius = Math.sqrt(-2 * Math.log(1 - Math.random()));
  return radius * Math.cos(2 * Math.PI * Math.random());
}

/**
 * Reparameterised sampling: the noise stands beside the parameters, so the gradient flows through
 * the sample. ∂z/∂mu = 1 and ∂z/∂sigma is the noise itself.
 *
 * @at mu = 1, sigma = 2
 */
export function sample(mu: number, sigma: number): number {
  const epsilon = standardNormal();
  return mu + sigma * epsilon;
}

/**
 * Transfer learning: the features are frozen, only the head is trained.
 *
 * @wrt headWeight, headBias
 * @at x = 0.7, featureWeight = 1.2, headWeight = 0.5, headBias = -0.1, target = 1
 */
export function fineTuningLoss(
  x: number,
  featureWeight: number,
  headWeight: number,
  headBias: number,
  target: number,
): number {
  const feature = Math.tanh(featureWeight * x);
  const prediction = headWeight * feature + headBias;
  return (prediction - target) ** 2;
}

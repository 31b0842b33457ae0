// Functions beside the lesson files that the panel's page is tested on.

/**
 * A net of any number of layers in plain arrays: relu between them, softmax and the surprise at the end.
 *
 * @wrt W
 * @at W = [[[0.5, -0.2], [0.3, 0.8]], [[0.4, 0.9], [-0.7, 0.6]], [[1, -1], [0.5, 2]]], x = [1, 2], label = 0
 */
export function deepLoss(W: number[][][], x: number[], label: number): number {
  let a = x;
  for (let k = 0; k < W.length; k++) {
    const next: number[] = [];
    for (const row of W[k] as number[][]) {
      const u = row.reduce((sum, weight, j) => sum + weight * (a[j] as number), 0);
      next.push(k < W.length - 1 ? Math.max(0, u) : u);
    }
    a = next;
  }
  let total = 0;
  for (const z of a) total += Math.exp(z);
  return -Math.log(Math.exp(a[label] as number) / total);
}

/** @at x = 1, y = 0.5 */
export function valley(x: number, y: number): number {
  return x ** 2 + 3 * y ** 2 - x * y;
}

/** @at x = 2 */
export function corners(x: number): number {
  const away = Math.abs(x - 1);
  return Math.max(away, 0.5 * x) + 0.1 * x ** 2;
}

/** @at x = 3 */
export function branches(x: number): number {
  if (x > 2) return x ** 2;
  return 8 - 2 * x;
}

/**
 * Names as long as people write them.
 *
 * @at initialMarginRequirementInEuros = 3, annualizedVolatilityOfTheUnderlyingInstrument = 0.4
 */
export function expectedShortfallOfTheHedgedPortfolio(
  initialMarginRequirementInEuros: number,
  annualizedVolatilityOfTheUnderlyingInstrument: number,
): number {
  const marginTimesVolatilityBeforeRebalancing =
    initialMarginRequirementInEuros * annualizedVolatilityOfTheUnderlyingInstrument;
  const squaredDistanceFromTheRegulatoryLimit = (marginTimesVolatilityBeforeRebalancing - 2) ** 2;
  return (
    Math.sqrt(squaredDistanceFromTheRegulatoryLimit + 1) * initialMarginRequirementInEuros +
    Math.exp(-annualizedVolatilityOfTheUnderlyingInstrument)
  );
}

/** What moves, and how fast: words for a quantity and for its rate in time. */
export const motions: readonly (readonly [of: RegExp, rate: RegExp])[] = [
  [/^(oscillation|position|pos|displacement|x)$/, /^(velocity|vel|v)$/],
  [/^(velocity|vel|v)$/, /^(acceleration|accel|acc|a)$/],
  [/^(angle|theta)$/, /^(angularVelocity|omega)$/],
];

export const timeName = /^(t|time|elapsed)$/;

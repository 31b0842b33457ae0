/** Each step needs the one before it: nothing in it can be taken together. */
export function walk(x: number, steps: number): number {
  let y = x;
  for (let i = 0; i < steps; i++) {
    y = 0.5 * y + x;
    y = y * y - 1;
  }
  return y;
}

/** How many random cases to try: for mutation tests, which run them hundreds of times, at most `CASES`. */
export function cases(count: number): number {
  return Math.min(count, Number(process.env.CASES ?? count));
}

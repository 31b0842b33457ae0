/** Mutation tests run every test hundreds of times: at most so many cases of each then. */
const most = Number(process.env.CASES ?? Infinity);

/** How many random cases to try. */
export function cases(count: number): number {
  return Math.min(count, most);
}

/** Some of many cases, from all over the list. */
export function someOf<T>(all: readonly T[]): readonly T[] {
  return all.filter((_, index) => (index * 7919) % all.length < 2 * most);
}

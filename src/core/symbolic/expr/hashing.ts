/** One step of a multiplicative hash over 32 bits. */
export function mixed(hash: number, part: number): number {
  return (Math.imul(hash, 31) + part) | 0;
}

/** Those of one hash. Parts are unique, so their ids are all there is to compare; keys of text would cost far more. */
export function alikeIn<T>(known: Map<number, T[]>, hash: number): T[] {
  const before = known.get(hash);
  if (before) return before;
  const alike: T[] = [];
  known.set(hash, alike);
  return alike;
}

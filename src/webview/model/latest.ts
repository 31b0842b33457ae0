/** Keeps the latest result of something costly for as long as it is asked the same. */
export function latest<T>(): (about: object, key: string, make: () => T) => T {
  const known = new WeakMap<object, { readonly key: string; readonly result: T }>();
  return (about, key, make) => {
    const before = known.get(about);
    if (before?.key === key) return before.result;
    const result = make();
    known.set(about, { key, result });
    return result;
  };
}

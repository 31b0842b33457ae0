const elsewhere = [Object, Number, String, Array].map(({ prototype }) => prototype as object);

const known = new Map<string, string | undefined>();

/** Which type of the language alone has a method of this name; `toJSON` is what many classes have. */
export function typeWithMethod(key: string): string | undefined {
  if (!known.has(key)) known.set(key, found(key));
  return known.get(key);
}

function found(key: string): string | undefined {
  if (key === "toJSON" || elsewhere.some((prototype) => key in prototype)) return undefined;
  if (key in Date.prototype) return "Date";
  return key in DataView.prototype && /^[gs]et/.test(key) ? "DataView" : undefined;
}

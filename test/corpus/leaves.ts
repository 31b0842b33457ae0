/** The values of a function's numeric inputs by path. */
export type LeafValues = ReadonlyMap<string, number>;

/** A typed array of the given kind. */
export function typedArray(name: string, elements: readonly number[]): unknown {
  const kind = (globalThis as Record<string, unknown>)[name] as { from(of: unknown): unknown };
  return kind.from(elements);
}

const maximumLeaves = 10_000;
const maximumDepth = 8;

/**
 * Every number in a result by its path, as Gradlens names its outputs; what was `seen` is not entered again, and
 * where there are too many ways nothing is entered twice.
 */
export function numbersIn(result: unknown, seen?: Set<unknown>): ReadonlyMap<string, number> {
  const found = walked(result, seen);
  return found.size > maximumLeaves && !seen ? walked(result, new Set()) : found;
}

function walked(result: unknown, seen: Set<unknown> | undefined): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  visit(result, "", 0);
  return found;

  function visit(value: unknown, path: string, depth: number): void {
    if (typeof value === "number") {
      if (found.size <= maximumLeaves) found.set(path, value);
      return;
    }
    if (typeof value !== "object" || value === null || depth >= maximumDepth) return;
    if (found.size > maximumLeaves || seen?.has(value)) return;
    seen?.add(value);
    if (Array.isArray(value) || ArrayBuffer.isView(value)) {
      const elements = value as unknown as ArrayLike<unknown>;
      for (let i = 0; i < elements.length; i++) visit(elements[i], `${path}[${i}]`, depth + 1);
    }
    for (const key of memberNames(value)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, key);
      if (descriptor && "value" in descriptor)
        visit(descriptor.value, path + memberPath(key), depth + 1);
    }
  }
}

/** Arrays may have members beside their elements, which come after them. */
function memberNames(value: object): readonly string[] {
  if (ArrayBuffer.isView(value)) return [];
  const keys = Object.keys(value);
  if (!Array.isArray(value)) return keys;
  return keys.length <= value.length ? [] : keys.filter((key) => !/^\d+$/.test(key));
}

function memberPath(key: string): string {
  const isName = /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key);
  return isName ? `.${key}` : `[${JSON.stringify(key)}]`;
}

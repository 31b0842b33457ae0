/** `x = 1.3, v = [2, 3, 1.5], A = [[1, 2], [3, 4]]`: the elements of a list together, where all of them are there. */
export function inputsText(
  inputs: readonly (readonly [path: string, value: number])[],
  numberText: (value: number) => string,
): string {
  let texts = inputs.map(([path, value]) => [path, numberText(value)] as const);
  // Innermost lists first, until none is left whose elements are all there.
  for (let before = Number.POSITIVE_INFINITY; texts.length < before; ) {
    before = texts.length;
    texts = joinedLists(texts);
  }
  return texts.map((parts) => parts.join(" = ")).join(", ");
}

type Named = readonly [path: string, text: string];

function joinedLists(texts: readonly Named[]): Named[] {
  const lists = new Map<string, string[]>();
  for (const [path, text] of texts) {
    const [, name, index] = element.exec(path) ?? [];
    if (name === undefined) continue;
    const elements = lists.get(name) ?? [];
    elements[Number(index)] = text;
    lists.set(name, elements);
  }
  const told = new Set<string>();
  return texts.flatMap(([path, text]): Named[] => {
    const name = element.exec(path)?.[1];
    const elements = name === undefined ? undefined : lists.get(name);
    const isWhole = elements && elements.length > 1 && !elements.includes(undefined as never);
    if (name === undefined || !isWhole) return [[path, text]];
    if (told.has(name)) return [];
    told.add(name);
    return [[name, `[${elements.join(", ")}]`]];
  });
}

const element = /^(.+)\[(\d{1,4})\]$/;

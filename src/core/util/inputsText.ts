/** `x = 1.3, v = [2, 3, 1.5]`: the elements of a list together, where all of them are there. */
export function inputsText(
  inputs: readonly (readonly [path: string, value: number])[],
  numberText: (value: number) => string,
): string {
  const lists = new Map<string, string[]>();
  for (const [path, value] of inputs) {
    const [, name, index] = element.exec(path) ?? [];
    if (name === undefined) continue;
    const texts = lists.get(name) ?? [];
    texts[Number(index)] = numberText(value);
    lists.set(name, texts);
  }
  const told = new Set<string>();
  return inputs
    .flatMap(([path, value]) => {
      const name = element.exec(path)?.[1];
      const texts = name === undefined ? undefined : lists.get(name);
      const isWhole = texts && texts.length > 1 && !texts.includes(undefined as never);
      if (name === undefined || !isWhole) return [`${path} = ${numberText(value)}`];
      if (told.has(name)) return [];
      told.add(name);
      return [`${name} = [${texts.join(", ")}]`];
    })
    .join(", ");
}

const element = /^(.+)\[(\d{1,4})\]$/;

import type { Tally } from "../compare/tally.ts";

/** By what a gradient is right and by what it is wrong. */
interface Shares {
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

/** Fewer numbers may agree by chance. */
const fewestValues = 4;

/** The inputs along which all numbers agree, where there are others; of a list, all of its elements. */
export function sharesOf({ comparisons }: Tally): Shares | undefined {
  const differs = new Set<string>();
  const values = new Map<string, Set<number>>();
  for (const { component, kind, expected } of comparisons) {
    const name = component.leaf.replace(/\[.*$/, "");
    const known = values.get(name) ?? new Set<number>();
    values.set(name, expected === 0 ? known : known.add(expected));
    if (kind === "differs") differs.add(name);
  }
  const right = [...values.keys()].filter(
    (name) => !differs.has(name) && (values.get(name)?.size ?? 0) >= fewestValues,
  );
  return right.length > 0 && differs.size > 0 ? { right, wrong: [...differs] } : undefined;
}

export function sharesText({ right, wrong }: Shares): string {
  return `along ${listed(right)} it is right, along ${listed(wrong)} no single step of the chain rule explains the difference`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

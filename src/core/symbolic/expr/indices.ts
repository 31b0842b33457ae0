/** An index as it is written in the path of an input: the 2 of `x[2].y`. */
export const indexPattern = /\[(\d+)\]/g;

/** Which elements the arrays among the inputs have. */
export interface ArrayExtents {
  /** There is an index at all. */
  readonly hasArrays: boolean;
  /** Whether some input is like the path but for this index, which stands at that place of it. */
  reaches(path: string, at: number, index: number): boolean;
  /** Names for indices, the outermost first: none that an input has. */
  readonly names: readonly string[];
}

export function extentsOf(paths: readonly string[]): ArrayExtents {
  const reached = new Set<string>();
  for (const path of paths) {
    for (const match of path.matchAll(indexPattern)) {
      reached.add(wildcard(path, match.index, Number(match[1])));
    }
  }
  const heads = new Set(paths.map((path) => /^[^.[]*/.exec(path)?.[0] ?? path));
  return {
    hasArrays: reached.size > 0,
    reaches: (path, at, index) => reached.has(wildcard(path, at, index)),
    names: ["i", "j", "k", "l", "m", "n"].filter((name) => !heads.has(name)),
  };
}

/** The path with all other indices open. */
function wildcard(path: string, at: number, index: number): string {
  return path.replace(/\[[^\]]*\]/g, (_, place: number) => (place === at ? `[${index}]` : "[*]"));
}

import type { NodeId } from "../../core/tape/tape.ts";
import type { Path, Rate } from "./paths.ts";

/** The result on the left, what it is computed from to the right of it, an input at every end. */
export interface Tree {
  readonly node: NodeId;
  /** How fast what stands to the left of it moves with it; undefined for the result. */
  readonly rate: Rate | undefined;
  readonly depth: number;
  /** In rows: an end has its own, a fork stands in the middle of its branches. */
  readonly row: number;
  readonly branches: readonly Tree[];
  /** At an end: the path that leads there. */
  readonly path: Path | undefined;
}

/** What is used twice appears twice, as in a tree diagram. Paths that begin alike at the result share branches. */
export function treeOf(output: NodeId, paths: readonly Path[]): Tree {
  let nextRow = 0;
  function grow(node: NodeId, rate: Rate | undefined, depth: number, rest: readonly Path[]): Tree {
    const end = rest.find(({ rates }) => rates.length === depth);
    const ways = new Map<NodeId, { readonly rate: Rate; readonly paths: Path[] }>();
    for (const path of rest) {
      const link = path.rates.at(-1 - depth);
      if (!link) continue;
      const way = ways.get(link.from) ?? { rate: link, paths: [] };
      way.paths.push(path);
      ways.set(link.from, way);
    }
    const branches = [...ways].map(([from, way]) => grow(from, way.rate, depth + 1, way.paths));
    const [first, last] = [branches[0], branches.at(-1)];
    const row = first && last ? (first.row + last.row) / 2 : nextRow++;
    return { node, rate, depth, row, branches, path: end };
  }
  return grow(output, undefined, 0, paths);
}

/** All nodes, a parent before its branches. */
export function flatten(tree: Tree): readonly Tree[] {
  return [tree, ...tree.branches.flatMap(flatten)];
}

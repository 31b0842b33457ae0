import type { NodeId } from "../../core/tape/tape.ts";
import { productOf, type Rate, routesAhead, sizeOfProduct } from "./paths.ts";

/** Paths that have links in common at one of their ends, together. */
export interface PathGroup {
  readonly key: string;
  /** The links they share, from where the group around them forks. */
  readonly rates: readonly Rate[];
  readonly count: number;
  /** Of the whole products, from the input to the output. */
  readonly sum: number;
  /** How they part behind those links: their sums add up to this one. None of a single path. */
  parts(): readonly PathGroup[];
}

/** From which end paths are told apart. */
export type GroupedBy = "first" | "last";

/** The paths by their first links, or by their last. */
export function pathGroups(
  rates: readonly Rate[],
  from: NodeId,
  to: NodeId,
  by: GroupedBy,
): readonly PathGroup[] {
  // Seen from the result the same paths lead the other way. Ids still grow along them.
  const seen = by === "first" ? rates : rates.map(mirrored);
  const [start, end] = by === "first" ? [from, to] : [-to, -from];
  const { ahead, useful } = routesAhead(seen, start, end);

  /** Of the paths so far the product is undefined behind a stop: 0 · ∞ does not arise. */
  function groupsAt(
    node: NodeId,
    before: string,
    product: number | undefined,
  ): readonly PathGroup[] {
    if (node === end) return [];
    const groups = useful(node).map((first): PathGroup => {
      const shared = [first];
      // As long as there is one way, it is the way of all of them.
      for (let next = useful(first.to); next.length === 1; ) {
        const [only] = next as [Rate];
        shared.push(only);
        next = only.to === end ? [] : useful(only.to);
      }
      const last = (shared.at(-1) as Rate).to;
      const rest = ahead.get(last);
      const isStopped = product === undefined || shared.some((rate) => rate.isStopped);
      const through = isStopped ? undefined : product * productOf(shared);
      const key = `${before}>${first.to}`;
      return {
        key,
        rates: by === "first" ? shared : shared.map(mirrored).reverse(),
        count: rest?.count ?? 0,
        sum: through === undefined ? 0 : through * (rest?.sum ?? 0),
        parts: () => groupsAt(last, key, through),
      };
    });
    return groups.sort((a, b) => sizeOfProduct(b.sum) - sizeOfProduct(a.sum));
  }
  return groupsAt(start, by, 1);
}

function mirrored({ from, to, rate, isStopped }: Rate): Rate {
  return { from: -to, to: -from, rate, isStopped };
}

/** A group as a row of the table: those that are open are followed by their parts. */
export type GroupRow =
  | {
      readonly kind: "group";
      readonly group: PathGroup;
      readonly depth: number;
      readonly isOpen: boolean;
    }
  /** What there was no room for, so that the rows still add up. */
  | {
      readonly kind: "others";
      readonly count: number;
      readonly sum: number;
      readonly depth: number;
    };

const MOST_PARTS = 40;
const MOST_ROWS = 400;

export function groupRows(
  groups: readonly PathGroup[],
  open: readonly string[],
): readonly GroupRow[] {
  const rows: GroupRow[] = [];
  function list(all: readonly PathGroup[], depth: number): void {
    const shown = all.slice(0, MOST_PARTS);
    for (const group of shown) {
      const isOpen = group.count > 1 && open.includes(group.key) && rows.length < MOST_ROWS;
      rows.push({ kind: "group", group, depth, isOpen });
      if (isOpen) list(group.parts(), depth + 1);
    }
    const others = all.slice(MOST_PARTS);
    if (others.length === 0) return;
    const count = others.reduce((total, group) => total + group.count, 0);
    const sum = others.reduce((total, group) => total + group.sum, 0);
    rows.push({ kind: "others", count, sum, depth });
  }
  list(groups, 0);
  return rows;
}

import { type Cell, numericLeaves } from "../../trace/inputs/cell.ts";
import { sameName } from "../pairs/affixes.ts";

/** The free leaves of one parameter. */
export interface Group {
  readonly name: string;
  readonly leaves: readonly string[];
}

/** The free leaves of each parameter, in the order of the parameters. */
export function groupsOf(
  cells: readonly Cell[],
  isFree: (path: string) => boolean,
): readonly Group[] {
  return cells
    .map((cell) => ({
      name: cell.path,
      leaves: numericLeaves([cell])
        .map(({ path }) => path)
        .filter(isFree),
    }))
    .filter(({ leaves }) => leaves.length > 0);
}

/** The leaves that names mean: a parameter, a leaf, or the last part of one ("x" of "p.x"). */
export function wrtLeaves(groups: readonly Group[], names: readonly string[]): readonly string[] {
  const all = groups.flatMap(({ leaves }) => leaves);
  return names.flatMap((name) => {
    const own = all.filter(
      (leaf) => leaf === name || leaf.startsWith(`${name}.`) || leaf.startsWith(`${name}[`),
    );
    if (own.length > 0) return own;
    const loose = all.filter((leaf) => sameName(leaf.split(".").at(-1) ?? leaf, name));
    return loose.length > 0
      ? loose
      : all.filter((leaf) => leaf.toLowerCase() === name.toLowerCase());
  });
}

/** Angles and times, then all other parameters that are numbers. */
export function numbersFirst(groups: readonly Group[]): readonly string[] {
  const numbers = groups.filter(({ name, leaves }) => leaves[0] === name).map(({ name }) => name);
  const isFirst = (name: string) => running.test(name) || turning.test(name);
  return [...numbers.filter(isFirst), ...numbers.filter((name) => !isFirst(name))].slice(0, 8);
}

const turning = /^(a|angle|theta|phi|psi|alpha|rotation|rot|yaw|pitch|roll)$/i;

/** What runs along a curve, while the other numbers say which curve it is. */
const running = /^(t|u|s|time|tau)$/;

/** Which number a single partial derivative may be taken of: x, unless it is data; else t, then in order. */
export function scalarCandidates(groups: readonly Group[]): readonly string[] {
  const scalars = groups.filter(({ name, leaves }) => leaves.length === 1 && leaves[0] === name);
  const leaves = (scalars.length > 0 ? scalars : groups).flatMap((group) => group.leaves);
  const isTrained = /^(w|b|theta|weights?|bias|params?)\d*$/i.test(leaves[0] ?? "");
  if (leaves.includes("x") && !isTrained) return ["x"];
  const first = leaves.filter((leaf) => running.test(leaf));
  const ordered = first.length === 1 ? [...new Set([...first, ...leaves])] : leaves;
  return ordered.slice(0, 8);
}

/** A parameter, or a list in it, of which everything is meant goes by its own name. */
export function wrtText(groups: readonly Group[], leaves: readonly string[]): readonly string[] {
  const names = new Set<string>();
  const rest = new Set(leaves);
  const isWhole = (own: readonly string[]) => own.every((leaf) => rest.has(leaf));
  for (const { name, leaves: own } of groups) {
    if (name !== "" && isWhole(own)) names.add(name);
    else
      for (const leaf of own.filter((one) => rest.has(one))) {
        const list = listOf(leaf);
        names.add(isWhole(own.filter((one) => listOf(one) === list)) ? list : leaf);
      }
  }
  return [...names];
}

/** "a.data" of "a.data[3]" */
function listOf(leaf: string): string {
  return leaf.replace(/(\[\d+\])+$/, "");
}

import type { NodeId } from "../../core/tape/tape.ts";
import type { GraphNode } from "./graph.ts";

/** Mathematics' own letters for what has no name; few enough to be told apart. */
const letters = ["s", "t", "p", "q", "r", "v"];

/**
 * One name per node and one node per name: a variable that a loop writes again and again counts its
 * values (state₁, state₂), and what nobody named gets a letter that is not in use.
 */
export function stageNames(nodes: readonly GraphNode[]): ReadonlyMap<NodeId, string> {
  const total = new Map<string, number>();
  for (const { name } of nodes) if (name !== undefined) total.set(name, (total.get(name) ?? 0) + 1);
  const free = lettersBeside(total, nodes.filter(({ name }) => name === undefined).length);
  const seen = new Map<string, number>();
  const names = new Map<NodeId, string>();
  for (const { id, name } of nodes) {
    if (name === undefined) {
      names.set(id, free.next().value as string);
      continue;
    }
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    names.set(id, total.get(name) === 1 ? name : name + subscript(count));
  }
  return names;
}

function* lettersBeside(taken: ReadonlyMap<string, number>, wanted: number): Generator<string> {
  const left = letters.filter((letter) => !taken.has(letter));
  if (wanted <= left.length) yield* left;
  for (let count = 1; ; count++) {
    const name = `s${subscript(count)}`;
    if (!taken.has(name)) yield name;
  }
}

function subscript(count: number): string {
  return Array.from(String(count), (digit) => String.fromCodePoint(0x2080 + Number(digit))).join(
    "",
  );
}

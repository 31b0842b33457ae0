import type { NodeId } from "../../core/tape/tape.ts";

/** What is costly and the same for every frame of a drag is made once. */
export function remembered<T>(make: (node: NodeId) => T): (node: NodeId) => T {
  const known = new Map<NodeId, T>();
  return (node) => {
    if (!known.has(node)) known.set(node, make(node));
    return known.get(node) as T;
  };
}

export function rememberedPairs<T>(make: (a: NodeId, b: NodeId) => T): (a: NodeId, b: NodeId) => T {
  const rows = remembered((a) => remembered((b) => make(a, b)));
  return (a, b) => rows(a)(b);
}

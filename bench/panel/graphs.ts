import type { NodeId } from "../../src/core/tape/tape.ts";
import type { Drawable } from "../../src/webview/layout/layerGraph.ts";
import type { GraphNode } from "../../src/webview/model/graph.ts";
import { graphOf } from "../../src/webview/model/graph.ts";
import { traced } from "../traced.ts";

/** The same numbers on every run (Mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Like a trace: a fifth are leaves, operations take up to two operands, a quarter of them leaves that
 * may have been used before, the others values that nobody has used yet.
 */
export function randomGraph(count: number, seed = 1): Drawable {
  const random = createRandom(seed);
  const pick = (from: readonly NodeId[]) => from[Math.floor(random() * from.length)] as NodeId;
  const leafCount = Math.max(2, Math.round(count / 5));
  const leaves = Array.from({ length: leafCount }, (_, id) => id);
  const links: { from: NodeId; to: NodeId; edge: undefined }[] = [];
  const unused = [...leaves];
  const all = [...leaves];
  for (let id = leafCount; id < count; id++) {
    const operands = random() < 0.7 ? 2 : 1;
    for (let operand = 0; operand < operands; operand++) {
      const takesLeaf = random() < 0.25;
      const place = Math.floor(random() * unused.length);
      const from = takesLeaf ? pick(leaves) : (unused.splice(place, 1)[0] ?? pick(all));
      links.push({ from, to: id, edge: undefined });
    }
    unused.push(id);
    all.push(id);
  }
  return { nodes: all.map((id) => nodeOf(id, id < leafCount)), links };
}

function nodeOf(id: NodeId, isLeaf: boolean): GraphNode {
  return {
    id,
    kind: isLeaf ? "input" : "operation",
    role: isLeaf ? "free" : undefined,
    name: isLeaf ? `x${id}` : undefined,
    operator: isLeaf ? "" : "×",
    isOutput: false,
    isActive: true,
  };
}

/** The operations of Rosenbrock's function of as many variables as make so many nodes. */
export function tapeGraph(count: number): Drawable {
  const variables = Math.max(2, Math.round(1 + count / 8.2));
  const point = Array.from({ length: variables }, (_, i) => Math.sin(i + 1));
  const tape = traced("rosenbrock", `x = [${point.join(", ")}]`);
  return graphOf(tape, "rosenbrock", null, Number.POSITIVE_INFINITY).graph;
}

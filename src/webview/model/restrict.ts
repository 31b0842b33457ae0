import type { NodeId, Tape } from "../../core/tape/tape.ts";

/** More nodes than this are neither legible nor quick to draw. */
export const MAX_NODES = 600;

/**
 * Which nodes stand for a trace that is too big to draw whole: its outputs, and of its inputs and
 * named variables the last ones stored. What lies between them is drawn as one link.
 */
export function restrict(
  tape: Tape,
  candidates: readonly NodeId[],
  most = MAX_NODES,
): readonly NodeId[] {
  if (candidates.length <= most) return candidates;
  const outputs = new Set(tape.outputs.map(({ node }) => node));
  const inputs = new Set(tape.inputs.map(({ node }) => node));
  const named = candidates.filter(
    (node) => outputs.has(node) || inputs.has(node) || tape.provenance.names.has(node),
  );
  if (named.length <= most) return named;
  return cut(named, outputs, inputs, lastOfEachName(tape), most);
}

/** A variable assigned in a loop is shown once, as it was left. */
function lastOfEachName(tape: Tape): ReadonlySet<NodeId> {
  const last = new Map<string, NodeId>();
  for (const [node, name] of tape.provenance.names) {
    last.set(name, Math.max(node, last.get(name) ?? node));
  }
  return new Set(last.values());
}

/** Outputs first, then variables, then as many inputs as there is room for. */
function cut(
  named: readonly NodeId[],
  outputs: ReadonlySet<NodeId>,
  inputs: ReadonlySet<NodeId>,
  variables: ReadonlySet<NodeId>,
  most: number,
): readonly NodeId[] {
  const ranked = [
    ...named.filter((node) => outputs.has(node)),
    ...named.filter((node) => !outputs.has(node) && !inputs.has(node) && variables.has(node)),
    ...named.filter((node) => !outputs.has(node) && inputs.has(node)),
  ];
  return ranked.slice(0, most).sort((a, b) => a - b);
}

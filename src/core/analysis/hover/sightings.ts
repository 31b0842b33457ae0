import type { Node } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { NodeId } from "../../tape/tape.ts";
import { elementPath } from "../../trace/inputs/cell.ts";
import type { Traced, Value } from "../../trace/machine.ts";
import { memberPath } from "../../trace/outputs.ts";
import { runAgain } from "../../trace/runAgain.ts";
import type { TracedFunction } from "../document/functionAnalysis.ts";
import type { RunContext } from "../document/runContext.ts";
import type { HoverTarget } from "./hoverTarget.ts";

/** A number inside an array or object; without a node where it depends on no input. */
export interface Leaf {
  readonly path: string;
  readonly value: number;
  readonly node: NodeId | undefined;
}

/** What a target held when it was seen last; arrays as they were at that moment. */
type Sighting =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "traced"; readonly traced: Traced }
  | { readonly kind: "leaves"; readonly leaves: readonly Leaf[] }
  /** Text, functions and whatever else has no numbers. */
  | { readonly kind: "other" };

export interface Seen {
  readonly times: number;
  readonly last: Sighting;
}

/** More than anybody reads; as many as a loop can afford to look at in every turn. */
const maximumLeaves = 64;
const maximumLevels = 4;

/** Runs the function once more and watches the targets. */
export function sightingsIn(
  { module, limits }: RunContext,
  entry: FunctionEntry,
  traced: TracedFunction,
  targets: readonly HoverTarget[],
): ReadonlyMap<HoverTarget, Seen> {
  const targetOf = new Map<Node, HoverTarget>();
  for (const target of targets) for (const node of target.nodes) targetOf.set(node, target);
  const seen = new Map<HoverTarget, Seen>();
  runAgain(module, entry, traced, {
    limits,
    observe: (node, value) => {
      const target = targetOf.get(node);
      if (!target) return;
      const times = (seen.get(target)?.times ?? 0) + 1;
      seen.set(target, { times, last: sightingOf(value) });
    },
  });
  return seen;
}

function sightingOf(value: Value): Sighting {
  if (typeof value === "number") return { kind: "number", value };
  if (typeof value !== "object" || value === null) return { kind: "other" };
  if (value.kind === "traced") return { kind: "traced", traced: value };
  const leaves: Leaf[] = [];
  collect(value, "", 0, leaves);
  return leaves.length > 0 ? { kind: "leaves", leaves } : { kind: "other" };
}

function collect(value: Value, path: string, level: number, leaves: Leaf[]): void {
  if (leaves.length >= maximumLeaves || level > maximumLevels) return;
  if (typeof value === "number") leaves.push({ path, value, node: undefined });
  if (typeof value !== "object" || value === null) return;
  if (value.kind === "traced") {
    if (!value.isBoolean) leaves.push({ path, value: value.value, node: value.node });
  } else if (value.kind === "array") {
    for (const [index, element] of value.elements.slice(0, maximumLeaves).entries())
      collect(element, elementPath(path, index), level + 1, leaves);
  } else if (value.kind === "object") {
    for (const [key, property] of value.properties)
      if (property.kind === "data" && !property.hidden)
        collect(property.value, path + memberPath(key), level + 1, leaves);
  }
}

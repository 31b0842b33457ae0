import type { Node } from "../../syntax/ast.ts";
import { isFunctionNode } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { Decline, UserThrow } from "../decline.ts";
import type { Callable, Machine, Scope } from "../machine.ts";
import { evaluateModule } from "../modules/moduleScope.ts";
import { isCallable } from "../values/value.ts";

/**
 * The functions that a call in the file gives for parameters, by their places: `integrate(Math.sin, 0, 1)`.
 * A call at the top level comes before one inside another function, whose names are not known here.
 */
export function givenFunctions(
  machine: Machine,
  entry: FunctionEntry,
  scope: Scope,
  isWanted: (index: number) => boolean,
): ReadonlyMap<number, Callable> {
  const { module } = machine;
  for (const args of callsOf(module, entry)) {
    const given = new Map<number, Callable>();
    for (const [index, node] of args.entries()) {
      if (!isWanted(index) || !couldBeFunction(node)) continue;
      const value = evaluateAt(machine, node, scope);
      if (isCallable(value)) given.set(index, value);
    }
    if (given.size > 0) return given;
  }
  return new Map();
}

function callsOf(module: ParsedModule, entry: FunctionEntry): readonly (readonly Node[])[] {
  const calls = entry.level === "module" ? (module.calls.get(entry.shortName) ?? []) : [];
  const depthOf = (node: Node): number => {
    let depth = 0;
    for (let at = node.parent; at; at = at.parent) if (isFunctionNode(at)) depth++;
    return depth;
  };
  return calls
    .filter((call) => !isInside(call, entry))
    .map((call) => ({ args: call.arguments as readonly Node[], depth: depthOf(call) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ args }) => args);
}

/** A recursive call hands on what it got. */
function isInside(call: Node, entry: FunctionEntry): boolean {
  return call.range[0] >= entry.range.start && call.range[1] <= entry.range.end;
}

function couldBeFunction(node: Node): boolean {
  return isFunctionNode(node) || node.type === "Identifier" || node.type === "MemberExpression";
}

function evaluateAt(machine: Machine, node: Node, scope: Scope) {
  const { depth } = machine.budget;
  try {
    // What the argument mentions may not have been run for the function's own sake.
    evaluateModule(machine, { start: node.range[0], end: node.range[1] });
    return machine.evaluate(node, scope);
  } catch (thrown) {
    if (!(thrown instanceof Decline) && !(thrown instanceof UserThrow)) throw thrown;
    machine.budget.depth = depth;
    return undefined;
  }
}

import type { Node } from "../../syntax/ast.ts";
import { isFunctionNode } from "../../syntax/ast.ts";
import { freeNames } from "../../syntax/freeNames.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { Decline, UserThrow } from "../decline.ts";
import type { Callable, Machine, Scope, Value } from "../machine.ts";
import { evaluateModule } from "../modules/moduleScope.ts";
import { isCallable } from "../values/value.ts";
import { type Caller, callersOf, isRecursive, mayGiveFunction } from "./callers.ts";

type Given = ReadonlyMap<number, Callable>;

/**
 * The functions that a call in the file gives for parameters, by their places: `integrate(Math.sin, 0, 1)`.
 * A call at the top level comes before one inside another function, whose names are not known here. Where it is
 * certain that a parameter is a function and no such call says which, whoever calls is run until it does.
 */
export function givenFunctions(
  machine: Machine,
  entry: FunctionEntry,
  scope: Scope,
  kindOf: (index: number) => "function" | "unknown" | "other",
): Given {
  const { module } = machine;
  for (const args of callsOf(module, entry)) {
    const given = new Map<number, Callable>();
    for (const [index, node] of args.entries()) {
      if (kindOf(index) === "other" || !couldBeFunction(node) || usesLocals(node)) continue;
      const value = evaluateAt(machine, node, scope);
      if (isCallable(value)) given.set(index, value);
    }
    if (given.size > 0) return given;
  }
  const isWanted = entry.node.params.some((_, index) => kindOf(index) === "function");
  return isWanted ? givenByCallers(machine, entry, kindOf) : new Map();
}

function givenByCallers(
  machine: Machine,
  entry: FunctionEntry,
  kindOf: (index: number) => string,
): Given {
  const { given } = machine.questions;
  given.asksCallers = true;
  const callers =
    worthAsking.get(given.search) ?? callersOf(machine.module, entry, mayGiveFunction);
  const isGiven = (value: Value, index: number) => isCallable(value) && kindOf(index) !== "other";
  for (const caller of callers) {
    const call = machine.capture(caller, { module: machine.module, node: entry.node }, (args) =>
      args.some((value, index) => isCallable(value) && kindOf(index) === "function"),
    );
    if (!call) continue;
    // The next run need not try those that gave nothing.
    worthAsking.set(given.search, [caller]);
    return new Map(
      call.args.flatMap((value, index) =>
        isGiven(value, index) ? [[index, value as Callable] as const] : [],
      ),
    );
  }
  worthAsking.set(given.search, []);
  return new Map();
}

/** For one search, however often it runs the function. */
const worthAsking = new WeakMap<object, readonly Caller[]>();

function callsOf(module: ParsedModule, entry: FunctionEntry): readonly (readonly Node[])[] {
  const calls = entry.level === "module" ? (module.calls.get(entry.shortName) ?? []) : [];
  const depthOf = (node: Node): number => {
    let depth = 0;
    for (let at = node.parent; at; at = at.parent) if (isFunctionNode(at)) depth++;
    return depth;
  };
  return calls
    .filter((call) => !isRecursive(call, entry))
    .map((call) => ({ args: call.arguments as readonly Node[], depth: depthOf(call) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ args }) => args);
}

function couldBeFunction(node: Node): boolean {
  return isFunctionNode(node) || node.type === "Identifier" || node.type === "MemberExpression";
}

/** Whether it mentions what only the functions around it know. */
function usesLocals(node: Node): boolean {
  let outermost: Node | undefined;
  for (let at = node.parent; at; at = at.parent) if (isFunctionNode(at)) outermost = at;
  if (!outermost) return false;
  const outer = freeNames(outermost);
  return [...freeNames(node)].some((name) => !outer.has(name));
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

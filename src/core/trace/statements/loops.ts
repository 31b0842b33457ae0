import { isFunctionNode, type Node, type NodeOf, sharedRange } from "../../syntax/ast.ts";
import { boundNames, holds } from "../../syntax/names.ts";
import { decline } from "../decline.ts";
import { assigning } from "../functions/binding.ts";
import { bindPattern } from "../functions/patterns.ts";
import { blockIn, declare, reserve } from "../functions/scope.ts";
import { settleListed } from "../inputs/holes.ts";
import type { Callable, Completion, Machine, ObjectValue, Scope, Value } from "../machine.ts";
import { closing } from "../steps.ts";
import { stepsOf } from "../values/elements.ts";
import { truthOf } from "../values/numbers.ts";
import { arrayKeys, isOwnOfArray, noPrototype, ownKeys } from "../values/properties.ts";
import { boundWatch } from "./missedBounds.ts";

/** One turn of a loop, in a frame of its own. Returns how the loop ends, if it does. */
function turn(
  machine: Machine,
  loop: Node & { body: Node },
  keyword: string,
  index: number,
  run: () => Completion,
): { readonly end: Completion } | undefined {
  machine.tape.enterFrame("iteration", keyword, index, sharedRange(loop));
  try {
    const completion = run();
    if (!completion) return undefined;
    const own =
      completion.kind !== "return" &&
      (completion.label === undefined || completion.label === labelOf(loop));
    if (own) return completion.kind === "break" ? { end: undefined } : undefined;
    return { end: completion };
  } finally {
    machine.tape.leaveFrame();
  }
}

function labelOf(loop: Node): string | undefined {
  return loop.parent?.type === "LabeledStatement" ? loop.parent.label.name : undefined;
}

export function forStatement(
  machine: Machine,
  node: NodeOf<"ForStatement">,
  outer: Scope,
): Completion {
  const declares = node.init?.type === "VariableDeclaration" && node.init.kind !== "var";
  let scope = declares ? blockIn(outer) : outer;
  if (node.init?.type === "VariableDeclaration") {
    for (const { id } of declares ? node.init.declarations : []) {
      for (const name of boundNames(id)) reserve(scope, name, false);
    }
    machine.execute(node.init, scope);
    // Functions made in the head keep the names as the head left them.
    if (declares && makesFunctions(node)) scope = copyOf(scope);
  } else if (node.init) machine.evaluate(node.init, scope);
  const missedAt = boundWatch(machine, node, () => scope);
  let index = 0;
  const run = (): Completion => {
    const goesOn = !node.test || truthOf(machine, machine.evaluate(node.test, scope), node.test);
    const missed = goesOn ? missedAt(index) : undefined;
    if (missed !== undefined)
      decline(`this loop never ends: it counts past ${missed}`, node.test ?? node);
    return goesOn ? machine.execute(node.body, scope) : loopEnd;
  };
  for (; ; index++) {
    const ended = turn(machine, node, "for", index, run);
    if (ended) return ended.end;
    // Each turn has its own `let`, so that closures made in the body keep their turn's value.
    if (declares && makesFunctions(node)) scope = copyOf(scope);
    if (node.update) machine.evaluate(node.update, scope);
  }
}

/** What a turn gives that finds its loop at the end. */
const loopEnd: Completion = { kind: "break", label: undefined };

const functionMakers = new WeakMap<Node, boolean>();

/** Only functions can tell one turn's variables from another's. */
function makesFunctions(loop: Node): boolean {
  const before = functionMakers.get(loop);
  if (before !== undefined) return before;
  const found = holds(loop, (node) => isFunctionNode(node) || node.type === "ClassBody");
  functionMakers.set(loop, found);
  return found;
}

function copyOf(scope: Scope): Scope {
  if (scope.bindings.size === 0) return scope;
  const copy: Scope = { ...scope, bindings: new Map() };
  for (const [name, binding] of scope.bindings) copy.bindings.set(name, { ...binding });
  return copy;
}

export function whileStatement(
  machine: Machine,
  node: NodeOf<"WhileStatement">,
  scope: Scope,
): Completion {
  const run = () =>
    truthOf(machine, machine.evaluate(node.test, scope), node.test)
      ? machine.execute(node.body, scope)
      : loopEnd;
  for (let index = 0; ; index++) {
    const ended = turn(machine, node, "while", index, run);
    if (ended) return ended.end;
  }
}

export function doWhileStatement(
  machine: Machine,
  node: NodeOf<"DoWhileStatement">,
  scope: Scope,
): Completion {
  const run = () => machine.execute(node.body, scope);
  for (let index = 0; ; index++) {
    const ended = turn(machine, node, "do", index, run);
    if (ended) return ended.end;
    if (!truthOf(machine, machine.evaluate(node.test, scope), node.test)) return undefined;
  }
}

export function forOfStatement(
  machine: Machine,
  node: NodeOf<"ForOfStatement">,
  outer: Scope,
): Completion {
  if (node.await)
    decline("asynchronous code is not read: derivatives are of code that runs at once", node);
  const source = evaluateHead(machine, node, outer);
  const steps = stepsOf(machine, source, node.right);
  return closing(machine, steps, () => {
    let index = 0;
    for (let step = steps.next(); step; step = steps.next()) {
      const ended = eachTurn(machine, node, outer, index++, step.value);
      if (ended) return ended.end;
    }
    return undefined;
  });
}

/** The names that the loop declares are there, though not set, while what it goes over is evaluated. */
function evaluateHead(
  machine: Machine,
  { left, right }: NodeOf<"ForOfStatement"> | NodeOf<"ForInStatement">,
  outer: Scope,
): Value {
  if (left.type !== "VariableDeclaration" || left.kind === "var" || right.type === "Identifier")
    return machine.evaluate(right, outer);
  const scope = blockIn(outer);
  for (const name of boundNames(left.declarations[0].id)) reserve(scope, name, false);
  return machine.evaluate(right, scope);
}

export function forInStatement(
  machine: Machine,
  node: NodeOf<"ForInStatement">,
  outer: Scope,
): Completion {
  const { left } = node;
  // Old code may give the variable a value first: `for (var i = 0 in o)`.
  if (left.type === "VariableDeclaration" && left.declarations[0]?.init)
    machine.execute(left, outer);
  const value = settleListed(machine, evaluateHead(machine, node, outer), node.right);
  let index = 0;
  for (const { key, isThere } of keysToVisit(value)) {
    if (!isThere()) continue;
    const ended = eachTurn(machine, node, outer, index++, key);
    if (ended) return ended.end;
  }
  return undefined;
}

interface Visit {
  readonly key: string;
  /** A member deleted before its turn is passed over. */
  readonly isThere: () => boolean;
}

/** The names that `for…in` goes over: an object's own, then those of its prototypes. */
function keysToVisit(value: Value): readonly Visit[] {
  if (typeof value === "string")
    return Object.keys(value).map((key) => ({ key, isThere: () => true }));
  if (typeof value !== "object" || value === null) return [];
  if (value.kind === "array") {
    return arrayKeys(value).map((key) => ({ key, isThere: () => isOwnOfArray(value, key) }));
  }
  if (!("properties" in value)) return [];
  const visits: Visit[] = [];
  const seen = new Set<string>();
  let at: ObjectValue | Callable | undefined = value;
  while (at && at !== noPrototype) {
    const holder: ObjectValue | Callable = at;
    for (const key of ownKeys(holder)) {
      if (seen.has(key)) continue;
      seen.add(key);
      if (!holder.properties.get(key)?.hidden)
        visits.push({ key, isThere: () => holder.properties.has(key) });
    }
    at = holder.kind === "object" ? holder.prototype : parentOf(holder);
  }
  return visits;
}

function parentOf(holder: Callable): Callable | undefined {
  return holder.kind === "class" ? holder.parent : undefined;
}

function eachTurn(
  machine: Machine,
  node: NodeOf<"ForOfStatement"> | NodeOf<"ForInStatement">,
  outer: Scope,
  index: number,
  value: Value,
): { readonly end: Completion } | undefined {
  return turn(machine, node, "for", index, () => {
    const scope = blockIn(outer);
    const { left } = node;
    if (left.type === "VariableDeclaration" && /using/.test(left.kind))
      decline("`using` is not read; use `const`", left);
    if (left.type === "VariableDeclaration" && left.declarations[0].id.type !== "Identifier") {
      for (const name of boundNames(left.declarations[0].id)) {
        if (left.kind !== "var") reserve(scope, name, false);
      }
    }
    if (left.type !== "VariableDeclaration") {
      bindPattern(machine, left, value, scope, assigning(machine, scope));
    } else {
      const pattern = left.declarations[0].id;
      // The element keeps the name it already has; `var` lives in the function.
      const bind =
        left.kind === "var" ? assigning(machine, scope) : quietly(scope, left.kind === "const");
      bindPattern(machine, pattern, value, scope, bind);
    }
    return machine.execute(node.body, scope);
  });
}

function quietly(scope: Scope, constant: boolean) {
  return (name: string, value: Value) => declare(scope, name, value, constant);
}

import type { Node, NodeOf } from "../../syntax/ast.ts";
import { nodeRange } from "../decline.ts";
import { elementsOf } from "../expressions/literals.ts";
import { settle } from "../holes.ts";
import type { Completion, Machine, Scope, Value } from "../machine.ts";
import { truthOf } from "../numbers.ts";
import { assigning, bindPattern } from "../patterns.ts";
import { blockIn, declare } from "../scope.ts";

/** One turn of a loop, in a frame of its own. Returns how the loop ends, if it does. */
function turn(
  machine: Machine,
  loop: Node & { body: Node },
  keyword: string,
  index: number,
  run: () => Completion,
): { readonly end: Completion } | undefined {
  machine.tape.enterFrame("iteration", keyword, index, nodeRange(loop));
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
  let scope = blockIn(outer);
  if (node.init?.type === "VariableDeclaration") machine.execute(node.init, scope);
  else if (node.init) machine.evaluate(node.init, scope);
  for (let index = 0; ; index++) {
    const ended = turn(machine, node, "for", index, () => {
      const goesOn = !node.test || truthOf(machine, machine.evaluate(node.test, scope), node.test);
      return goesOn ? machine.execute(node.body, scope) : { kind: "break", label: undefined };
    });
    if (ended) return ended.end;
    // Each turn has its own `let`, so that closures made in the body keep their turn's value.
    scope = copyOf(scope);
    if (node.update) machine.evaluate(node.update, scope);
  }
}

function copyOf(scope: Scope): Scope {
  if (scope.bindings.size === 0) return scope;
  const copy: Scope = {
    bindings: new Map(),
    parent: scope.parent,
    kind: scope.kind,
    self: scope.self,
    home: scope.home,
  };
  for (const [name, binding] of scope.bindings) copy.bindings.set(name, { ...binding });
  return copy;
}

export function whileStatement(
  machine: Machine,
  node: NodeOf<"WhileStatement">,
  scope: Scope,
): Completion {
  for (let index = 0; ; index++) {
    const ended = turn(machine, node, "while", index, () =>
      truthOf(machine, machine.evaluate(node.test, scope), node.test)
        ? machine.execute(node.body, scope)
        : { kind: "break", label: undefined },
    );
    if (ended) return ended.end;
  }
}

export function doWhileStatement(
  machine: Machine,
  node: NodeOf<"DoWhileStatement">,
  scope: Scope,
): Completion {
  for (let index = 0; ; index++) {
    const ended = turn(machine, node, "do", index, () => machine.execute(node.body, scope));
    if (ended) return ended.end;
    if (!truthOf(machine, machine.evaluate(node.test, scope), node.test)) return undefined;
  }
}

export function forOfStatement(
  machine: Machine,
  node: NodeOf<"ForOfStatement">,
  outer: Scope,
): Completion {
  const elements = elementsOf(machine, machine.evaluate(node.right, outer), node.right);
  // By index, so that elements pushed by the body are gone over too, as JavaScript does.
  for (let index = 0; index < elements.length; index++) {
    const ended = eachTurn(machine, node, outer, index, elements[index]);
    if (ended) return ended.end;
  }
  return undefined;
}

export function forInStatement(
  machine: Machine,
  node: NodeOf<"ForInStatement">,
  outer: Scope,
): Completion {
  const value = settle(machine, machine.evaluate(node.right, outer), "object", node.right);
  const keys =
    typeof value !== "object" || value === null
      ? []
      : value.kind === "array"
        ? value.elements.map((_, index) => String(index))
        : "properties" in value
          ? [...value.properties.keys()]
          : [];
  for (const [index, key] of keys.entries()) {
    const ended = eachTurn(machine, node, outer, index, key);
    if (ended) return ended.end;
  }
  return undefined;
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

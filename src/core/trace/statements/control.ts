import { type Node, type NodeOf, nodeRange } from "../../syntax/ast.ts";
import { boundNames } from "../../syntax/names.ts";
import { UserThrow } from "../decline.ts";
import { declaring } from "../functions/binding.ts";
import { hoistBlock, scopeOfBlock } from "../functions/hoist.ts";
import { bindPattern } from "../functions/patterns.ts";
import { blockIn, reserve } from "../functions/scope.ts";
import type { Completion, Machine, Scope } from "../machine.ts";
import { caughtValue, describeThrown } from "../raise.ts";
import { strictEquals } from "../values/equality.ts";
import { truthOf } from "../values/numbers.ts";

export function blockStatement(
  machine: Machine,
  node: NodeOf<"BlockStatement">,
  outer: Scope,
): Completion {
  return runAll(machine, node.body, scopeOfBlock(machine, node.body, outer));
}

export function runAll(machine: Machine, body: readonly Node[], scope: Scope): Completion {
  for (let index = 0; index < body.length; index++) {
    const completion = machine.execute(body[index] as Node, scope);
    if (completion) return completion;
  }
  return undefined;
}

export function expressionStatement(
  machine: Machine,
  node: NodeOf<"ExpressionStatement">,
  scope: Scope,
): Completion {
  machine.evaluate(node.expression, scope);
  return undefined;
}

export function ifStatement(
  machine: Machine,
  node: NodeOf<"IfStatement">,
  scope: Scope,
): Completion {
  if (truthOf(machine, machine.evaluate(node.test, scope), node.test))
    return machine.execute(node.consequent, scope);
  return node.alternate ? machine.execute(node.alternate, scope) : undefined;
}

export function switchStatement(
  machine: Machine,
  node: NodeOf<"SwitchStatement">,
  outer: Scope,
): Completion {
  const value = machine.evaluate(node.discriminant, outer);
  const scope = blockIn(outer);
  for (const { consequent } of node.cases) hoistBlock(machine, consequent, scope);
  const matches = (test: Node) =>
    truthOf(
      machine,
      strictEquals(machine, value, machine.evaluate(test, scope), test, [node.discriminant, test]),
      test,
    );
  let from = node.cases.findIndex(({ test }) => test !== null && matches(test));
  if (from < 0) from = node.cases.findIndex(({ test }) => test === null);
  if (from < 0) return undefined;
  for (const { consequent } of node.cases.slice(from)) {
    const completion = runAll(machine, consequent, scope);
    if (completion?.kind === "break" && completion.label === undefined) return undefined;
    if (completion) return completion;
  }
  return undefined;
}

export function returnStatement(
  machine: Machine,
  node: NodeOf<"ReturnStatement">,
  scope: Scope,
): Completion {
  return {
    kind: "return",
    value: node.argument ? machine.evaluate(node.argument, scope) : undefined,
  };
}

export function breakStatement(_machine: Machine, node: NodeOf<"BreakStatement">): Completion {
  return { kind: "break", label: node.label?.name };
}

export function continueStatement(
  _machine: Machine,
  node: NodeOf<"ContinueStatement">,
): Completion {
  return { kind: "continue", label: node.label?.name };
}

export function labeledStatement(
  machine: Machine,
  node: NodeOf<"LabeledStatement">,
  scope: Scope,
): Completion {
  const completion = machine.execute(node.body, scope);
  if (completion?.kind === "break" && completion.label === node.label.name) return undefined;
  return completion;
}

export function throwStatement(
  machine: Machine,
  node: NodeOf<"ThrowStatement">,
  scope: Scope,
): Completion {
  const value = machine.evaluate(node.argument, scope);
  throw new UserThrow(value, { message: describeThrown(value), range: nodeRange(node) });
}

export function tryStatement(
  machine: Machine,
  node: NodeOf<"TryStatement">,
  scope: Scope,
): Completion {
  const { finalizer } = node;
  if (!finalizer) return tryAndCatch(machine, node, scope);
  const { depth } = machine.budget;
  let completion: Completion;
  try {
    completion = tryAndCatch(machine, node, scope);
  } catch (thrown) {
    if (!(thrown instanceof UserThrow)) throw thrown;
    machine.budget.depth = depth;
    const override = machine.execute(finalizer, scope);
    if (override) return override;
    throw thrown;
  }
  return machine.execute(finalizer, scope) ?? completion;
}

function tryAndCatch(machine: Machine, node: NodeOf<"TryStatement">, scope: Scope): Completion {
  const { handler } = node;
  if (!handler) return machine.execute(node.block, scope);
  const { depth } = machine.budget;
  try {
    return machine.execute(node.block, scope);
  } catch (thrown) {
    if (!(thrown instanceof UserThrow)) throw thrown;
    machine.budget.depth = depth;
    const inner = blockIn(scope);
    if (handler.param) {
      for (const name of boundNames(handler.param)) reserve(inner, name, false);
      const bind = declaring(machine, inner, false);
      bindPattern(machine, handler.param, caughtValue(machine, thrown), inner, bind);
    }
    return machine.execute(handler.body, inner);
  }
}

export function emptyStatement(): Completion {
  return undefined;
}

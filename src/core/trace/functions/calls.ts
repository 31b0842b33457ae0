import { type FunctionNode, type Node, sharedRange } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { signatureOf } from "../inputs/signature.ts";
import type { ArrayValue, Callable, Closure, Machine, Scope, Value } from "../machine.ts";
import { crossing } from "../modules/crossing.ts";
import { raise } from "../raise.ts";
import { hoistBlock, hoistVars } from "./hoist.ts";
import { bindParameters } from "./parameters.ts";
import { createScope, declare } from "./scope.ts";

export function callFunction(
  machine: Machine,
  callee: Callable,
  self: Value,
  args: readonly Value[],
  site: Node,
): Value {
  if (callee.kind === "builtin") return callee.call(machine, self, args, site);
  if (callee.kind === "class") raise("TypeError", `the class ${callee.name} needs \`new\``, site);
  const { module } = callee.scope;
  if (module && module !== machine.module)
    return crossing(machine, module, site, (own) => callFunction(own, callee, self, args, site));
  machine.tape.enterFrame("call", callee.name || "function", 0, sharedRange(site));
  try {
    return runBody(machine, callee, self, args);
  } finally {
    machine.tape.leaveFrame();
  }
}

/** The body itself, without a frame of its own: how the traced function starts. */
export function runBody(
  machine: Machine,
  closure: Closure,
  self: Value,
  args: readonly Value[],
  rest?: ArrayValue,
): Value {
  const { node } = closure;
  machine.onEnter?.(closure, self, args);
  if (node.async)
    return decline(
      "asynchronous code is not read: derivatives are of code that runs at once",
      node,
    );
  if (node.generator) return decline("generators are not read; return an array instead", node);
  const isArrow = node.type === "ArrowFunctionExpression";
  const scope = isArrow
    ? createScope("function", closure.scope, closure.scope.self, closure.scope.home)
    : createScope("function", closure.scope, self, closure.home);
  const signature = signatureOf(node);
  bindParameters(machine, signature, args, scope, rest);
  if (node.body.type !== "BlockStatement") return machine.evaluate(node.body, scope);
  const body = signature.hasClosures ? bodyScope(machine, node, scope) : scope;
  hoistVars(machine, node, body);
  hoistBlock(machine, node.body.body, body);
  for (const statement of node.body.body) {
    const completion = machine.execute(statement, body);
    if (completion?.kind === "return") return completion.value;
  }
  return undefined;
}

/** Functions among the parameters do not see the body's variables; those of the same name start alike. */
function bodyScope(machine: Machine, node: FunctionNode, parameters: Scope): Scope {
  const scope = createScope("function", parameters, parameters.self, parameters.home);
  for (const name of machine.module.varNames(node)) {
    declare(scope, name, parameters.bindings.get(name)?.value);
  }
  return scope;
}

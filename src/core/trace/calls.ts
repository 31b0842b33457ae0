import type { FunctionNode, Node, NodeOf } from "../syntax/ast.ts";
import { boundNames } from "../syntax/names.ts";
import { decline } from "./decline.ts";
import { hoistBlock, hoistVars } from "./hoist.ts";
import type { Callable, Closure, Machine, Scope, Value } from "./machine.ts";
import { setMember } from "./members.ts";
import { bindPattern, declaring } from "./patterns.ts";
import { raise } from "./raise.ts";
import { createScope, declare } from "./scope.ts";
import { arrayOf } from "./value.ts";

export function callFunction(
  machine: Machine,
  callee: Callable,
  self: Value,
  args: readonly Value[],
  site: Node,
): Value {
  if (callee.kind === "builtin") return callee.call(machine, self, args, site);
  if (callee.kind === "class") raise("TypeError", `the class ${callee.name} needs \`new\``, site);
  machine.tape.enterFrame("call", callee.name, 0, { start: site.range[0], end: site.range[1] });
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
): Value {
  const { node } = closure;
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
  if (!isArrow) declare(scope, "arguments", arrayOf([...args]));
  if (node.type === "FunctionExpression" && node.id) declare(scope, node.id.name, closure, true);
  bindParameters(machine, node, args, scope);
  if (node.body.type !== "BlockStatement") return machine.evaluate(node.body, scope);
  hoistVars(machine, node, scope);
  hoistBlock(machine, node.body.body, scope);
  for (const statement of node.body.body) {
    const completion = machine.execute(statement, scope);
    if (completion?.kind === "return") return completion.value;
  }
  return undefined;
}

function bindParameters(
  machine: Machine,
  node: FunctionNode,
  args: readonly Value[],
  scope: Scope,
): void {
  const bind = declaring(machine, scope, false);
  // A `this` parameter is a type annotation only.
  const parameters = node.params.filter(
    (param) => !(param.type === "Identifier" && param.name === "this"),
  );
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.type === "RestElement") {
      bindPattern(machine, parameter.argument, arrayOf(args.slice(index)), scope, bind);
    } else bindPattern(machine, parameter, args[index], scope, bind);
    if (parameter.type === "TSParameterProperty") setParameterProperty(machine, parameter, scope);
  }
}

/** `constructor(private k: number)` also sets `this.k`. */
function setParameterProperty(
  machine: Machine,
  parameter: NodeOf<"TSParameterProperty">,
  scope: Scope,
): void {
  for (const name of boundNames(parameter)) {
    setMember(machine, scope.self, name, scope.bindings.get(name)?.value, parameter);
  }
}

import type { Node, NodeOf } from "../../syntax/ast.ts";
import { boundNames } from "../../syntax/names.ts";
import type { Signature } from "../inputs/signature.ts";
import type { ArrayValue, Machine, Scope, Value } from "../machine.ts";
import { setMember } from "../values/members.ts";
import { arrayOf } from "../values/value.ts";
import { declareName, declaring } from "./binding.ts";
import { bindPattern } from "./patterns.ts";
import { declare, reserve } from "./scope.ts";

/** Gives a call's arguments to the names of its parameters. */
export function bindParameters(
  machine: Machine,
  signature: Signature,
  args: readonly Value[],
  scope: Scope,
  /** The list that the rest parameter is, where it is more than the arguments that are left. */
  rest?: ArrayValue,
): void {
  const { parameters, usesArguments } = signature;
  const elements = usesArguments ? [...args] : [];
  if (usesArguments) {
    declare(scope, "arguments", { kind: "array", elements, isArguments: true });
  }
  // A default that uses a later parameter comes too early.
  if (!signature.isSimple) for (const name of signature.names) reserve(scope, name, false);
  if (signature.isSimple) {
    for (let index = 0; index < signature.names.length; index++)
      declareName(machine, scope, false, signature.names[index] as string, args[index]);
  } else bindPatterns(machine, parameters, args, scope, rest);
  if (signature.isMapped) mapArguments(signature, elements, scope);
}

/** With defaults, patterns and what takes the rest. */
function bindPatterns(
  machine: Machine,
  parameters: readonly Node[],
  args: readonly Value[],
  scope: Scope,
  rest: ArrayValue | undefined,
): void {
  const bind = declaring(machine, scope, false);
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.type === "RestElement") {
      bindPattern(machine, parameter.argument, rest ?? arrayOf(args.slice(index)), scope, bind);
    } else bindPattern(machine, parameter, args[index], scope, bind);
    if (parameter.type === "TSParameterProperty") setParameterProperty(machine, parameter, scope);
  }
}

/** A parameter and its place in `arguments` are one variable, until the place is deleted. */
function mapArguments({ names }: Signature, elements: Value[], scope: Scope): void {
  for (const [index, name] of names.entries()) {
    const binding = scope.bindings.get(name);
    // Of two parameters with one name, the last is meant.
    if (!binding || index >= elements.length || names.lastIndexOf(name) !== index) continue;
    Object.defineProperty(elements, index, {
      get: () => binding.value,
      set: (value: Value) => {
        binding.value = value;
      },
      enumerable: true,
      configurable: true,
    });
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

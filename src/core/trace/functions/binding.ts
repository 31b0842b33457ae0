import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import type { Machine, Scope, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { isStrict } from "../values/integrity.ts";
import { isTraced } from "../values/value.ts";
import { declare, lookUp } from "./scope.ts";

/** How a pattern's names get their values: as new bindings, or into existing ones. */
export type Bind = (name: string, value: Value, site: Node) => void;

export function declaring(machine: Machine, scope: Scope, constant: boolean): Bind {
  return (name, value) => declareName(machine, scope, constant, name, value);
}

export function assigning(machine: Machine, scope: Scope): Bind {
  return (name, value, site) => assignName(machine, scope, name, value, site);
}

export function declareName(
  machine: Machine,
  scope: Scope,
  constant: boolean,
  name: string,
  value: Value,
): void {
  nameOnTape(machine, name, value);
  declare(scope, name, value, constant);
}

export function assignName(
  machine: Machine,
  scope: Scope,
  name: string,
  value: Value,
  site: Node,
): void {
  const binding = lookUp(scope, name);
  if (!binding) return assignGlobal(machine, name, value, site);
  if (binding.state === "uninitialized")
    raise("ReferenceError", `"${name}" is used before it is set`, site);
  if (binding.constant) {
    if (isOwnName(binding.value, name) && !isStrict(site)) return;
    raise("TypeError", `"${name}" is a constant`, site);
  }
  nameOnTape(machine, name, value);
  binding.value = value;
  binding.state = "ready";
}

/** In code that is not strict, assigning to a name that nothing declares makes it a global. */
function assignGlobal(machine: Machine, name: string, value: Value, site: Node): void {
  if (isStrict(site)) {
    const message = `"${name}" is assigned but declared nowhere in this file; declare it with \`let\``;
    return decline(message, site);
  }
  nameOnTape(machine, name, value);
  declare(machine.globals, name, value);
}

/** The name of a function expression inside it: old code may assign to it, without effect. */
function isOwnName(value: Value, name: string): boolean {
  return (
    typeof value === "object" &&
    value?.kind === "closure" &&
    value.node.type === "FunctionExpression" &&
    value.node.id?.name === name
  );
}

/** Whether there is anything in a value to name: a name that is put together takes time. */
export function takesName(value: Value): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    (value.kind === "traced" || value.kind === "array")
  );
}

/** The tape's nodes carry the names that people gave them; elements and members are named through theirs. */
export function nameOnTape(machine: Machine, name: string, value: Value): void {
  if (isTraced(value)) machine.tape.name(value.node, name);
  else if (typeof value === "object" && value?.kind === "array" && value.elements.length <= 64) {
    for (let index = 0; index < value.elements.length; index++) {
      const element = value.elements[index];
      // An array is handed on many times, and named once.
      if (isTraced(element) && !machine.tape.isNamed(element.node))
        machine.tape.name(element.node, `${name}[${index}]`);
    }
  }
}

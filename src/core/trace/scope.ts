import type { Binding, Home, Scope, Value } from "./machine.ts";

export function createScope(
  kind: Scope["kind"],
  parent: Scope | undefined,
  self: Value,
  home?: Home,
): Scope {
  return { bindings: new Map(), parent, kind, self, home };
}

export function blockIn(parent: Scope): Scope {
  return { bindings: new Map(), parent, kind: "block", self: parent.self, home: parent.home };
}

export function lookUp(scope: Scope, name: string): Binding | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const binding = at.bindings.get(name);
    if (binding) return binding;
  }
  return undefined;
}

export function declare(scope: Scope, name: string, value: Value, constant = false): void {
  scope.bindings.set(name, { value, state: "ready", constant });
}

export function reserve(scope: Scope, name: string, constant: boolean): void {
  scope.bindings.set(name, { value: undefined, state: "uninitialized", constant });
}

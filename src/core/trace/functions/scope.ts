import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Binding, Home, Scope, Value } from "../machine.ts";

export function createScope(
  kind: Scope["kind"],
  parent: Scope | undefined,
  self: Value,
  home?: Home,
): Scope {
  return {
    bindings: new Map(),
    later: undefined,
    parent,
    kind,
    self,
    home,
    module: parent?.module,
  };
}

export function moduleScopeOf(module: ParsedModule, globals: Scope): Scope {
  return { ...createScope("module", globals, undefined), module };
}

export function blockIn(parent: Scope): Scope {
  const { self, home, module } = parent;
  return { bindings: new Map(), later: undefined, parent, kind: "block", self, home, module };
}

export function lookUp(scope: Scope, name: string): Binding | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const binding = at.bindings.get(name) ?? at.later?.get(name);
    if (binding) return binding.load ? linked(at, name, binding.load) : binding;
  }
  return undefined;
}

/** Importer and exporter share one binding, so that a later assignment is seen by both. */
function linked(scope: Scope, name: string, load: NonNullable<Binding["load"]>): Binding {
  const binding = load(scope);
  scope.bindings.set(name, binding);
  return binding;
}

export function declare(scope: Scope, name: string, value: Value, constant = false): void {
  scope.bindings.set(name, { value, state: "ready", constant });
}

export function reserve(scope: Scope, name: string, constant: boolean): void {
  scope.bindings.set(name, { value: undefined, state: "uninitialized", constant });
}

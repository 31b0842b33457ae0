import type { Reason } from "./decline.ts";
import type { Value } from "./value.ts";

/** One name: its value, or why it has none (yet). */
export interface Binding {
  value: Value;
  state: "ready" | "uninitialized" | "unreadable";
  readonly constant: boolean;
  /** Why the statement that would have set it could not be read. */
  reason?: Reason;
}

export interface Scope {
  readonly bindings: Map<string, Binding>;
  readonly parent: Scope | undefined;
  /** `var` and `this` belong to the nearest scope that is not a block. */
  readonly kind: "module" | "function" | "block";
  self: Value;
}

export function createScope(kind: Scope["kind"], parent: Scope | undefined, self: Value): Scope {
  return { bindings: new Map(), parent, kind, self };
}

export function blockIn(parent: Scope): Scope {
  return { bindings: new Map(), parent, kind: "block", self: parent.self };
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

export function functionScopeOf(scope: Scope): Scope {
  let at = scope;
  while (at.kind === "block" && at.parent) at = at.parent;
  return at;
}

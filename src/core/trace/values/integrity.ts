import type { Node } from "../../syntax/ast.ts";
import { isFunctionNode } from "../../syntax/ast.ts";
import { isModuleSyntax } from "../../syntax/library.ts";
import type { ArrayValue, Callable, ObjectValue } from "../machine.ts";
import { raise } from "../raise.ts";

/** How far a value may still change: `Object.preventExtensions`, `seal` and `freeze`. */
export type Integrity = "closed" | "sealed" | "frozen";

type Holder = ArrayValue | ObjectValue | Callable;

const states = new WeakMap<Holder, Integrity>();

export function integrityOf(holder: Holder): Integrity | undefined {
  return states.get(holder);
}

export function restrict(holder: Holder, state: Integrity): void {
  states.set(holder, state);
}

/** Whether a write to a member goes through; where it does not, strict code throws and other code goes on. */
export function mayWrite(holder: Holder, exists: boolean, what: string, site: Node): boolean {
  const state = states.get(holder);
  if (state === undefined || (exists && state !== "frozen")) return true;
  return refused(`cannot set ${what} of an object that is ${state}`, site);
}

/** A write that has no effect, or throws in strict code. */
export function refused(message: string, site: Node): false {
  if (isStrict(site)) raise("TypeError", message, site);
  return false;
}

/** Whether code is strict: in a module, in a class, or under "use strict". */
export function isStrict(site: Node): boolean {
  for (let at: Node | undefined = site; at; at = at.parent) {
    if (at.type === "ClassBody") return true;
    if (at.type === "Program") return startsStrict(at.body) || isModuleSyntax(at);
    if (isFunctionNode(at) && at.body.type === "BlockStatement" && startsStrict(at.body.body))
      return true;
  }
  return false;
}

function startsStrict(body: readonly Node[]): boolean {
  for (const statement of body) {
    if (statement.type !== "ExpressionStatement" || statement.directive === undefined) return false;
    if (statement.directive === "use strict") return true;
  }
  return false;
}

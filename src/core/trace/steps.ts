import type { Node } from "../syntax/ast.ts";
import { UserThrow } from "./decline.ts";
import { peek } from "./inputs/holes.ts";
import type { Machine, ObjectValue, Value } from "./machine.ts";
import { raise } from "./raise.ts";
import { getMember } from "./values/members.ts";
import { isReference, truthOf } from "./values/numbers.ts";
import { symbolKey } from "./values/properties.ts";
import { isCallable } from "./values/value.ts";

/** `Symbol.iterator` and `Symbol.toStringTag`, and how they are kept among the members of an object. */
export const iteratorSymbol = Symbol("iterator");
export const iteratorKey = symbolKey(iteratorSymbol);
export const tagSymbol = Symbol("toStringTag");

/** Values one by one, for code that may stop before the last. */
export interface Steps {
  next(): { readonly value: Value } | undefined;
  /** An iterator of the program is told that no more is wanted. */
  close(): void;
}

/** What is gone over changes meanwhile: the length is asked for again each time. */
export function stepsThrough(elements: readonly Value[]): Steps {
  let index = 0;
  return {
    next: () => (index < elements.length ? { value: elements[index++] } : undefined),
    close: () => undefined,
  };
}

/** An object with a `[Symbol.iterator]` of its own. */
export function stepsOfObject(machine: Machine, object: ObjectValue, site: Node): Steps {
  if (object.iterate) return nativeSteps(object.iterate());
  const method = getMember(machine, object, iteratorKey, site);
  if (!isCallable(method)) return raise("TypeError", "this object cannot be gone over", site);
  const iterator = peek(machine.call(method, object, [], site));
  if (!isReference(iterator)) return raise("TypeError", "the iterator is not an object", site);
  if (iterator.kind === "object" && iterator.iterate) return nativeSteps(iterator.iterate());
  const next = getMember(machine, iterator, "next", site);
  let isDone = false;
  return {
    next() {
      if (isDone) return undefined;
      // Whatever is thrown here, the iterator is not asked again.
      isDone = true;
      if (!isCallable(next)) return raise("TypeError", "the iterator has no `next`", site);
      const result = machine.call(next, iterator, [], site);
      if (!isReference(result)) return raise("TypeError", "`next` gave no object", site);
      if (truthOf(machine, getMember(machine, result, "done", site), site)) return undefined;
      const value = getMember(machine, result, "value", site);
      isDone = false;
      return { value };
    },
    close() {
      if (isDone) return;
      isDone = true;
      const method = getMember(machine, iterator, "return", site);
      if (method === undefined || method === null) return;
      if (!isCallable(method)) return raise("TypeError", "`return` is not a function", site);
      if (!isReference(machine.call(method, iterator, [], site)))
        raise("TypeError", "`return` gave no object", site);
    },
  };
}

function nativeSteps(values: Iterable<Value>): Steps {
  const iterator = values[Symbol.iterator]();
  return {
    next() {
      const { done, value } = iterator.next();
      return done ? undefined : { value };
    },
    close: () => undefined,
  };
}

/** Works through steps and closes them, however it ends; what the work itself throws comes first. */
export function closing<T>(machine: Machine, steps: Steps, work: () => T): T {
  const { depth } = machine.budget;
  let result: T;
  try {
    result = work();
  } catch (thrown) {
    if (thrown instanceof UserThrow) {
      machine.budget.depth = depth;
      closeQuietly(steps);
    }
    throw thrown;
  }
  steps.close();
  return result;
}

function closeQuietly(steps: Steps): void {
  try {
    steps.close();
  } catch (thrown) {
    if (!(thrown instanceof UserThrow)) throw thrown;
  }
}

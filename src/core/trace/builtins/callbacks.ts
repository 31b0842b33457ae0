import { type Node, sharedRange } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { isHole, peek } from "../inputs/holes.ts";
import type { ArrayValue, Callable, Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { truthOf } from "../values/numbers.ts";
import { isCallable } from "../values/value.ts";

type Visit<R> = (element: Value, index: number) => R;

/** Calls back with (element, index, array), as every iterating method does; each call is a turn of its own. */
export function visitor(
  machine: Machine,
  array: ArrayValue,
  args: readonly Value[],
  site: Node,
): Visit<Value> {
  const callback = callbackOf(args[0], site);
  return (element, index) =>
    inTurn(machine, "callback", index, site, () =>
      machine.call(callback, args[1], [element, index, array], site),
    );
}

/** A visitor whose answer decides something: a guard on the tape. */
export function tester(
  machine: Machine,
  array: ArrayValue,
  args: readonly Value[],
  site: Node,
): Visit<boolean> {
  const visit = visitor(machine, array, args, site);
  return (element, index) => truthOf(machine, visit(element, index), site);
}

export function callbackOf(raw: Value, site: Node): Callable {
  const value = peek(raw);
  if (isCallable(value)) return value;
  if (isHole(value))
    return decline("this function is the caller's: give the parameter a default", site);
  return raise("TypeError", "this method needs a function", site);
}

export function inTurn<R>(
  machine: Machine,
  label: string,
  index: number,
  site: Node,
  run: () => R,
): R {
  machine.tape.enterFrame("iteration", label, index, sharedRange(site));
  try {
    return run();
  } finally {
    machine.tape.leaveFrame();
  }
}

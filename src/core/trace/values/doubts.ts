import type { Callable, Reason } from "../machine.ts";

/** Functions and classes of which a statement that ended half-way may have been to add members. */
const doubts = new WeakMap<Callable, Reason>();

/** A function is called as ever; but a member it lacks may be one that is only missing here. */
export function doubtMembersOf(callee: Callable, reason: Reason): void {
  doubts.set(callee, reason);
}

export function doubtAbout(callee: Callable): Reason | undefined {
  return doubts.get(callee);
}

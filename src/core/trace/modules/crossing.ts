import { type Node, nodeRange } from "../../syntax/ast.ts";
import { fileNameOf } from "../../syntax/library.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { lineColumnAt, lineStartsOf } from "../../util/sourceRange.ts";
import { Decline, UserThrow } from "../decline.ts";
import type { Machine, Reason } from "../machine.ts";

/**
 * Runs code of another file. A trace speaks of one file only: what is recorded meanwhile stands where
 * that file called, and a refusal says in words where it arose.
 */
export function crossing<T>(
  machine: Machine,
  module: ParsedModule,
  site: Node,
  work: (machine: Machine) => T,
): T {
  const { tape, root } = machine;
  const own = machine.inFile(module);
  const before = tape.pinned;
  const isBack = module === root;
  const pin = isBack ? undefined : (before ?? nodeRange(site));
  tape.pin(pin);
  try {
    return work(own);
  } catch (thrown) {
    if (isBack || !pin) throw settled(thrown);
    throw relocated(own, thrown, pin);
  } finally {
    tape.pin(before);
  }
}

/** Reasons whose range is a place in the traced function's own file already. */
const placed = new WeakSet<Reason>();

function settled(thrown: unknown): unknown {
  if (thrown instanceof Decline || thrown instanceof UserThrow) placed.add(thrown.reason);
  return thrown;
}

function relocated(machine: Machine, thrown: unknown, range: Reason["range"]): unknown {
  if (!(thrown instanceof Decline) && !(thrown instanceof UserThrow)) return thrown;
  if (placed.has(thrown.reason)) return thrown;
  const reason = { message: whereIn(machine, thrown.reason).message, range };
  placed.add(reason);
  return thrown instanceof Decline
    ? new Decline(reason)
    : new UserThrow(thrown.value, reason, thrown.raised);
}

const lineStarts = new WeakMap<ParsedModule, readonly number[]>();

/** The reason with the name of its file, unless that is the traced function's own. */
export function whereIn({ module, root }: Machine, reason: Reason): Reason {
  if (module === root || placed.has(reason)) return reason;
  const name = fileNameOf(module.uri);
  if (reason.message.includes(`(${name}, line `)) return reason;
  const starts = lineStarts.get(module) ?? lineStartsOf(module.text);
  lineStarts.set(module, starts);
  const { line } = lineColumnAt(starts, reason.range.start);
  const located = { message: `${reason.message} (${name}, line ${line})`, range: reason.range };
  placed.add(located);
  return located;
}

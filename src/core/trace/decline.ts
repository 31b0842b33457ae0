import { type Node, nodeRange } from "../syntax/ast.ts";
import type { Reason, Value } from "./machine.ts";

/** Thrown inside the interpreter only; `traceFunction` turns it into data. */
export class Decline {
  readonly reason: Reason;
  constructor(reason: Reason) {
    this.reason = reason;
  }
}

/** What the interpreted program throws; its own `catch` may take it. */
export class UserThrow {
  readonly value: Value;
  readonly reason: Reason;
  /** The name of its class, for an error that the language itself throws. */
  readonly raised: string | undefined;
  constructor(value: Value, reason: Reason, raised?: string) {
    this.value = value;
    this.reason = reason;
    this.raised = raised;
  }
}

export function decline(message: string, node: Node): never {
  throw new Decline({ message, range: nodeRange(node) });
}

/** A budget ran out. */
export function stopped(after: string, node: Node): never {
  const { line } = node.loc.start;
  throw new Decline({ message: `stopped after ${after} at line ${line}`, range: nodeRange(node) });
}

/** 5000000 → "5,000,000". */
export function inWords(count: number): string {
  // By hand: a locale is looked up anew each time, and many a search asks.
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

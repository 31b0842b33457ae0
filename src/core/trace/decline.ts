import type { Node } from "../syntax/ast.ts";
import type { SourceRange } from "../util/sourceRange.ts";
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
  constructor(value: Value, reason: Reason) {
    this.value = value;
    this.reason = reason;
  }
}

export function decline(message: string, node: Node): never {
  throw new Decline({ message, range: nodeRange(node) });
}

export function nodeRange(node: Node): SourceRange {
  return { start: node.range[0], end: node.range[1] };
}

/** A budget ran out. */
export function stopped(what: string, node: Node): never {
  throw new Decline({
    message: `stopped at line ${node.loc.start.line}: ${what}`,
    range: nodeRange(node),
  });
}

import type { FunctionNode, Node } from "../syntax/ast.ts";
import type { NodeId } from "../tape/tape.ts";
import type { Cell } from "./cell.ts";
import type { Machine } from "./machine.ts";
import type { Scope } from "./scope.ts";

/** A value of the interpreted program. Numbers that depend on no input are plain. */
export type Value = Plain | Traced | ArrayValue | ObjectValue | Closure | Builtin | Hole;
export type Plain = number | string | boolean | null | undefined;
export type Callable = Closure | Builtin;

/** A number (or a truth value, kept as 0 or 1) that depends on an input: a node of the tape. */
export interface Traced {
  readonly kind: "traced";
  readonly node: NodeId;
  readonly value: number;
  readonly isBoolean: boolean;
}

export interface ArrayValue {
  readonly kind: "array";
  readonly elements: Value[];
  /** "Float64Array" and its kin; a plain array otherwise. */
  readonly typed?: string;
  /** Set on a parameter whose length nobody gave: reads past the end ask for more. */
  readonly elastic?: Cell;
}

export interface ObjectValue {
  readonly kind: "object";
  readonly properties: Map<string, Property>;
  prototype: ObjectValue | undefined;
  /** Set on a parameter whose members nobody gave: reads of new members create them. */
  readonly elastic?: Cell;
}

export type Property =
  | { readonly kind: "data"; readonly value: Value }
  | {
      readonly kind: "accessor";
      readonly get: Callable | undefined;
      readonly set: Callable | undefined;
    };

export interface Closure {
  readonly kind: "closure";
  readonly node: FunctionNode;
  readonly name: string;
  readonly scope: Scope;
  readonly properties: Map<string, Property>;
}

export interface Builtin {
  readonly kind: "builtin";
  readonly name: string;
  readonly call: (machine: Machine, self: Value, args: readonly Value[], site: Node) => Value;
  readonly construct?: (machine: Machine, args: readonly Value[], site: Node) => Value;
  readonly properties: Map<string, Property>;
}

/** A parameter whose shape is not known yet: its first use decides what it is. */
export interface Hole {
  readonly kind: "hole";
  readonly cell: Cell;
  settled: { readonly value: Value } | undefined;
}

export function isTraced(value: Value): value is Traced {
  return typeof value === "object" && value !== null && value.kind === "traced";
}

export function isCallable(value: Value): value is Callable {
  return (
    typeof value === "object" &&
    value !== null &&
    (value.kind === "closure" || value.kind === "builtin")
  );
}

export function arrayOf(elements: Value[]): ArrayValue {
  return { kind: "array", elements };
}

export function objectOf(entries: Iterable<readonly [string, Value]> = []): ObjectValue {
  const properties = new Map<string, Property>();
  for (const [key, value] of entries) properties.set(key, { kind: "data", value });
  return { kind: "object", properties, prototype: undefined };
}

export function builtin(
  name: string,
  call: Builtin["call"],
  construct?: Builtin["construct"],
): Builtin {
  return {
    kind: "builtin",
    name,
    call,
    properties: new Map(),
    ...(construct ? { construct } : {}),
  };
}

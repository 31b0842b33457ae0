import type {
  ArrayValue,
  Builtin,
  Callable,
  ObjectValue,
  Property,
  Traced,
  Value,
} from "../machine.ts";

export function isTraced(value: Value): value is Traced {
  return typeof value === "object" && value !== null && value.kind === "traced";
}

export function isCallable(value: Value): value is Callable {
  return (
    typeof value === "object" &&
    value !== null &&
    (value.kind === "closure" || value.kind === "builtin" || value.kind === "class")
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

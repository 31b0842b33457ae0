import type { Node } from "../../syntax/ast.ts";
import { elementsOf } from "../expressions/literals.ts";
import { settle } from "../holes.ts";
import type { Builtin, Machine, ObjectValue, Scope, Traced, Value } from "../machine.ts";
import { applyOp, applyTest, exactly, primalOf, textOf, toNumeric, truthOf } from "../numbers.ts";
import { raise } from "../raise.ts";
import { createScope, declare } from "../scope.ts";
import { stored, typedArrayNames } from "../typedArrays.ts";
import { arrayOf, builtin, isCallable, isTraced, objectOf } from "../value.ts";
import { collections } from "./collections.ts";
import { createMathObject } from "./mathObject.ts";

/** What a program finds without declaring it. Made afresh for each run: programs may write to it. */
export function createGlobals(): Scope {
  const scope = createScope("module", undefined, undefined);
  const parseFloatBuiltin = builtin("parseFloat", (machine, _self, [value], site) =>
    parseNumber(machine, value, site),
  );
  const parseIntBuiltin = builtin("parseInt", (machine, _self, [value, radix], site) =>
    Number.parseInt(
      textOf(machine, value, site),
      radix === undefined ? 10 : primalOf(toNumeric(machine, radix, site)),
    ),
  );
  const isNaNBuiltin = builtin("isNaN", (machine, _self, [value], site) => {
    const number = toNumeric(machine, value, site);
    return applyTest(machine, "ne", [number, number], site);
  });
  const isFiniteBuiltin = builtin("isFinite", (machine, _self, [value], site) => {
    const size = applyOp(machine, "abs", [toNumeric(machine, value, site)], site);
    return applyTest(machine, "lt", [size, Number.POSITIVE_INFINITY], site);
  });
  const members: readonly (readonly [string, Value])[] = [
    ["undefined", undefined],
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["Math", createMathObject()],
    ["Number", numberConstructor(parseFloatBuiltin, parseIntBuiltin)],
    ["parseFloat", parseFloatBuiltin],
    ["parseInt", parseIntBuiltin],
    ["isNaN", isNaNBuiltin],
    ["isFinite", isFiniteBuiltin],
    [
      "String",
      builtin("String", (machine, _self, [value], site) =>
        value === undefined ? "" : textOf(machine, value, site),
      ),
    ],
    [
      "Boolean",
      builtin("Boolean", (machine, _self, [value], site) => truthOf(machine, value, site)),
    ],
    ["Array", arrayConstructor()],
    ["Object", objectConstructor()],
    ...collections,
    [
      "console",
      ignored(["log", "warn", "error", "info", "debug", "assert", "time", "timeEnd", "table"]),
    ],
    ...["Error", "TypeError", "RangeError", "ReferenceError"].map(
      (name) => [name, errorConstructor(name)] as const,
    ),
    ...typedArrayNames.map((name) => [name, typedArrayConstructor(name)] as const),
  ];
  for (const [name, value] of members) declare(scope, name, value);
  return scope;
}

function withMembers(target: Builtin, members: readonly (readonly [string, Value])[]): Builtin {
  for (const [name, value] of members) target.properties.set(name, { kind: "data", value });
  return target;
}

/** Text is read as a number; a number is itself, so a gradient passes. */
function parseNumber(machine: Machine, value: Value, site: Node): Value {
  if (typeof value === "string") return Number.parseFloat(value);
  return typeof value === "number" ? value : toNumeric(machine, value, site);
}

function numberConstructor(parseFloatBuiltin: Builtin, parseIntBuiltin: Builtin): Builtin {
  const test = (
    name: string,
    decide: (machine: Machine, value: number | Traced, site: Node) => Value,
  ) =>
    [
      name,
      builtin(name, (machine, _self, [raw], site) => {
        const value = settle(machine, raw, "number", site);
        return typeof value === "number" || isTraced(value) ? decide(machine, value, site) : false;
      }),
    ] as const;
  const constants = [
    "EPSILON",
    "MAX_SAFE_INTEGER",
    "MIN_SAFE_INTEGER",
    "MAX_VALUE",
    "MIN_VALUE",
    "NaN",
    "NEGATIVE_INFINITY",
    "POSITIVE_INFINITY",
  ] as const;
  const construct = builtin("Number", (machine, _self, args, site) =>
    args.length === 0 ? 0 : toNumeric(machine, args[0], site),
  );
  return withMembers(construct, [
    ...constants.map((name) => [name, Number[name]] as const),
    ["parseFloat", parseFloatBuiltin],
    ["parseInt", parseIntBuiltin],
    test("isNaN", (machine, value, site) => applyTest(machine, "ne", [value, value], site)),
    test("isFinite", (machine, value, site) =>
      applyTest(
        machine,
        "lt",
        [applyOp(machine, "abs", [value], site), Number.POSITIVE_INFINITY],
        site,
      )),
    test("isInteger", (machine, value, site) => Number.isInteger(exactly(machine, value, site))),
    test("isSafeInteger", (machine, value, site) =>
      Number.isSafeInteger(exactly(machine, value, site))),
  ]);
}

/** As long as numeric code ever needs; anything beyond is a mistake. */
const maximumLength = 1_000_000;

function lengthOf(machine: Machine, value: Value, site: Node): number {
  const length = exactly(machine, toNumeric(machine, value, site), site);
  if (!Number.isInteger(length) || length < 0 || length > maximumLength) {
    raise("RangeError", `an array cannot have the length ${length}`, site);
  }
  return length;
}

function arrayConstructor(): Builtin {
  const make = (machine: Machine, args: readonly Value[], site: Node): Value => {
    const [first] = args;
    if (args.length !== 1 || typeof first === "string") return arrayOf([...args]);
    return arrayOf(new Array<Value>(lengthOf(machine, first, site)).fill(undefined));
  };
  const array = builtin("Array", (machine, _self, args, site) => make(machine, args, site), make);
  return withMembers(array, [
    [
      "isArray",
      builtin(
        "isArray",
        (_machine, _self, [value]) =>
          typeof value === "object" && value?.kind === "array" && value.typed === undefined,
      ),
    ],
    ["of", builtin("of", (_machine, _self, args) => arrayOf([...args]))],
    [
      "from",
      builtin("from", (machine, _self, args, site) => arrayOf([...mapped(machine, args, site)])),
    ],
  ]);
}

/** Array.from takes arrays, strings and `{ length: n }`. */
function sourceElements(machine: Machine, source: Value, site: Node): readonly Value[] {
  if (typeof source === "object" && source?.kind === "object") {
    const length = source.properties.get("length");
    if (length?.kind === "data")
      return new Array<Value>(lengthOf(machine, length.value, site)).fill(undefined);
  }
  return elementsOf(machine, source, site);
}

/** The elements that `from(source, map)` takes. */
function mapped(machine: Machine, [source, map]: readonly Value[], site: Node): readonly Value[] {
  const elements = sourceElements(machine, source, site);
  if (map === undefined) return elements;
  if (!isCallable(map)) return raise("TypeError", "the second argument is not a function", site);
  return elements.map((element, index) => machine.call(map, undefined, [element, index], site));
}

function typedArrayConstructor(name: string): Builtin {
  const make = (machine: Machine, [source]: readonly Value[], site: Node): Value => {
    const isNumber = typeof source === "number" || source === undefined || isTraced(source);
    const elements: readonly Value[] = isNumber
      ? new Array<Value>(source === undefined ? 0 : lengthOf(machine, source, site)).fill(0)
      : sourceElements(machine, source, site);
    return {
      kind: "array",
      typed: name,
      elements: elements.map((element) => stored(machine, name, element, site)),
    };
  };
  const construct = builtin(
    name,
    (_machine, _self, _args, site) => raise("TypeError", `${name} needs \`new\``, site),
    make,
  );
  return withMembers(construct, [
    [
      "from",
      builtin("from", (machine, _self, args, site) =>
        make(machine, [arrayOf([...mapped(machine, args, site)])], site),
      ),
    ],
    [
      "of",
      builtin("of", (machine, _self, args, site) => make(machine, [arrayOf([...args])], site)),
    ],
  ]);
}

function objectConstructor(): Builtin {
  const list = (name: string, pick: (key: string, value: Value) => Value) =>
    [
      name,
      builtin(name, (machine, _self, [raw], site) => {
        const object = settle(machine, raw, "object", site);
        if (typeof object === "object" && object?.kind === "array") {
          return arrayOf(object.elements.map((value, index) => pick(String(index), value)));
        }
        if (typeof object !== "object" || object?.kind !== "object") return arrayOf([]);
        return arrayOf(
          [...object.properties].map(([key, property]) =>
            pick(key, property.kind === "data" ? property.value : undefined),
          ),
        );
      }),
    ] as const;
  const same = (name: string) =>
    [name, builtin(name, (_machine, _self, [object]) => object)] as const;
  return withMembers(
    builtin("Object", (_machine, _self, [value]) => value ?? objectOf()),
    [
      list("keys", (key) => key),
      list("values", (_key, value) => value),
      list("entries", (key, value) => arrayOf([key, value])),
      same("freeze"),
      same("seal"),
      [
        "assign",
        builtin("assign", (_machine, _self, [target, ...sources]) => {
          if (typeof target !== "object" || target?.kind !== "object") return target;
          for (const source of sources) {
            if (typeof source !== "object" || source?.kind !== "object") continue;
            for (const [key, property] of source.properties) target.properties.set(key, property);
          }
          return target;
        }),
      ],
    ],
  );
}

function errorConstructor(name: string): Builtin {
  const make = (machine: Machine, [message]: readonly Value[], site: Node): ObjectValue =>
    objectOf([
      ["name", name],
      ["message", message === undefined ? "" : textOf(machine, message, site)],
    ]);
  return builtin(name, (machine, _self, args, site) => make(machine, args, site), make);
}

/** Output of the program has no effect here. */
function ignored(names: readonly string[]): ObjectValue {
  return objectOf(names.map((name) => [name, builtin(name, () => undefined)]));
}

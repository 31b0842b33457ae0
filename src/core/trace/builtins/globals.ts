import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { createScope, declare, lookUp } from "../functions/scope.ts";
import type { Binding, Builtin, ObjectValue, Property, Scope, Value } from "../machine.ts";
import { tagSymbol } from "../steps.ts";
import { truthOf } from "../values/numbers.ts";
import { intrinsicName, symbolKey } from "../values/properties.ts";
import { builtin } from "../values/value.ts";
import { arrayType } from "./arrayType.ts";
import { base64 } from "./base64.ts";
import { byteTypes } from "./bytes.ts";
import { readClock } from "./clock.ts";
import { collections } from "./collections.ts";
import { dateType } from "./dateType.ts";
import { errorTypes } from "./errorTypes.ts";
import { functionType } from "./functionType.ts";
import { jsonFunctions } from "./jsonObject.ts";
import { mathMembers } from "./mathObject.ts";
import { booleanMethods } from "./numberMethods.ts";
import { numberFunctions, numberType } from "./numberType.ts";
import { objectType } from "./objectType.ts";
import { reflectFunctions } from "./reflectObject.ts";
import { regExpType } from "./regExpType.ts";
import { stringType } from "./stringType.ts";
import { copyOf } from "./structuredClone.ts";
import { createSymbol } from "./symbolFunction.ts";
import {
  constantsOf,
  functionsOf,
  type HostType,
  type Members,
  merged,
  type Table,
} from "./table.ts";
import { typedArrayTypes } from "./typedArrayTypes.ts";
import { pageNames, unread, unreadObjects } from "./unread.ts";

const booleanType: HostType = {
  name: "Boolean",
  host: Boolean,
  call: (machine, _self, [value], site) => truthOf(machine, value, site),
  construct: (_machine, _args, site) =>
    decline("a truth value as an object is not read; leave out `new`", site),
  methods: functionsOf(booleanMethods, Boolean.prototype),
  statics: new Map(),
};

const types: readonly HostType[] = [
  objectType,
  functionType,
  arrayType,
  numberType,
  stringType,
  booleanType,
  dateType,
  regExpType,
  ...typedArrayTypes,
  ...byteTypes,
  ...collections,
  ...errorTypes,
];

/** Output of the program has no effect here. */
const consoleNames =
  "log warn error info debug trace assert time timeEnd timeLog table dir count countReset group groupCollapsed groupEnd clear";
const consoleFunctions: Table = Object.fromEntries(
  consoleNames.split(" ").map((name) => [name, () => undefined]),
);

const objects: Readonly<Record<string, Members>> = {
  Math: tagged("Math", mathMembers),
  JSON: tagged("JSON", functionsOf(jsonFunctions, JSON)),
  Reflect: tagged("Reflect", functionsOf(reflectFunctions, Reflect)),
  console: functionsOf(consoleFunctions, {}),
  performance: functionsOf(
    { now: (machine, _self, _args, site) => readClock(machine, "performance.now()", site) },
    {},
  ),
};

function tagged(name: string, members: Members): Members {
  return merged(members, constantsOf([[symbolKey(tagSymbol), name]]));
}

const functions = merged(
  numberFunctions,
  functionsOf(
    {
      structuredClone: (machine, _self, [value], site) =>
        copyOf(machine, value, "structured", site),
      ...base64,
    },
    {},
  ),
);

/** What a program finds without declaring it. Made afresh for each run: programs may write to it. */
export function createGlobals(): Scope {
  const scope = { ...createScope("module", undefined, undefined), later: unmade };
  const all = globalObject(scope);
  for (const name of ["globalThis", "window", "self", "global"]) declare(scope, name, all);
  return scope;
}

/** Most programs use few of them: each is made, in the run's own scope, when one of its names is first looked up. */
const unmade: ReadonlyMap<string, Binding> = new Map([
  ...whenUsed(["undefined"], (scope) => declare(scope, "undefined", undefined, true)),
  ...whenUsed(["NaN"], (scope) => declare(scope, "NaN", Number.NaN, true)),
  ...whenUsed(["Infinity"], (scope) => declare(scope, "Infinity", Number.POSITIVE_INFINITY, true)),
  ...types.flatMap((type) =>
    whenUsed([type.name, intrinsicName(type.name)], (scope) => declareType(scope, type)),
  ),
  ...Object.entries(objects).flatMap(([name, members]) =>
    whenUsed([name], (scope) => declare(scope, name, objectWith(members))),
  ),
  ...[...functions].flatMap(([name, property]) =>
    property.kind === "data"
      ? whenUsed([name], (scope) => declare(scope, name, property.value))
      : [],
  ),
  ...whenUsed(["Symbol"], (scope) => declare(scope, "Symbol", createSymbol())),
  ...Object.entries(unread).flatMap(([name, why]) =>
    whenUsed([name], (scope) => declare(scope, name, refusal(name, why))),
  ),
  ...Object.entries(unreadObjects).flatMap(([name, message]) =>
    whenUsed([name], ({ bindings }) => {
      const reason = { message, range: { start: 0, end: 0 } };
      bindings.set(name, { value: undefined, state: "unreadable", constant: false, reason });
    }),
  ),
]);

function whenUsed(
  names: readonly string[],
  make: (scope: Scope) => void,
): (readonly [string, Binding])[] {
  return names.map((name) => {
    const load = (scope: Scope) => {
      make(scope);
      return scope.bindings.get(name) as Binding;
    };
    return [name, { value: undefined, state: "unreadable", constant: false, load }];
  });
}

function objectWith(members: Members, prototype?: ObjectValue): ObjectValue {
  return { kind: "object", properties: new Map(members), prototype };
}

function declareType(scope: Scope, type: HostType): void {
  const { name, host, call, construct, methods, statics, parent } = type;
  const above = parent === undefined ? undefined : lookUp(scope, intrinsicName(parent))?.value;
  const prototype = objectWith(methods, above as ObjectValue | undefined);
  const made: Builtin = {
    kind: "builtin",
    name,
    call,
    properties: new Map(statics),
    ...(construct ? { construct } : {}),
  };
  const set = (target: { properties: Map<string, Property> }, key: string, value: Value) =>
    target.properties.set(key, { kind: "data", value, hidden: true });
  const fixed = (key: string, value: Value) =>
    made.properties.set(key, { kind: "data", value, hidden: true, fixed: true });
  fixed("length", host.length);
  fixed("prototype", prototype);
  set(prototype, "constructor", made);
  declare(scope, name, made);
  declare(scope, intrinsicName(name), prototype);
}

const ofThePage = "it tells of the page or the machine; pass what it holds as an argument";

/** Programs may ask whether it is there, and keep it for later; only using it is declined. */
function refusal(name: string, why: string): Builtin {
  const refuse = (site: Node) => decline(`"${name}" is not known: ${why}`, site);
  return builtin(
    name,
    (_machine, _self, _args, site) => refuse(site),
    (_machine, _args, site) => refuse(site),
  );
}

/** `globalThis`: its members are the names of the global scope themselves. */
function globalObject(scope: Scope): ObjectValue {
  const properties = new Map<string, Property>();
  properties.get = (name) => {
    const binding = lookUp(scope, name);
    if (binding?.state === "ready") return { kind: "data", value: binding.value, hidden: true };
    return pageNames.has(name)
      ? { kind: "accessor", get: refusal(name, ofThePage), set: undefined }
      : undefined;
  };
  properties.has = (name) => lookUp(scope, name) !== undefined;
  properties.set = (name, property) => {
    if (property.kind === "data") declare(scope, name, property.value);
    return properties;
  };
  return { kind: "object", properties, prototype: undefined };
}

import type { Node } from "../../syntax/ast.ts";
import { isHole, peek, settleIfList, settleLength } from "../inputs/holes.ts";
import type { Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { iteratorKey } from "../steps.ts";
import { elementsOf } from "../values/elements.ts";
import { getMember } from "../values/members.ts";
import { inherited } from "../values/properties.ts";
import { arrayOf, isCallable, isTraced } from "../values/value.ts";
import { arrayChanging } from "./arrayChanging.ts";
import { arrayIteration } from "./arrayIteration.ts";
import { arrayReading } from "./arrayReading.ts";
import { arraySearch } from "./arraySearch.ts";
import { arrayLength, boundedLength, position } from "./convert.ts";
import { sorting } from "./sorting.ts";
import { functionsOf, type HostType, iteratedBy, type Table } from "./table.ts";

export const arrayTable: Table = {
  ...arrayIteration,
  ...arraySearch,
  ...arrayReading,
  ...arrayChanging,
  ...sorting,
};

/** `Array(n)` has n gaps, `Array(a, b)` these elements. */
function makeArray(machine: Machine, args: readonly Value[], site: Node): Value {
  const first = args.length === 1 ? settleLength(machine, args[0], site) : undefined;
  const isLength = typeof first === "number" || (isTraced(first) && !first.isBoolean);
  if (args.length !== 1 || !isLength) return arrayOf([...args]);
  return arrayOf(new Array<Value>(arrayLength(machine, first, site)));
}

export const arrayType: HostType = {
  name: "Array",
  host: Array,
  call: (machine, _self, args, site) => makeArray(machine, args, site),
  construct: makeArray,
  methods: iteratedBy(functionsOf(arrayTable, Array.prototype), "values"),
  statics: functionsOf(
    {
      isArray: (machine, _self, [raw], site) => {
        const known = peek(raw);
        const value = isHole(known) ? settleIfList(machine, known, site) : known;
        if (typeof value !== "object" || value?.kind !== "array") return false;
        return value.typed === undefined && !value.isArguments;
      },
      of: (_machine, _self, args) => arrayOf([...args]),
      from: (machine, _self, args, site) => arrayOf(mapped(machine, args, site)),
    },
    Array,
  ),
};

/** The elements that `from(source, map)` takes. */
export function mapped(
  machine: Machine,
  [source, map, self]: readonly Value[],
  site: Node,
): Value[] {
  const elements = Array.from(sourceElements(machine, source, site));
  boundedLength(machine, elements.length, site);
  if (map === undefined) return elements;
  if (!isCallable(map)) return raise("TypeError", "the second argument is not a function", site);
  return elements.map((element, index) => machine.call(map, self, [element, index], site));
}

/** Arrays, strings, collections, and objects with a `length` such as `{ length: n }`. */
export function sourceElements(machine: Machine, raw: Value, site: Node): readonly Value[] {
  const source = peek(raw);
  if (typeof source === "number" || typeof source === "boolean" || isTraced(source)) return [];
  const isObject = typeof source === "object" && source?.kind === "object";
  if (!isObject || source.iterate || inherited(machine, source, iteratorKey))
    return elementsOf(machine, source, site);
  const length = position(machine, getMember(machine, source, "length", site), site) ?? 0;
  const count = boundedLength(machine, Math.max(Math.trunc(length) || 0, 0), site);
  return Array.from({ length: count }, (_, index) => getMember(machine, source, index, site));
}

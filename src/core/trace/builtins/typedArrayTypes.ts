import type { Node } from "../../syntax/ast.ts";
import { settleLength } from "../inputs/holes.ts";
import type { Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import {
  bytesOf,
  stored,
  typedArrayHosts,
  typedArrayNames,
  typedArrayOf,
  windowOn,
} from "../values/typedArrays.ts";
import { isTraced } from "../values/value.ts";
import { arrayTable, mapped, sourceElements } from "./arrayType.ts";
import { bytesOn } from "./bytes.ts";
import { arrayItself, arrayLength, position, positions } from "./convert.ts";
import {
  constantsOf,
  functionsOf,
  type HostType,
  iteratedBy,
  merged,
  type Table,
} from "./table.ts";

/** What typed arrays alone have. */
const own: Table = {
  set(machine, self, [source, rawOffset], site) {
    const { typed = "", elements } = arrayItself(machine, self, site);
    const offset = Math.trunc(position(machine, rawOffset, site) ?? 0) || 0;
    const values = [...sourceElements(machine, source, site)];
    if (offset < 0 || offset + values.length > elements.length)
      raise("RangeError", "the values do not fit into the typed array", site);
    for (const [index, value] of values.entries())
      elements[offset + index] = stored(machine, typed, value, site);
    return undefined;
  },
  subarray(machine, self, [from, to], site) {
    const array = arrayItself(machine, self, site);
    const { length } = array.elements;
    const [start = 0, end = length] = positions(machine, [from, to], site).map(
      (at) => at && relative(at, length),
    );
    const { named: _, ...view } = array;
    return { ...view, elements: windowOn(array.elements, start, Math.max(end - start, 0)) };
  },
};

/** The array methods that typed arrays have too, and their own. */
const methods = functionsOf(
  {
    ...Object.fromEntries(
      Object.entries(arrayTable).filter(([name]) => name in Float64Array.prototype),
    ),
    ...own,
  },
  Float64Array.prototype,
);

function relative(at: number, length: number): number {
  const index = Math.trunc(at) || 0;
  return index < 0 ? Math.max(length + index, 0) : Math.min(index, length);
}

export const typedArrayTypes: readonly HostType[] = typedArrayNames.map((name) => {
  const make = (machine: Machine, args: readonly Value[], site: Node): Value => {
    const source = settleLength(machine, args[0], site);
    const window = bytesOn(machine, name, args, site);
    if (window) return window;
    if (source === undefined || source === null) return typedArrayOf(machine, name, [], site);
    if (typeof source !== "object" || isTraced(source)) {
      const length = Math.trunc(position(machine, source, site) ?? 0) || 0;
      const zeros = new Array<Value>(arrayLength(machine, length, site)).fill(0);
      return { kind: "array", typed: name, elements: zeros };
    }
    return typedArrayOf(machine, name, sourceElements(machine, source, site), site);
  };
  const statics: Table = {
    from: (machine, _self, args, site) =>
      typedArrayOf(machine, name, mapped(machine, args, site), site),
    of: (machine, _self, args, site) => typedArrayOf(machine, name, args, site),
  };
  const size = constantsOf([["BYTES_PER_ELEMENT", bytesOf(name)]]);
  return {
    name,
    host: typedArrayHosts[name] as { readonly length: number },
    call: (_machine, _self, _args, site) => raise("TypeError", `${name} needs \`new\``, site),
    construct: make,
    methods: merged(iteratedBy(methods, "values"), size),
    statics: merged(functionsOf(statics, Float64Array), size),
  };
});

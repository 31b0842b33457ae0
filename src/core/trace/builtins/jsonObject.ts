import type { Node } from "../../syntax/ast.ts";
import type { TapeBuilder } from "../../tape/builder.ts";
import { decline } from "../decline.ts";
import { peek } from "../inputs/holes.ts";
import type { PointValue } from "../inputs/point.ts";
import type { Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { dataValue } from "../values/dataValue.ts";
import { textOf } from "../values/numbers.ts";
import { isTraced } from "../values/value.ts";
import { boundedText } from "./convert.ts";
import { plainDataOf } from "./plainData.ts";
import { copyOf } from "./structuredClone.ts";
import type { Table } from "./table.ts";

/** Texts with inputs in them and what they were made of: a copy by way of text keeps its derivatives. */
const written = new WeakMap<TapeBuilder, Map<string, Value | "several">>();

export const jsonFunctions: Table = {
  stringify(machine, _self, [raw, replacer, rawIndent], site) {
    if (replacer !== undefined && replacer !== null)
      return decline("a replacer of JSON.stringify is not read; pick the members first", site);
    const indent = peek(rawIndent);
    const { data, inputs } = plainDataOf(machine, raw, site);
    const space = typeof indent === "number" || typeof indent === "string" ? indent : undefined;
    const text = JSON.stringify(data, null, space) as string | undefined;
    if (text === undefined) return undefined;
    boundedText(machine, text.length, site);
    if (inputs > 0) remember(machine, text, copyOf(machine, raw, "json", site));
    return text;
  },
  parse(machine, _self, [raw, reviver], site) {
    if (reviver !== undefined)
      return decline("a reviver of JSON.parse is not read; change the result instead", site);
    const text = textOf(machine, raw, site);
    boundedText(machine, text.length, site);
    const known = written.get(machine.tape)?.get(text);
    if (known === "several")
      return decline("two values of inputs have the same text here; copy them without JSON", site);
    if (known !== undefined) return copyOf(machine, known, "json", site);
    return dataValue(parsed(text, site));
  },
};

function remember(machine: Machine, text: string, value: Value): void {
  const known = written.get(machine.tape) ?? new Map<string, Value | "several">();
  const before = known.get(text);
  const isSame = before === undefined || sameInputs(before, value);
  written.set(machine.tape, known.set(text, isSame ? value : "several"));
}

function sameInputs(a: Value, b: Value): boolean {
  if (isTraced(a) || isTraced(b)) return isTraced(a) && isTraced(b) && a.node === b.node;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
    return Object.is(a, b);
  if (a.kind === "array" && b.kind === "array")
    return a.elements.every((element, index) => sameInputs(element, b.elements[index]));
  if (a.kind !== "object" || b.kind !== "object") return false;
  return [...a.properties].every(([key, property]) => {
    const other = b.properties.get(key);
    return (
      property.kind === "data" && other?.kind === "data" && sameInputs(property.value, other.value)
    );
  });
}

function parsed(text: string, site: Node): PointValue {
  try {
    return JSON.parse(text) as PointValue;
  } catch (error) {
    return raise("SyntaxError", error instanceof Error ? error.message : "this is not JSON", site);
  }
}

import { type Node, nodeRange } from "../syntax/ast.ts";
import type { TapeOutput } from "../tape/tape.ts";
import { holdsBytes } from "./builtins/bytes.ts";
import { isDate } from "./builtins/dateType.ts";
import { isError, messageOf } from "./builtins/errorTypes.ts";
import { Decline, decline } from "./decline.ts";
import { elementPath, fieldPath } from "./inputs/cell.ts";
import { settleUnasked } from "./inputs/holes.ts";
import { maximumLevels, type Place } from "./inputs/outParameters.ts";
import type { Machine, Property, Value } from "./machine.ts";
import { nodeFor } from "./values/numbers.ts";
import { isCallable, isTraced } from "./values/value.ts";

const maximumOutputs = 10_000;
/** The numeric leaves of a result: "" for a number, "[0]", ".loss"; text, flags and functions are passed over. */
export function collectOutputs(
  machine: Machine,
  result: Value,
  site: Node,
  written: () => readonly Place[] = () => [],
): readonly TapeOutput[] {
  const outputs: TapeOutput[] = [];
  refuseError(machine, result, site);
  visit(result, "", 0);
  // What gives nothing works through what it writes; what only says whether it did, through what it was given.
  if (result === undefined || isTruth(result))
    for (const { path, value } of written())
      if (result === undefined || !path.startsWith("this.")) visit(value, path, 1);
  if (outputs.length === 0) {
    const message = `it gives ${describe(result)}, not a number to differentiate`;
    throw new Decline({
      message,
      range: nodeRange(site),
      ...(isAnswer(result) && { isAnswer: true }),
    });
  }
  return outputs;

  function visit(raw: Value, path: string, depth: number): void {
    const value = settleUnasked(machine, raw, site);
    if (typeof value === "number" || (isTraced(value) && !value.isBoolean)) {
      if (outputs.length >= maximumOutputs)
        decline(`it gives more than ${maximumOutputs} numbers`, site);
      outputs.push({ node: nodeFor(machine, value, site), path });
      return;
    }
    if (typeof value !== "object" || value === null || depth >= maximumLevels) return;
    if (value.kind === "array") {
      for (const [index, element] of value.elements.entries()) {
        visit(element, elementPath(path, index), depth + 1);
      }
      if (value.named) visitMembers(value.named, path, depth);
    } else if (value.kind === "object") visitMembers(value.properties, path, depth);
  }

  function visitMembers(members: ReadonlyMap<string, Property>, path: string, depth: number): void {
    for (const [key, property] of members) {
      if (property.kind === "data") visit(property.value, path + memberPath(key), depth + 1);
    }
  }
}

/** Whoever gives an error instead of throwing it has no result for these inputs either. */
function refuseError(machine: Machine, result: Value, site: Node): void {
  if (!isError(machine, result)) return;
  const message = messageOf(result);
  const error = message === undefined ? "an error" : `the error "${message}"`;
  decline(`it gives ${error}, not a number to differentiate`, site);
}

function isTruth(value: Value): boolean {
  return typeof value === "boolean" || (isTraced(value) && value.isBoolean);
}

/** Text, truth values, dates, bytes and functions are what the function is for: it is not likely to give a number for other inputs. */
function isAnswer(value: Value): boolean {
  if (typeof value === "string" || typeof value === "boolean" || isTraced(value)) return true;
  if (isCallable(value)) return true;
  if (typeof value !== "object" || value?.kind !== "object") return false;
  return isDate(value) || holdsBytes(value);
}

/** ".loss", or ["two words"]. */
export function memberPath(key: string): string {
  return fieldPath("result", key).slice("result".length);
}

function describe(value: Value): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean" || isTraced(value)) return "true or false";
  if (typeof value !== "object") return "a value";
  if (value.kind === "array") return "an array without numbers";
  if (value.kind === "object" && holdsBytes(value)) return "bytes";
  if (value.kind === "object") return isDate(value) ? "a date" : "an object without numbers";
  return "a function";
}

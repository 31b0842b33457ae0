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
/**
 * The numeric leaves of a result: "" for a number, "[0]", ".loss"; text, flags and functions are passed over. Things
 * that lead to each other show the same numbers by ever more ways: where those are too many, each thing is gone
 * through once. An object that shows no number has those that it keeps to itself.
 */
export function collectOutputs(
  machine: Machine,
  result: Value,
  site: Node,
  written: () => readonly Place[] = () => [],
): readonly TapeOutput[] {
  refuseError(machine, result, site);
  // What gives nothing works through what it writes; what only says whether it did, through what it was given.
  const places =
    result === undefined || isTruth(result)
      ? written().filter(({ path }) => result === undefined || !path.startsWith("this."))
      : [];
  const ways: readonly Way[] = [{}, { isOnce: true }, { isOnce: true, isPrivate: true }];
  for (const [index, way] of ways.entries()) {
    const outputs = leavesOf(machine, result, places, site, way);
    const isLast = index === ways.length - 1;
    if (outputs.length > maximumOutputs) {
      if (index === 0) continue;
      decline(`it gives more than ${maximumOutputs} numbers`, site);
    }
    if (outputs.length > 0) return outputs;
    if (isLast || !hasPrivates(result)) break;
  }
  const message = `it gives ${describe(result)}, not a number to differentiate`;
  throw new Decline({
    message,
    range: nodeRange(site),
    ...(isAnswer(result) && { isAnswer: true }),
  });
}

interface Way {
  /** Each array and object is entered by the first way that leads there. */
  readonly isOnce?: true;
  /** Members named `#…` count too. */
  readonly isPrivate?: true;
}

function hasPrivates(result: Value): boolean {
  return typeof result === "object" && result?.kind === "object" && result.privates !== undefined;
}

/** One more than there may be says that there are too many. */
function leavesOf(
  machine: Machine,
  result: Value,
  places: readonly Place[],
  site: Node,
  { isOnce, isPrivate }: Way,
): readonly TapeOutput[] {
  const outputs: TapeOutput[] = [];
  const seen = new Set<Value>();
  visit(result, "", 0);
  for (const { path, value } of places) visit(value, path, 1);
  return outputs;

  function visit(raw: Value, path: string, depth: number): void {
    if (outputs.length > maximumOutputs) return;
    const value = settleUnasked(machine, raw, site);
    if (typeof value === "number" || (isTraced(value) && !value.isBoolean)) {
      outputs.push({ node: nodeFor(machine, value, site), path });
      return;
    }
    if (typeof value !== "object" || value === null || depth >= maximumLevels) return;
    if (isOnce && seen.has(value)) return;
    seen.add(value);
    if (value.kind === "array") {
      for (const [index, element] of value.elements.entries()) {
        visit(element, elementPath(path, index), depth + 1);
      }
      if (value.named) visitMembers(value.named, path, depth);
    } else if (value.kind === "object") {
      visitMembers(value.properties, path, depth);
      for (const [{ text }, property] of (isPrivate && value.privates) || [])
        if (property.kind === "data") visit(property.value, path + memberPath(text), depth + 1);
    }
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

import { argumentsOf, INPUT_OP, type Tape, type TapeOutput } from "../../tape/tape.ts";
import type { ArrayValue, ObjectValue, Value } from "../machine.ts";
import { isTraced } from "../values/value.ts";
import { elementPath, fieldPath } from "./cell.ts";
import { peek } from "./holes.ts";

/** A place in an argument or in `this` that a function can write to. */
export interface Place {
  readonly path: string;
  readonly value: Value;
}

/** Nothing deeper than so many members is looked at, in arguments and in results. */
export const maximumLevels = 8;
const maximumPlaces = 10_000;

function isContainer(value: Value): value is ArrayValue | ObjectValue {
  return (
    typeof value === "object" &&
    value !== null &&
    (value.kind === "array" || value.kind === "object")
  );
}

type Roots = readonly (readonly [path: string, value: Value])[];

/** What stands where before a function runs; afterwards `written` tells what it changed. */
export interface Watch {
  readonly roots: Roots;
  readonly before: ReadonlyMap<string, Place>;
}

export function watchPlaces(roots: Roots): Watch {
  return { roots, before: new Map(placesIn(roots).map((place) => [place.path, place])) };
}

/** Every member of every array and object, each of which is entered once, by the first way that leads there. */
function placesIn(roots: Roots): readonly Place[] {
  const places: Place[] = [];
  const seen = new Set<Value>();
  for (const [path, value] of roots) visit(value, path, 0);
  return places;

  function visit(raw: Value, path: string, level: number): void {
    // A number, or an input nobody has read, holds nothing.
    if (typeof raw !== "object" || raw === null) return;
    const value = peek(raw);
    if (!isContainer(value) || level >= maximumLevels || seen.has(value)) return;
    seen.add(value);
    if (value.kind === "array")
      value.elements.forEach((element, index) => {
        member(element, elementPath(path, index), level + 1);
      });
    // `list[-1] = x` is a named member of the list.
    const named = value.kind === "array" ? value.named : value.properties;
    named?.forEach((property, key) => {
      if (property.kind === "data") member(property.value, fieldPath(path, key), level + 1);
    });
  }

  function member(value: Value, path: string, level: number): void {
    if (places.length >= maximumPlaces) return;
    places.push({ path, value });
    visit(value, path, level);
  }
}

/**
 * The places that hold something else than before, in order. `isOwn` says that a value is the very input
 * of its place, which came into being when it was read.
 */
export function writtenPlaces(
  { roots, before }: Watch,
  isOwn: (place: Place) => boolean,
): readonly Place[] {
  return placesIn(roots).filter((place) => {
    if (isContainer(peek(place.value)) || isOwn(place)) return false;
    const known = before.get(place.path);
    return !known || !Object.is(known.value, place.value);
  });
}

/** Inputs that were overwritten before anybody read them say nothing: they are frozen. */
export function freezeOverwritten(tape: Tape, { roots, before }: Watch): Tape {
  const overwritten = new Set<number>();
  for (const { value } of before.values()) {
    if (isTraced(value) && tape.ops[value.node] === INPUT_OP) overwritten.add(value.node);
  }
  if (overwritten.size === 0) return tape;
  for (const { path, value } of placesIn(roots)) {
    if (isTraced(value) && before.get(path)?.value === value) overwritten.delete(value.node);
  }
  for (let node = 0; node < tape.ops.length && overwritten.size > 0; node++) {
    for (const arg of argumentsOf(tape, node)) overwritten.delete(arg);
  }
  for (const { node } of [...tape.outputs, ...tape.guards] as { node: TapeOutput["node"] }[])
    overwritten.delete(node);
  if (overwritten.size === 0) return tape;
  const inputs = tape.inputs.map((input) =>
    overwritten.has(input.node) ? { ...input, role: "frozen" as const } : input,
  );
  return { ...tape, inputs };
}

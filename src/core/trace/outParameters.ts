import { argumentsOf, INPUT_OP, type Tape, type TapeOutput } from "../tape/tape.ts";
import { elementPath, fieldPath } from "./cell.ts";
import type { ArrayValue, ObjectValue, Property, Value } from "./machine.ts";

/** A place in an argument or in `this` that a function can write to. */
interface Place {
  readonly path: string;
  readonly before: Value;
  now(): Value;
}

const maximumDepth = 4;
const maximumPlaces = 10_000;

/** What stands where before a function runs; afterwards `written` tells what it changed. */
export function watchPlaces(roots: readonly (readonly [path: string, value: Value])[]): Watch {
  const places: Place[] = [];
  const containers: Container[] = [];
  const seen = new Set<Value>();
  for (const [path, value] of roots) visit(value, path, 0);
  return { places, containers };

  function visit(value: Value, path: string, depth: number): void {
    if (typeof value !== "object" || value === null || depth > maximumDepth) return;
    if ((value.kind !== "array" && value.kind !== "object") || seen.has(value)) return;
    seen.add(value);
    if (places.length > maximumPlaces) return;
    if (value.kind === "array") {
      containers.push({ path, value, known: new Set(value.elements.keys()) });
      for (const [index, before] of value.elements.entries()) {
        const inner = elementPath(path, index);
        places.push({ path: inner, before, now: () => value.elements[index] });
        visit(before, inner, depth + 1);
      }
      return;
    }
    containers.push({ path, value, known: new Set(value.properties.keys()) });
    for (const [key, property] of value.properties) {
      if (property.kind !== "data") continue;
      const inner = fieldPath(path, key);
      places.push({ path: inner, before: property.value, now: () => dataOf(value, key) });
      visit(property.value, inner, depth + 1);
    }
  }
}

interface Container {
  readonly path: string;
  readonly value: ArrayValue | ObjectValue;
  readonly known: ReadonlySet<string | number>;
}

export interface Watch {
  readonly places: readonly Place[];
  readonly containers: readonly Container[];
}

function dataOf(object: ObjectValue, key: string): Value {
  const property: Property | undefined = object.properties.get(key);
  return property?.kind === "data" ? property.value : undefined;
}

/** The values that were written, in the order of the places; what was only read and is new does not count. */
export function writtenPlaces(
  { places, containers }: Watch,
  isInput: (value: Value) => boolean,
): readonly (readonly [path: string, value: Value])[] {
  const changed = places
    .map((place) => [place.path, place.before, place.now()] as const)
    .filter(([, before, now]) => now !== before)
    .map(([path, , now]) => [path, now] as const);
  const added = containers.flatMap(({ path, value, known }) =>
    value.kind === "array"
      ? [...value.elements.entries()]
          .filter(([index]) => !known.has(index))
          .map(([index, element]) => [elementPath(path, index), element] as const)
      : [...value.properties.keys()]
          .filter((key) => !known.has(key))
          .map((key) => [fieldPath(path, key), dataOf(value, key)] as const),
  );
  return [...changed, ...added.filter(([, value]) => !isInput(value))];
}

/** Inputs that were overwritten before anybody read them say nothing: they are frozen. */
export function freezeOverwritten(tape: Tape, { places }: Watch): Tape {
  const overwritten = new Set<number>();
  for (const { before, now } of places) {
    const isLeaf = typeof before === "object" && before !== null && before.kind === "traced";
    if (isLeaf && tape.ops[before.node] === INPUT_OP && now() !== before)
      overwritten.add(before.node);
  }
  if (overwritten.size === 0) return tape;
  for (let node = 0; node < tape.ops.length; node++) {
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

import type { Node } from "../syntax/ast.ts";
import { isFunctionNode } from "../syntax/ast.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import { type Cell, elementPath, fieldPath, unknownCell } from "./cell.ts";
import { construct } from "./classes.ts";
import { Decline, UserThrow } from "./decline.ts";
import { instantiate, isHole, peek } from "./holes.ts";
import { cellsOfParameters } from "./inputs.ts";
import type { Callable, Machine, ObjectValue, Value } from "./machine.ts";
import type { Point, PointValue } from "./point.ts";
import { prototypeOf } from "./prototypes.ts";
import { candidatePoints } from "./samples.ts";
import { arrayOf, objectOf } from "./value.ts";

/** How the state of an instance gets its values. */
export interface StateOptions {
  /** What a person wrote for `this.…`. */
  readonly written: Point;
  /** Whether the constructor's numbers are the samples; otherwise they are searched like any input's. */
  readonly isKept: boolean;
}

/** State with more numbers than this stays what the constructor made it. */
const maximumLeaves = 1000;
const maximumDepth = 4;

/**
 * An instance to call a method on: made by the class's own constructor with sample arguments, every
 * number in it an input leaf "this.k" from the moment it is read. Where the constructor cannot be read,
 * the method's use of `this` says what it holds.
 */
export function instanceFor(
  machine: Machine,
  plainMachine: Machine,
  module: ParsedModule,
  owner: Callable,
  site: Node,
  options: StateOptions,
): Value {
  try {
    const cells = cellsOfParameters(module, constructorParameters(owner), new Map());
    const args = cells.map((cell) => instantiate(plainMachine, cell, site));
    const made = construct(plainMachine, owner, args, site);
    if (typeof made === "object" && made?.kind === "object") return withLeaves(made, options);
    return made;
  } catch (thrown) {
    if (!(thrown instanceof Decline) && !(thrown instanceof UserThrow)) throw thrown;
    machine.budget.depth = 0;
    const cell: Cell = {
      path: "this",
      optional: false,
      shape: { kind: "object", fields: new Map(), elastic: true },
    };
    return withLeaves(
      { kind: "object", properties: new Map(), prototype: prototypeOf(owner), elastic: cell },
      options,
    );
  }
}

function constructorParameters(owner: Callable): readonly Node[] {
  if (owner.kind === "closure") return owner.node.params;
  if (owner.kind !== "class") return [];
  for (const member of owner.node.body.body) {
    if (
      member.type === "MethodDefinition" &&
      member.kind === "constructor" &&
      isFunctionNode(member.value)
    ) {
      return member.value.params;
    }
  }
  return owner.parent ? constructorParameters(owner.parent) : [];
}

/** Turns the numbers an instance holds into inputs that come into being when they are read. */
function withLeaves(instance: ObjectValue, options: StateOptions): ObjectValue {
  let left = maximumLeaves;
  const seen = new Set<Value>();
  wrapMembers(instance, "this", 0);
  return instance;

  function wrapMembers(object: ObjectValue, path: string, depth: number): void {
    seen.add(object);
    for (const [key, property] of object.properties) {
      if (property.kind !== "data") continue;
      object.properties.set(key, {
        kind: "data",
        value: wrap(property.value, fieldPath(path, key), depth + 1),
      });
    }
    for (const [name, value] of options.written) {
      const [, key, rest] = /^this\.([^.[]+)(.*)$/.exec(name) ?? [];
      if (path === "this" && key !== undefined && rest === "" && !object.properties.has(key)) {
        object.properties.set(key, {
          kind: "data",
          value: wrap(givenValue(value), name, depth + 1),
        });
      }
    }
  }

  function wrap(made: Value, path: string, depth: number): Value {
    const written = options.written.get(path);
    const value = written === undefined ? peek(made) : givenValue(written);
    // A constructor's argument that was only stored: the method shows what it is.
    if (isHole(value)) return { kind: "hole", cell: unknownCell(path), settled: undefined };
    if (typeof value === "number") {
      if (left-- <= 0) return value;
      const isSample = written !== undefined || (options.isKept && Number.isFinite(value));
      const cell: Cell = {
        path,
        optional: false,
        shape: { kind: "number", sample: isSample ? value : undefined },
      };
      return { kind: "hole", cell, settled: undefined };
    }
    if (typeof value !== "object" || value === null || depth > maximumDepth || seen.has(value))
      return value;
    if (value.kind === "array") {
      seen.add(value);
      for (const [index, element] of value.elements.entries()) {
        value.elements[index] = wrap(element, elementPath(path, index), depth + 1);
      }
    } else if (value.kind === "object") wrapMembers(value, path, depth);
    return value;
  }
}

function givenValue(value: PointValue): Value {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return arrayOf(value.map(givenValue));
  return objectOf(Object.entries(value).map(([key, item]) => [key, givenValue(item)]));
}

/** Numbers for a constructor's own parameters. */
export function constructorNumbers(): (path: string, sample: number | undefined) => number {
  const [valueAt] = candidatePoints;
  const known = new Map<string, number>();
  return (path, sample) => {
    const value = known.get(path) ?? sample ?? valueAt(path, known.size);
    known.set(path, value);
    return value;
  };
}

import type { Node } from "../../syntax/ast.ts";
import { Decline, UserThrow } from "../decline.ts";
import { construct } from "../functions/construct.ts";
import type { ArrayValue, Callable, Instances, Machine, ObjectValue, Value } from "../machine.ts";
import { dataValue } from "../values/dataValue.ts";
import { prototypeOf } from "../values/prototypes.ts";
import {
  type Cell,
  elasticArray,
  elasticObject,
  elementPath,
  fieldPath,
  unknownCell,
} from "./cell.ts";
import { type Filling, fillingOf, leaveOpen } from "./fields.ts";
import { instantiate, isHole, peek } from "./holes.ts";
import { hostSample } from "./hostInstances.ts";
import { cellsOfParameters } from "./inputs.ts";
import { beNumber, constructorParameters, numbersFor, waysFrom } from "./making.ts";
import type { Point } from "./point.ts";
import { answeredSize, askSize, type Questions } from "./questions.ts";
import { becomesInstance, classNamed, concreteClass } from "./recognize.ts";

/** How the state of an instance gets its values. */
export interface StateOptions {
  /** What a person wrote for `this.…`. */
  readonly written: Point;
  /** Whether a number of the constructor is the sample; otherwise it is searched like any input's. */
  readonly isKept: (path: string, value: number, standing: Standing) => boolean;
  /** The numbers of instances stay what the constructor made them. */
  readonly isPlain?: true;
  /** Told of each instance what its constructor was called with, before its numbers become inputs. */
  readonly onConstructed?: (path: string, instance: Value, args: readonly Value[]) => void;
}

/**
 * What a number of the constructor is to the instance: how long something in it is (`size`), one of nothing
 * but zeros in a list that was made to be filled (`blank`), or just its value; what a caller gives fits the rest of
 * what it gives (`given`).
 */
type Standing = "size" | "blank" | "value" | "given";

/** The list that a number of an instance stands in. */
interface List {
  readonly standing: "blank" | "value";
  readonly typed: string | undefined;
}

/** State with more numbers than this stays what the constructor made it. */
const maximumLeaves = 1000;
const maximumDepth = 4;

/** A constructor that goes on for longer was given the wrong numbers. */
const constructorSteps = 100_000;
/** A class whose constructor needs an instance of itself is not followed deeper. */
const maximumNesting = 3;

/** `plain` gives a machine on which inputs are numbers: only what is read of an instance is an input. */
export function createInstances(
  plain: (
    instance: string,
    number: (path: string, sample: number | undefined) => number,
  ) => Machine,
  questionsOf: () => Questions,
  options: StateOptions,
): Instances {
  let made = 0;
  let hosts = 0;
  let nesting = 0;

  function make(owner: Callable, path: string, site: Node, written: Point): Value {
    const start = 3 * made++;
    if (++nesting <= maximumNesting) {
      const { ways } = questionsOf();
      for (const way of waysFrom(ways.get(path))) {
        const { isOpen, isSized } = way;
        const machine = plain(path, numbersFor(way, start, answeredSize(questionsOf())));
        const { depth, stopAt, steps } = machine.budget;
        machine.budget.stopAt = Math.min(stopAt, steps + constructorSteps);
        try {
          const cells = cellsOfParameters(machine.module, constructorParameters(owner), new Map());
          if (!isOpen) for (const cell of cells) beNumber(cell);
          const args = cells.map((cell) => instantiate(machine, cell, site));
          const instance = construct(machine, owner, args, site);
          ways.set(path, way);
          options.onConstructed?.(path, instance, args);
          nesting--;
          const isObject = typeof instance === "object" && instance?.kind === "object";
          const sizes = isSized ? lengthsIn(instance) : new Set<number>();
          if (sizes.size > 0) askSize(questionsOf());
          if (!isObject || options.isPlain) return instance;
          const filling = fillingOf(instance, path, questionsOf());
          const state = { ...options, written };
          withLeaves(instance, path, questionsOf(), state, filling, sizes);
          return leaveOpen(instance, path, filling);
        } catch (thrown) {
          if (!(thrown instanceof Decline) && !(thrown instanceof UserThrow)) throw thrown;
          machine.budget.depth = depth;
        } finally {
          machine.budget.stopAt = stopAt;
        }
      }
    }
    nesting--;
    return byUse(path, prototypeOf(owner), questionsOf(), { ...options, written });
  }

  function ofTheLanguage(machine: Machine, className: string, path: string, site: Node): Value {
    const samples = hostSample(machine, className, path, hosts, site);
    if (samples.length > 0) hosts++;
    for (const each of samples.toReversed())
      options.onConstructed?.(each.path, each.instance, each.args);
    return samples[0]?.instance;
  }

  return {
    make(machine, className, path, site, written = new Map()) {
      const owner = classNamed(machine, className, site);
      return owner
        ? make(owner, path, site, written)
        : ofTheLanguage(machine, className, path, site);
    },
    recognize: becomesInstance,
    self: (machine, owner, site) =>
      make(concreteClass(machine, owner, site), "this", site, options.written),
    adopt: (instance, path) => {
      const state = { ...options, written: new Map() };
      const questions = questionsOf();
      return withLeaves(instance, path, questions, state, fillingOf(instance, path, questions));
    },
    adoptAll: (values, except) => {
      const state: StateOptions = {
        ...options,
        isKept: (path, value) => options.isKept(path, value, "given"),
      };
      const wrap = leavesIn("this", questionsOf(), state, undefined, undefined, except);
      return values.map(([path, value]) => wrap(value, path, 0));
    },
  };
}

/** What is known from earlier runs. */
type Known = Pick<Questions, "lengths" | "answers">;

/** What a constructor leaves to be filled. */
function isEmpty(value: Value): boolean {
  if (value === null || value === undefined) return true;
  const isArray = typeof value === "object" && value.kind === "array";
  return isArray && value.elements.length === 0 && value.typed === undefined && !value.elastic;
}

/** Where the constructor cannot be read, or nobody knows it, the use of an object says what it holds. */
export function byUse(
  path: string,
  prototype: ObjectValue | undefined,
  questions: Known,
  options: StateOptions,
): ObjectValue {
  const cell: Cell = { path, optional: false, shape: elasticObject() };
  const object = { kind: "object", properties: new Map(), prototype, elastic: cell } as const;
  return withLeaves(object, path, questions, options, fillingOf(object, path, questions));
}

/** Turns the numbers an instance holds into inputs that come into being when they are read. */
function withLeaves(instance: ObjectValue, ...rest: Parameters<typeof leavesIn>): ObjectValue {
  const [root] = rest;
  leavesIn(...rest)(instance, root, 0);
  return instance;
}

function leavesIn(
  root: string,
  questions: Known,
  options: StateOptions,
  filling: Filling | undefined,
  sizes: ReadonlySet<number> = new Set(),
  except: Iterable<Value> = [],
): (made: Value, path: string, depth: number) => Value {
  let left = maximumLeaves;
  const seen = new Set(except);
  const typeOf = (path: string) =>
    [...(filling?.values() ?? [])].find((cell) => cell.path === path);
  return wrap;

  function wrapMembers(object: ObjectValue, path: string, depth: number): void {
    seen.add(object);
    if (object.elastic && object.elastic.path !== path)
      object.elastic = { ...object.elastic, path, shape: elasticObject() };
    for (const [key, property] of object.properties) {
      if (property.kind !== "data") continue;
      const memberPath = fieldPath(path, key);
      const value = wrap(property.value, memberPath, depth + 1);
      object.properties.set(key, {
        kind: "data",
        value,
        ...(isEmpty(value) && { emptyAt: memberPath }),
        ...(property.hidden && { hidden: true }),
      });
    }
    for (const [name, property] of object.privates ?? []) {
      if (property.kind !== "data" || name.isMethod) continue;
      const value = wrap(property.value, fieldPath(path, name.text), depth + 1);
      object.privates?.set(name, { kind: "data", value });
    }
    for (const [name, value] of options.written) {
      const [, key, rest] = /^\.([^.[]+)(.*)$/.exec(name.slice(root.length)) ?? [];
      if (
        path === root &&
        key !== undefined &&
        rest === "" &&
        !object.properties.has(key) &&
        !key.startsWith("#")
      ) {
        object.properties.set(key, {
          kind: "data",
          value: wrap(dataValue(value), name, depth + 1),
        });
      }
    }
  }

  /** An argument of the constructor that was kept: its length shows in the use of the instance. */
  function stretch(array: ArrayValue, path: string): void {
    const { length } = array.elements;
    const shape = elasticArray(path, unknownCell, array.typed, length);
    array.elastic = { path, optional: false, shape };
    for (let index = length; index < (questions.lengths.get(path) ?? 0); index++) {
      array.elements.push(holeOf(unknownCell(elementPath(path, index))));
    }
  }

  function wrap(made: Value, path: string, depth: number, list?: List): Value {
    const written = options.written.get(path);
    const value = written === undefined ? peek(made) : dataValue(written);
    const isAnswered = questions.answers.has(path) || (depth === 1 && filling !== undefined);
    // A constructor's argument that was only stored, and what other methods fill: its use shows what it is.
    if (isHole(value)) return holeOf(unknownCell(path));
    if (isEmpty(value) && isAnswered) return holeOf(typeOf(path) ?? unknownCell(path));
    if (typeof value === "number") {
      if (left-- <= 0) return value;
      const standing = list?.standing ?? (sizes.has(value) ? "size" : "value");
      const isSample =
        written !== undefined || (Number.isFinite(value) && options.isKept(path, value, standing));
      const cell: Cell = {
        path,
        optional: false,
        shape: {
          kind: "number",
          sample: isSample ? value : undefined,
          ...(list?.typed !== undefined && { typed: list.typed }),
        },
      };
      return holeOf(cell);
    }
    if (typeof value !== "object" || value === null || depth > maximumDepth || seen.has(value))
      return value;
    if (value.kind === "array") {
      seen.add(value);
      // Whole numbers that are kept as such count or point at something.
      if (value.typed !== undefined && !value.typed.startsWith("Float")) return value;
      const isBlank = value.elements.every((element) => peek(element) === 0);
      const list: List = { standing: isBlank ? "blank" : "value", typed: value.typed };
      for (const [index, element] of value.elements.entries()) {
        value.elements[index] = wrap(element, elementPath(path, index), depth + 1, list);
      }
      if (value.elastic) stretch(value, path);
    } else if (value.kind === "object") wrapMembers(value, path, depth);
    return value;
  }
}

function holeOf(cell: Cell): Value {
  return { kind: "hole", cell, settled: undefined };
}

/** How long the lists are that a constructor made. */
function lengthsIn(made: Value): ReadonlySet<number> {
  const lengths = new Set<number>();
  const visit = (raw: Value, depth: number) => {
    const value = peek(raw);
    if (typeof value !== "object" || value === null || depth > maximumDepth) return;
    if (value.kind === "array") {
      if (!value.elastic) lengths.add(value.elements.length);
      for (const element of value.elements) visit(element, depth + 1);
    } else if (value.kind === "object") {
      for (const property of [...value.properties.values(), ...(value.privates?.values() ?? [])])
        if (property.kind === "data") visit(property.value, depth + 1);
    }
  };
  visit(made, 0);
  return lengths;
}

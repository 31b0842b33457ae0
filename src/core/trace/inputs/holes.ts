import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import type { ArrayValue, Hole, Machine, ObjectValue, Property, Value } from "../machine.ts";
import {
  type Cell,
  type CellShape,
  elasticArray,
  elementPath,
  fieldPath,
  levelsOf,
  maximumElasticLength,
  unknownCell,
} from "./cell.ts";
import { isListElsewhere } from "./listUse.ts";
import { answeredLength, ask, type Want } from "./questions.ts";

export function isHole(value: Value): value is Hole {
  return typeof value === "object" && value !== null && value.kind === "hole";
}

/** The value behind a hole that was settled earlier; the hole itself while it is open. */
export function peek(value: Value): Value {
  return isHole(value) && value.settled ? value.settled.value : value;
}

/** Settles a hole by its use; every other value passes through. */
export function settle(machine: Machine, value: Value, want: Want, site: Node): Value {
  if (!isHole(value)) return value;
  if (value.settled) return value.settled.value;
  const { cell } = value;
  if (want === "function" || cell.shape.kind === "function") {
    cell.shape = { kind: "function" };
    return decline(
      `"${cell.path}" is a function: give it a default value, or call this function with one`,
      site,
    );
  }
  if (typeof want === "string" && isTooDeep(cell.path)) {
    decline(`"${cell.path.slice(0, 60)}…" goes on without an end: give the parameter a type`, site);
  }
  // State of an instance is known to be a number before it is read.
  if (cell.shape.kind === "unknown") {
    const { isPresent } = cell.shape;
    const className = machine.questions.classes.get(cell.path);
    // Something that is there and is asked for nothing but a flag's value is that flag.
    if (className !== undefined) cell.shape = { kind: "instance", className };
    else if (!(isPresent && typeof want === "object" && "plain" in want && !want.plain))
      cell.shape = shapeFor(cell, want);
  }
  const list = listAround(cell.path);
  if (cell.shape.kind === "array" && list !== undefined) machine.questions.nested.add(list);
  const settled = instantiate(machine, cell, site);
  value.settled = { value: settled };
  return settled;
}

/** What nothing was asked of is a number, unless its type says that it is text. */
export function settleUnasked(machine: Machine, value: Value, site: Node): Value {
  const shape = isHole(value) ? value.cell.shape : undefined;
  const isText = shape?.kind === "unknown" && shape.isText === true;
  return settle(machine, value, isText ? { plain: "" } : "number", site);
}

/** "rows[2]" → "rows". */
function listAround(path: string): string | undefined {
  return /^(.*)\[\d+\]$/.exec(path)?.[1];
}

/** Whether an input is a list: asked, it is none, unless others of the same list are. */
export function settleIfList(machine: Machine, hole: Hole, site: Node): Value {
  const list = listAround(hole.cell.path);
  if (list !== undefined && machine.questions.nested.has(list))
    return settle(machine, hole, "array", site);
  ask(machine.questions, hole.cell.path, ["array"]);
  return hole;
}

/** Inputs known by use only are not followed deeper; a recursion over them, whose members repeat, would never end. */
const maximumLevels = 12;
const maximumRepeatedLevels = 7;

function isTooDeep(path: string): boolean {
  const levels = levelsOf(path);
  if (levels <= maximumRepeatedLevels) return false;
  const names = path.replace(/\[\d+\]/g, "").split(".");
  return levels > (new Set(names).size < names.length ? maximumRepeatedLevels : maximumLevels);
}

/** "tree.children[0].children": where the parts of a thing have parts of the same name, theirs have none. */
function isNested(path: string): boolean {
  const [name, ...around] = path
    .replace(/\[\d+\]/g, "")
    .split(".")
    .reverse();
  return around.includes(name ?? "") && !path.endsWith("]");
}

/** The truth of an open hole: false, so that what is optional is left out; or else it is there. */
export function presenceOf(machine: Machine, hole: Hole, site: Node): Value {
  if (hole.cell.shape.kind === "function") return true;
  if (hole.cell.shape.kind !== "unknown" || !isTakenForPresent(machine, hole))
    return settle(machine, hole, { plain: false }, site);
  hole.cell.shape = { kind: "unknown", isPresent: true };
  return true;
}

/** Asks whether an input is there at all. */
export function isTakenForPresent({ questions }: Machine, { cell }: Hole): boolean {
  if (questions.answers.get(cell.path) === "present") return true;
  ask(questions, cell.path, ["present"]);
  return false;
}

/** What `new Array(x)` is made with: a length, or else the elements of what is used as a list elsewhere. */
export function settleLength(machine: Machine, raw: Value, site: Node): Value {
  if (isHole(raw) && !raw.settled) {
    if (isListElsewhere(site)) return settle(machine, raw, "array", site);
    ask(machine.questions, raw.cell.path, ["array"]);
  }
  return settle(machine, raw, "number", site);
}

/** What is gone through by the names of its members: an array has some, an object nobody described has none. */
export function settleListed(machine: Machine, raw: Value, site: Node): Value {
  if (isHole(raw) && !raw.settled) ask(machine.questions, raw.cell.path, ["object"]);
  return settle(machine, raw, "array", site);
}

function shapeFor(cell: Cell, want: Exclude<Want, "function">): CellShape {
  if (want === "present") return { kind: "unknown", isPresent: true };
  if (want === "number") return { kind: "number", sample: undefined };
  if (want === "array")
    return isNested(cell.path)
      ? elasticArray(cell.path, unknownCell, undefined, 0)
      : elasticArray(cell.path, unknownCell);
  if (want === "object") return { kind: "object", fields: new Map(), elastic: true };
  if ("instance" in want) return { kind: "instance", className: want.instance };
  return { kind: "plain", value: want.plain };
}

/** The value an input cell stands for in this run; open cells become holes. */
export function instantiate(machine: Machine, cell: Cell, site: Node): Value {
  takeAnswer(machine, cell);
  const { shape } = cell;
  switch (shape.kind) {
    case "unknown":
      return { kind: "hole", cell, settled: undefined };
    case "number":
      return machine.leaf(cell.path, shape.sample, site, shape.typed);
    case "plain":
      return shape.value;
    case "instance": {
      const { className, written } = shape;
      const made = machine.instances.make(machine, className, cell.path, site, written);
      if (made !== undefined) return made;
      cell.shape = { kind: "unknown" };
      return { kind: "hole", cell, settled: undefined };
    }
    case "function":
    case "default":
      return { kind: "hole", cell, settled: undefined };
    case "array": {
      if (shape.elastic) {
        const { questions } = machine;
        const asked = [questions.lengths.get(cell.path), answeredLength(questions)];
        const known = Math.max(...asked.map((length) => length ?? 0));
        for (let index = shape.elements.length; index < known; index++)
          shape.elements.push(shape.makeElement(elementPath(cell.path, index)));
      }
      const elements = shape.elements.map((element) => instantiate(machine, element, site));
      return {
        kind: "array",
        elements,
        ...(shape.typed === undefined ? {} : { typed: shape.typed }),
        ...(shape.elastic ? { elastic: cell } : {}),
      };
    }
    case "object": {
      const properties = new Map<string, Property>();
      for (const [key, field] of shape.fields) {
        properties.set(key, { kind: "data", value: instantiate(machine, field, site) });
      }
      return {
        kind: "object",
        properties,
        prototype: undefined,
        ...(shape.elastic && { elastic: cell }),
      };
    }
  }
}

/** What the run was told to take an input for; what else it could be is noted. */
function takeAnswer({ questions }: Machine, cell: Cell): void {
  const { shape } = cell;
  if (shape.kind !== "unknown" && shape.kind !== "plain") return;
  const answer = questions.answers.get(cell.path);
  if (answer !== undefined && answer !== "function" && answer !== "present")
    cell.shape = shapeFor(cell, answer);
  else if (shape.kind === "unknown") {
    const className = questions.classes.get(cell.path);
    if (className !== undefined) cell.shape = { kind: "instance", className };
  }
  if (shape.kind !== "plain" || !shape.others) return;
  ask(
    questions,
    cell.path,
    shape.others.map((plain) => ({ plain })),
  );
  if (answer === undefined) return;
  // The question stays open for a run that answers it in another way.
  if (cell.shape.kind === "plain") cell.shape = { ...cell.shape, others: shape.others };
}

/** A read past the end of an elastic array: the element it would have, and a longer array next time. */
export function elementBeyond(
  machine: Machine,
  array: ArrayValue,
  index: number,
  site: Node,
): Value {
  const cell = array.elastic;
  if (cell?.shape.kind !== "array" || !Number.isInteger(index) || index < 0) return undefined;
  const { questions } = machine;
  if (index >= maximumElasticLength || questions.isClosed) return undefined;
  cell.shape.wanted = Math.max(cell.shape.wanted, index + 1);
  questions.lengths.set(cell.path, cell.shape.wanted);
  return instantiate(machine, cell.shape.makeElement(elementPath(cell.path, index)), site);
}

/** A read of a member that an elastic object does not have yet: it gets one. */
export function newField(machine: Machine, object: ObjectValue, key: string, site: Node): Value {
  const cell = object.elastic;
  if (cell?.shape.kind !== "object") return undefined;
  const field = cell.shape.fields.get(key) ?? unknownCell(fieldPath(cell.path, key));
  cell.shape.fields.set(key, field);
  const value = instantiate(machine, field, site);
  object.properties.set(key, { kind: "data", value });
  return value;
}

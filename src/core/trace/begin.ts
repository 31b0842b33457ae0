import type { Node } from "../syntax/ast.ts";
import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import { decline } from "./decline.ts";
import { makeClosure } from "./functions/hoist.ts";
import { lookUp } from "./functions/scope.ts";
import { type CalledInputs, calledInputs, givenFor } from "./inputs/calledInputs.ts";
import type { Cell } from "./inputs/cell.ts";
import { givenFunctions } from "./inputs/givenFunctions.ts";
import { instantiate } from "./inputs/holes.ts";
import { takesTheRest } from "./inputs/inputs.ts";
import { byUse, type StateOptions } from "./inputs/instances.ts";
import { newQuestions } from "./inputs/questions.ts";
import { hasState } from "./inputs/writtenPoints.ts";
import type { ArrayValue, Callable, Closure, Machine, Scope, Value } from "./machine.ts";
import { evaluateModule } from "./modules/moduleScope.ts";
import { loadOthers } from "./modules/surroundings.ts";
import { isCallable } from "./values/value.ts";

/** A function, what it is called on, and one list of arguments per parameter. */
interface Beginning {
  readonly closure: Closure;
  readonly self: Value;
  readonly args: readonly (readonly Value[])[];
  /** The list that a rest parameter is: it grows by its use, like any other. */
  readonly rest: ArrayValue | undefined;
}

/** Runs what a function depends on, and makes what it is called on and with. */
export function begin(
  machine: Machine,
  entry: FunctionEntry,
  cells: readonly Cell[],
  state: StateOptions,
): Beginning {
  if (machine.questions.isAmongOthers) loadOthers(machine, entry);
  const scope = evaluateModule(machine, entry.statement, machine.module.reachedFrom(entry));
  machine.budget.isLoading = false;
  const called = calledInputs(machine, entry);
  const { closure, self: owner } = findClosure(machine, entry, scope);
  // What a method stands in owns it (the literal of `F.prototype = { … }`), but an instance is what it is called on.
  const self =
    entry.instanceOf === undefined && owner !== undefined
      ? owner
      : (selfGiven(machine, entry, called) ?? selfOf(machine, entry, closure, state));
  const values = called
    ? givenFor(machine, entry, cells, called).map(
        (value, index) => value ?? instantiateAt(machine, entry, cells, index),
      )
    : argumentsOf(machine, entry, cells, scope);
  const args = values.map((value, index) =>
    takesTheRest(entry, index) ? elementsOf(value) : [value],
  );
  const last = values.at(-1);
  const hasRest = entry.node.params.at(-1)?.type === "RestElement";
  const rest = hasRest && isArray(last) ? last : undefined;
  return { closure: ownClosure(self, entry) ?? closure, self, args, rest };
}

/** The instance that a method was called on elsewhere. */
function selfGiven(
  machine: Machine,
  entry: FunctionEntry,
  called: CalledInputs | undefined,
): Value {
  if (!called) return undefined;
  const { self } = called;
  const isObject = typeof self === "object" && self?.kind === "object";
  return isObject && entry.instanceOf !== undefined
    ? machine.instances.adoptAll([["this", self]], called.shared)[0]
    : undefined;
}

function instantiateAt(
  machine: Machine,
  entry: FunctionEntry,
  cells: readonly Cell[],
  index: number,
): Value {
  const cell = cells[index];
  return cell && instantiate(machine, cell, parameterNodes(entry)[index] ?? entry.node);
}

/** A field that holds a function: each instance has its own, an arrow function with that instance as its `this`. */
function ownClosure(self: Value, { node }: FunctionEntry): Closure | undefined {
  if (typeof self !== "object" || self?.kind !== "object") return undefined;
  for (const property of [...self.properties.values(), ...(self.privates?.values() ?? [])]) {
    const value = property.kind === "data" ? property.value : undefined;
    if (typeof value === "object" && value?.kind === "closure" && value.node === node) return value;
  }
  return undefined;
}

export const defaultState: StateOptions = { written: new Map(), isKept: () => true };

/** The parameters' own nodes, in order; a `this` annotation is none. */
export function parameterNodes(entry: FunctionEntry): readonly Node[] {
  return entry.node.params.filter((node) => !(node.type === "Identifier" && node.name === "this"));
}

function isArray(value: Value): value is ArrayValue {
  return typeof value === "object" && value?.kind === "array";
}

/** A rest parameter's array is handed over element by element. */
function elementsOf(value: Value): readonly Value[] {
  return isArray(value) ? value.elements : [];
}

/** One value per parameter. */
function argumentsOf(
  machine: Machine,
  entry: FunctionEntry,
  cells: readonly Cell[],
  scope: Scope,
): readonly Value[] {
  const parameters = parameterNodes(entry);
  const kindOf = (index: number) => {
    const kind = cells[index]?.shape.kind;
    return kind === "function" || kind === "unknown" ? kind : "other";
  };
  const given = cells.some((_, index) => kindOf(index) !== "other")
    ? givenFunctions(machine, entry, scope, kindOf)
    : undefined;
  return cells.map((cell, index) => {
    const parameter = parameters[index] ?? entry.node;
    const callable = given?.get(index);
    // Whoever gives a function has the shape settled.
    if (callable) {
      cell.shape = { kind: "function" };
      machine.questions.given.texts.set(cell.path, wordsFor(callable, machine.root));
    }
    return callable ?? instantiate(machine, cell, parameter);
  });
}

/** A function as a person would speak of it: by its name, or else by its text. */
function wordsFor(callable: Callable, root: ParsedModule): string {
  const { name } = callable;
  if (callable.kind === "builtin") return name in Math ? `Math.${name}` : name;
  const { node } = callable;
  const text = (callable.scope.module ?? root).text.slice(...node.range).replace(/\s+/g, " ");
  if (text.length <= maximumWords) return text;
  return callable.name || `${text.slice(0, maximumWords - 1)}…`;
}

const maximumWords = 30;

function findClosure(
  machine: Machine,
  entry: FunctionEntry,
  scope: Scope,
): { readonly closure: Closure; readonly self: Value } {
  const { closure, self } = machine.subject;
  if (closure) return { closure, self };
  if (entry.level === "nested") {
    return decline(
      "it stands inside another function and is read where that one is called",
      entry.node,
    );
  }
  // Its statement could not be read, but the function itself may be: it sees the module's names.
  return { closure: makeClosure(machine, entry.node, entry.shortName, scope), self: undefined };
}

/** The object a method is called on: an instance of the class it stands in, or what its use of `this` says. */
function selfOf(
  machine: Machine,
  entry: FunctionEntry,
  closure: Closure,
  state: StateOptions,
): Value {
  const owner =
    entry.instanceOf === undefined ? undefined : lookUp(closure.scope, entry.instanceOf)?.value;
  if (isCallable(owner)) return machine.instances.self(machine, owner, entry.node);
  const isOwn = entry.node.type !== "ArrowFunctionExpression" && hasState(machine.module, entry);
  return isOwn ? byUse("this", undefined, newQuestions(), state) : undefined;
}

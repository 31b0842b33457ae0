import { type Node, nodeRange } from "../syntax/ast.ts";
import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import { createTapeBuilder, type TapeBuilder } from "../tape/builder.ts";
import type { Tape, TapeInput } from "../tape/tape.ts";
import { type Budget, createBudget, type Limits } from "./budget.ts";
import { createGlobals } from "./builtins/globals.ts";
import { Decline, decline, UserThrow } from "./decline.ts";
import { runBody } from "./functions/calls.ts";
import { makeClosure } from "./functions/hoist.ts";
import { declare, lookUp } from "./functions/scope.ts";
import type { Cell } from "./inputs/cell.ts";
import { givenFunctions } from "./inputs/givenFunctions.ts";
import { instantiate, isHole } from "./inputs/holes.ts";
import { takesTheRest } from "./inputs/inputs.ts";
import { byUse, createInstances, type StateOptions } from "./inputs/instances.ts";
import {
  freezeOverwritten,
  type Place,
  watchPlaces,
  writtenPlaces,
} from "./inputs/outParameters.ts";
import { newQuestions, type Questions, questionsInside } from "./inputs/questions.ts";
import { hasState } from "./inputs/writtenPoints.ts";
import { createMachine } from "./interpreter.ts";
import type { Closure, Machine, Reason, Scope, Value } from "./machine.ts";
import { requireFunction } from "./modules/imports.ts";
import { evaluateModule } from "./modules/moduleScope.ts";
import { loadOthers } from "./modules/surroundings.ts";
import { collectOutputs } from "./outputs.ts";
import { isCallable, isTraced } from "./values/value.ts";

export interface RunOptions {
  readonly limits: Limits;
  /** The value of a numeric leaf that has no sample of its own. */
  readonly valueAt: (path: string, index: number) => number;
  readonly roleOf: (path: string) => TapeInput["role"];
  readonly observe?: (node: Node, value: Value) => void;
  /** For methods: what `this` holds. */
  readonly state?: StateOptions;
  readonly questions?: Questions;
  /** A result that is true or false counts as 1 or 0, as arithmetic has it. */
  readonly countsTruth?: boolean;
  /** Told what the function is called on and with. */
  readonly onCall?: (self: Value, args: readonly Value[]) => void;
}

export type RunOutcome =
  | { readonly kind: "traced"; readonly tape: Tape; readonly steps: number }
  /** The tape as far as it got. */
  | {
      readonly kind: "declined";
      readonly reason: Reason;
      readonly steps: number;
      readonly tape?: Tape;
    };

/** Runs one function once, from a fresh module, and records its tape. Cells may come back refined. */
export function runFunction(
  module: ParsedModule,
  entry: FunctionEntry,
  cells: readonly Cell[],
  options: RunOptions,
): RunOutcome {
  const budget = createBudget(options.limits);
  const tape = createTapeBuilder(entry.range, entry.name.replace(/@\d+$/, ""));
  try {
    const parts = partsOf(module, entry, tape, budget, options);
    const machine = createMachine(parts);
    if (parts.questions.isAmongOthers) loadOthers(machine, entry);
    const scope = evaluateModule(machine, entry.statement, module.reachedFrom(entry));
    budget.isLoading = false;
    const { closure, self: owner } = findClosure(machine, entry, scope);
    // What a method stands in owns it (the literal of `F.prototype = { … }`), but an instance is what it is called on.
    const self =
      entry.instanceOf === undefined && owner !== undefined
        ? owner
        : selfOf(machine, entry, closure, options);
    const args = argumentsOf(machine, entry, cells, scope);
    const watch = watchPlaces([
      ...cells.map(({ path }, index) => [path, args[index]?.[0]] as const),
      ["this", self],
    ]);
    options.onCall?.(self, args.flat());
    const result = runBody(machine, closure, self, args.flat());
    const isOwn = ({ path, value }: Place) =>
      isHole(value)
        ? value.cell.path === path
        : isTraced(value) && parts.leaves.get(path) === value;
    // What gives nothing is called for what it leaves in its arguments and in what it is called on; a
    // constructor for the object alone, whose methods have the derivatives.
    const given = options.countsTruth ? asNumber(result) : result;
    const outputs = collectOutputs(machine, given, entry.node, () =>
      isConstructor(module, entry) ? [] : writtenPlaces(watch, isOwn),
    );
    const finished = freezeOverwritten(tape.finish(outputs), watch);
    return { kind: "traced", tape: finished, steps: budget.steps };
  } catch (thrown) {
    if (thrown instanceof Decline || thrown instanceof UserThrow) {
      const { reason } = thrown;
      return { kind: "declined", reason, steps: budget.steps, tape: tape.finish([]) };
    }
    if (thrown instanceof RangeError) {
      const message =
        "calls or expressions are nested too deeply; is there a recursion without an end?";
      return { kind: "declined", reason: { message, range: entry.range }, steps: budget.steps };
    }
    throw thrown;
  }
}

function asNumber(result: Value): Value {
  if (typeof result === "boolean") return Number(result);
  return isTraced(result) && result.isBoolean ? { ...result, isBoolean: false } : result;
}

/** A function of the file to whose prototype others are assigned. */
function isConstructor({ functions }: ParsedModule, { name, level }: FunctionEntry): boolean {
  return level === "module" && functions.some(({ instanceOf }) => instanceOf === name);
}

type Parts = Parameters<typeof createMachine>[0] & {
  readonly leaves: ReadonlyMap<string, Value>;
};

function partsOf(
  module: ParsedModule,
  entry: FunctionEntry,
  tape: TapeBuilder,
  budget: Budget,
  options: RunOptions,
): Parts {
  const leaves = new Map<string, Value>();
  const parameters = parameterNodes(entry);
  const rangeOfLeaf = (path: string, site: Node) => {
    const root = /^[^.[]*/.exec(path)?.[0];
    const parameter = parameters.find((node) => namesOf(node, module.text).includes(root ?? ""));
    return parameter ? nodeRange(parameter) : (tape.pinned ?? nodeRange(site));
  };
  const random = noise();
  let draws = 0;
  const globals = createGlobals();
  declare(globals, "require", requireFunction);
  const instances = createInstances(
    // In a constructor sample numbers are plain: only what is read of the result is an input.
    (instance, number) =>
      createMachine({
        ...parts,
        leaf: (path, sample) => number(path, sample),
        questions: questionsInside(parts.questions, instance),
      }),
    () => parts.questions,
    options.state ?? defaultState,
  );
  const parts: Parts = {
    leaves,
    traced: entry.node,
    module,
    root: module,
    globals,
    files: new Map(),
    tape,
    budget,
    closures: new Map(),
    observe: options.observe,
    questions: options.questions ?? newQuestions(),
    instances,
    leaf(path, sample, site) {
      const known = leaves.get(path);
      if (known !== undefined) return known;
      const value = sample ?? options.valueAt(path, leaves.size);
      const node = tape.input(path, value, options.roleOf(path), rangeOfLeaf(path, site));
      const leaf: Value = { kind: "traced", node, value, isBoolean: false };
      leaves.set(path, leaf);
      return leaf;
    },
    random(site) {
      const value = random();
      const range = tape.pinned ?? nodeRange(site);
      const node = tape.input(`Math.random()#${++draws}`, value, "noise", range);
      return { kind: "traced", node, value, isBoolean: false };
    },
  };
  return parts;
}

/** The parameters' own nodes, in order; a `this` annotation is none. */
function parameterNodes(entry: FunctionEntry): readonly Node[] {
  return entry.node.params.filter((node) => !(node.type === "Identifier" && node.name === "this"));
}

function namesOf(parameter: Node, text: string): readonly string[] {
  const pattern = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  if (pattern.type === "Identifier") return [pattern.name];
  return text.slice(...pattern.range).match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [];
}

/** One list per parameter: a rest parameter's array is handed over element by element. */
function argumentsOf(
  machine: Machine,
  entry: FunctionEntry,
  cells: readonly Cell[],
  scope: Scope,
): readonly (readonly Value[])[] {
  const parameters = parameterNodes(entry);
  const isUnknown = (index: number) => /^(unknown|function)$/.test(cells[index]?.shape.kind ?? "");
  const given = cells.some((_, index) => isUnknown(index))
    ? givenFunctions(machine, entry, scope, isUnknown)
    : undefined;
  return cells.map((cell, index) => {
    const parameter = parameters[index] ?? entry.node;
    const callable = given?.get(index);
    // Whoever gives a function has the shape settled.
    if (callable) cell.shape = { kind: "function" };
    const value = callable ?? instantiate(machine, cell, parameter);
    if (!takesTheRest(entry, index)) return [value];
    return typeof value === "object" && value?.kind === "array" ? value.elements : [];
  });
}

function findClosure(
  machine: Machine,
  entry: FunctionEntry,
  scope: Scope,
): { readonly closure: Closure; readonly self: Value } {
  const known = machine.closures.get(entry.node);
  if (known) return known;
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
  { state = defaultState }: RunOptions,
): Value {
  const owner =
    entry.instanceOf === undefined ? undefined : lookUp(closure.scope, entry.instanceOf)?.value;
  if (isCallable(owner)) return machine.instances.self(machine, owner, entry.node);
  const isOwn = entry.node.type !== "ArrowFunctionExpression" && hasState(machine.module, entry);
  return isOwn ? byUse("this", undefined, newQuestions(), state) : undefined;
}

const defaultState: StateOptions = { written: new Map(), isKept: () => true };

/** Math.random for a trace: mulberry32, the same numbers each time. */
function noise(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
}

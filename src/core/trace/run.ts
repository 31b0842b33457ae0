import type { Node } from "../syntax/ast.ts";
import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import { createTapeBuilder, type TapeBuilder } from "../tape/builder.ts";
import type { Tape, TapeInput } from "../tape/tape.ts";
import { type Budget, createBudget, type Limits } from "./budget.ts";
import { runBody } from "./calls.ts";
import type { Cell } from "./cell.ts";
import { Decline, decline, nodeRange, UserThrow } from "./decline.ts";
import { makeClosure } from "./hoist.ts";
import { instantiate } from "./holes.ts";
import { constructorNumbers, instanceFor, type StateOptions } from "./instances.ts";
import { createMachine } from "./interpreter.ts";
import type { Closure, Machine, Reason, Scope, Value } from "./machine.ts";
import { evaluateModule } from "./moduleScope.ts";
import { collectOutputs } from "./outputs.ts";
import { lookUp } from "./scope.ts";
import { isCallable } from "./value.ts";

export interface RunOptions {
  readonly limits: Limits;
  /** The value of a numeric leaf that has no sample of its own. */
  readonly valueAt: (path: string, index: number) => number;
  readonly roleOf: (path: string) => TapeInput["role"];
  readonly observe?: (node: Node, value: Value) => void;
  /** For methods: what `this` holds. */
  readonly state?: StateOptions;
}

export type RunOutcome =
  | { readonly kind: "traced"; readonly tape: Tape; readonly steps: number }
  | { readonly kind: "declined"; readonly reason: Reason; readonly steps: number };

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
    const scope = evaluateModule(machine, entry.statement);
    const { closure, self: owner } = findClosure(machine, entry, scope);
    const self = owner ?? instanceOf(parts, machine, entry, closure, options);
    const parameters = parameterNodes(entry);
    const args = cells.map((cell, index) =>
      argumentOf(machine, cell, parameters[index] ?? entry.node),
    );
    const result = runBody(machine, closure, self, args.flat());
    const outputs = collectOutputs(machine, result, entry.node);
    return { kind: "traced", tape: tape.finish(outputs), steps: budget.steps };
  } catch (thrown) {
    if (thrown instanceof Decline || thrown instanceof UserThrow) {
      return { kind: "declined", reason: thrown.reason, steps: budget.steps };
    }
    if (thrown instanceof RangeError) {
      const message =
        "calls or expressions are nested too deeply; is there a recursion without an end?";
      return { kind: "declined", reason: { message, range: entry.range }, steps: budget.steps };
    }
    throw thrown;
  }
}

type Parts = Parameters<typeof createMachine>[0];

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
    return nodeRange(parameter ?? site);
  };
  const random = noise();
  let draws = 0;
  return {
    module,
    tape,
    budget,
    closures: new Map(),
    observe: options.observe,
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
      const node = tape.input(`Math.random()#${++draws}`, value, "noise", nodeRange(site));
      return { kind: "traced", node, value, isBoolean: false };
    },
  };
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

/** A rest parameter's array is handed over element by element. */
function argumentOf(machine: Machine, cell: Cell, parameter: Node): readonly Value[] {
  const value = instantiate(machine, cell, parameter);
  if (parameter.type !== "RestElement") return [value];
  return typeof value === "object" && value?.kind === "array" ? value.elements : [];
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

/** The object a method is called on: an instance of the class it stands in. */
function instanceOf(
  parts: Parts,
  machine: Machine,
  entry: FunctionEntry,
  closure: Closure,
  options: RunOptions,
): Value {
  const owner =
    entry.instanceOf === undefined ? undefined : lookUp(closure.scope, entry.instanceOf)?.value;
  if (!isCallable(owner)) return undefined;
  // In the constructor sample numbers are plain: only what the method reads of the result is an input.
  const number = constructorNumbers();
  const plainMachine = createMachine({ ...parts, leaf: (path, sample) => number(path, sample) });
  const state = options.state ?? { written: new Map(), isKept: true };
  return instanceFor(machine, plainMachine, machine.module, owner, entry.node, state);
}

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

import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import { createTapeBuilder } from "../tape/builder.ts";
import type { Tape } from "../tape/tape.ts";
import { begin, defaultState } from "./begin.ts";
import { createBudget } from "./budget.ts";
import { Decline, UserThrow } from "./decline.ts";
import { runBody } from "./functions/calls.ts";
import type { Cell } from "./inputs/cell.ts";
import { isHole } from "./inputs/holes.ts";
import {
  freezeOverwritten,
  type Place,
  watchPlaces,
  writtenPlaces,
} from "./inputs/outParameters.ts";
import { createMachine } from "./interpreter.ts";
import type { Reason, Value } from "./machine.ts";
import { collectOutputs } from "./outputs.ts";
import { partsOf, type RunOptions } from "./parts.ts";
import { isTraced } from "./values/value.ts";

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
    const { closure, self, args, rest } = begin(
      machine,
      entry,
      cells,
      options.state ?? defaultState,
    );
    const watch = watchPlaces([
      ...cells.map(({ path }, index) => [path, args[index]?.[0]] as const),
      ["this", self],
    ]);
    options.onCall?.(self, args.flat());
    const result = runBody(machine, closure, self, args.flat(), rest);
    const isOwn = ({ path, value }: Place) =>
      isHole(value)
        ? value.cell.path === path
        : isTraced(value) && parts.leaves.get(path) === value;
    // What gives nothing is called for what it leaves in its arguments and in what it is called on; a
    // constructor for the object alone, whose methods have the derivatives.
    const given = options.countsTruth ? asNumber(result) : isTruthByType(entry) ? true : result;
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

/** Declared to give a truth value: what nobody described is one there, not a number. */
function isTruthByType({ node }: FunctionEntry): boolean {
  const type = node.returnType?.typeAnnotation.type;
  return type === "TSBooleanKeyword" || type === "TSTypePredicate";
}

function asNumber(result: Value): Value {
  if (typeof result === "boolean") return Number(result);
  return isTraced(result) && result.isBoolean ? { ...result, isBoolean: false } : result;
}

/** A function of the file to whose prototype others are assigned. */
function isConstructor({ functions }: ParsedModule, { name, level }: FunctionEntry): boolean {
  return level === "module" && functions.some(({ instanceOf }) => instanceOf === name);
}

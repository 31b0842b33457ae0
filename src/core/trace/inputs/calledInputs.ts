import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { decline } from "../decline.ts";
import type { ArrayValue, CapturedCall, Machine, Reason, Value } from "../machine.ts";
import { isReference } from "../values/numbers.ts";
import { isCallable, isTraced } from "../values/value.ts";
import { type Caller, callersOf } from "./callers.ts";
import { type Cell, numericLeaves } from "./cell.ts";
import { isHole } from "./holes.ts";
import { takesTheRest } from "./inputs.ts";
import type { Questions } from "./questions.ts";
import { transplanter } from "./transplant.ts";

/**
 * Inputs that have to fit each other, or to be what only the rest of the program makes, are what a caller gives. It is
 * asked for where a function came to no number with what its use says of its inputs.
 */
export const asCalled = "()";

/** More callers than these have nothing else to give, most likely. */
export const maximumCalls = 3;

const uncalled = "nothing calls it";

/** Whether a run ended because there is no such call. */
export function isUncalled({ message }: Reason): boolean {
  return message === uncalled;
}

/** What a function is called on and with, as somebody calls it. */
export interface CalledInputs {
  readonly self: Value;
  readonly args: readonly Value[];
  /** What belongs to files and is no input, though the function is given it. */
  readonly shared: ReadonlySet<Value>;
}

/** As the function is called elsewhere, if that is wanted. */
export function calledInputs(machine: Machine, entry: FunctionEntry): CalledInputs | undefined {
  const answer = machine.questions.answers.get(asCalled);
  if (typeof answer !== "object" || !("plain" in answer)) return undefined;
  const call = callAt(machine, entry, Number(answer.plain));
  if (!call) return decline(uncalled, entry.node);
  const { copied, shared } = transplanter(machine, call);
  const self = copied(call.self);
  return { self, args: call.args.map(copied), shared };
}

/** The calls that were found for one search, and the callers that were not asked yet. */
interface Calls {
  readonly found: CapturedCall[];
  readonly open: { readonly caller: Caller; readonly candidate: number }[];
  /** Steps that may still be taken to find more. */
  left: number;
}

/** What stands close to a call is what is looked for; a caller that goes on for longer has other things to do first. */
const searchSteps = 120_000;
const callerSteps = 60_000;

const callsOf = new WeakMap<object, Calls>();

/** What was found for a search that is over need not be kept. */
export function forgetCalls({ given }: Questions): void {
  callsOf.delete(given.search);
}

/** What a caller does with ordinary numbers, and with whole ones: sizes, counts and indices are refused otherwise. */
function waysToCall(module: ParsedModule, entry: FunctionEntry): Calls["open"] {
  return callersOf(module, entry, () => true).flatMap((caller) =>
    (caller.entry ? [ordinary, whole] : [ordinary]).map((candidate) => ({ caller, candidate })),
  );
}

/** Their places among the usual numbers. */
const [ordinary, whole] = [0, 2];

/** The call of this number, among those that are made by different callers. */
function callAt(machine: Machine, entry: FunctionEntry, index: number): CapturedCall | undefined {
  const { budget, module, questions } = machine;
  const { given } = questions;
  given.asksCallers = true;
  const calls = callsOf.get(given.search) ?? {
    found: [],
    open: waysToCall(module, entry),
    left: Math.min(searchSteps, (budget.limits.share ?? searchSteps) / 2),
  };
  callsOf.set(given.search, calls);
  while (calls.found.length <= index) {
    const next = calls.left > 0 ? calls.open.shift() : undefined;
    if (!next) return undefined;
    const { steps } = budget;
    const target = { module, node: entry.node };
    const most = Math.min(callerSteps, calls.left);
    const call = machine.capture(next.caller, target, () => true, most, next.candidate);
    calls.left -= budget.steps - steps;
    if (call) calls.found.push(call);
  }
  return calls.found[index];
}

/**
 * What was given for each parameter, its numbers inputs; undefined where the parameter's own cell says what it is: a
 * person wrote its value, or nothing was given.
 */
export function givenFor(
  machine: Machine,
  entry: FunctionEntry,
  cells: readonly Cell[],
  { args, shared }: CalledInputs,
): readonly (Value | undefined)[] {
  const values = cells.map((cell, index): readonly [string, Value] => {
    const rest: ArrayValue = { kind: "array", elements: args.slice(index) };
    return [cell.path, takesTheRest(entry, index) ? rest : args[index]];
  });
  const adopted = machine.instances.adoptAll(values, shared);
  return cells.map((cell, index) => {
    const value = adopted[index];
    if (value === undefined || hasWritten(cell)) return undefined;
    if (isHole(value)) {
      if (value.cell.shape.kind !== "number") return undefined;
      cell.shape = { kind: "number", sample: undefined };
      return value;
    }
    cell.shape = shapeFor(value);
    return value;
  });
}

function hasWritten(cell: Cell): boolean {
  return numericLeaves([cell]).some(
    ({ shape }) => shape.kind === "number" && shape.sample !== undefined,
  );
}

/** The call says what it is, each time anew. */
function shapeFor(value: Value): Cell["shape"] {
  if (isCallable(value)) return { kind: "function" };
  if (isReference(value) || isHole(value) || isTraced(value) || typeof value === "symbol")
    return { kind: "default" };
  return { kind: "plain", value };
}

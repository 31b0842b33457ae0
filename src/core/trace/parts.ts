import { type Node, nodeRange } from "../syntax/ast.ts";
import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import { createTapeBuilder, type TapeBuilder } from "../tape/builder.ts";
import type { TapeInput } from "../tape/tape.ts";
import { defaultState, parameterNodes } from "./begin.ts";
import type { Budget, Limits } from "./budget.ts";
import { createGlobals } from "./builtins/globals.ts";
import { captureCall } from "./capture.ts";
import { declare } from "./functions/scope.ts";
import type { Caller } from "./inputs/callers.ts";
import { createInstances, type StateOptions } from "./inputs/instances.ts";
import { newQuestions, type Questions, questionsInside } from "./inputs/questions.ts";
import { hasState } from "./inputs/writtenPoints.ts";
import { createMachine } from "./interpreter.ts";
import type { Value } from "./machine.ts";
import { requireFunction } from "./modules/imports.ts";
import { storedNumber } from "./values/typedArrays.ts";

export interface RunOptions {
  readonly limits: Limits;
  /** The value of a numeric leaf that has no sample of its own. */
  readonly valueAt: (path: string, index: number) => number;
  readonly roleOf: (path: string) => TapeInput["role"];
  readonly observe?: (node: Node, value: Value) => void;
  /** For methods: what `this` holds. */
  readonly state?: StateOptions;
  readonly questions?: Questions;
  /** Numbers are taken as they are, also where an array would round them: for comparisons. */
  readonly isExact?: true;
  /** A result that is true or false counts as 1 or 0, as arithmetic has it. */
  readonly countsTruth?: boolean;
  /** Told what the function is called on and with. */
  readonly onCall?: (self: Value, args: readonly Value[]) => void;
}

type Parts = Parameters<typeof createMachine>[0] & {
  readonly leaves: ReadonlyMap<string, Value>;
  readonly state: StateOptions;
};

/** How far callers of callers are gone after, for a function that is only handed on. */
const maximumNesting = 2;

export function partsOf(
  module: ParsedModule,
  entry: FunctionEntry | undefined,
  tape: TapeBuilder,
  budget: Budget,
  options: Omit<RunOptions, "limits">,
  nesting = 0,
  /** What the inputs of callers are called that were run. */
  callersInputs = new Set<string>(),
): Parts {
  const leaves = new Map<string, Value>();
  const state = options.state ?? defaultState;
  const parameters = entry ? parameterNodes(entry) : [];
  const names = new Set(parameters.flatMap((node) => namesOf(node, module.text)));
  const ownsThis = entry !== undefined && hasState(module, entry);
  const beside = new Map<string, number>();
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
        leaf: (path, sample, _site, typed) => storedNumber(typed, number(path, sample)),
        questions: questionsInside(parts.questions, instance),
      }),
    () => parts.questions,
    state,
  );
  const parts: Parts = {
    leaves,
    state,
    traced: entry?.node,
    module,
    root: module,
    globals,
    files: new Map(),
    tape,
    budget,
    subject: { closure: undefined, self: undefined },
    observe: options.observe,
    questions: options.questions ?? newQuestions(),
    instances,
    capture(caller, target, isEnough, steps = Number.POSITIVE_INFINITY, candidate = 0) {
      if (nesting >= maximumNesting) return undefined;
      const partsFor = ({ module, entry, statement }: Caller): Parts => {
        for (const node of entry ? parameterNodes(entry) : [])
          for (const name of namesOf(node, module.text)) callersInputs.add(name);
        callersInputs.add("this");
        const own = createTapeBuilder(statement, "");
        return partsOf(module, entry, own, budget, unrecorded, nesting + 1, callersInputs);
      };
      return captureCall(partsFor, caller, target, isEnough, budget.steps + steps, candidate);
    },
    leaf(path, sample, site, typed) {
      const known = leaves.get(path);
      if (known !== undefined) return known;
      const root = /^[^.[]*/.exec(path)?.[0] ?? "";
      // What belongs to somebody who gave a function is no input of this one.
      if (callersInputs.has(root) && !(root === "this" ? ownsThis : names.has(root))) {
        const number =
          beside.get(path) ?? sample ?? options.valueAt(path, leaves.size + beside.size);
        const value = storedNumber(typed, number);
        beside.set(path, value);
        return value;
      }
      const exact = sample ?? options.valueAt(path, leaves.size);
      const value = options.isExact ? exact : storedNumber(typed, exact);
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

/** The run of a caller: what it has is made anew each time and is no input of anybody. */
const unrecorded: Pick<RunOptions, "valueAt" | "roleOf" | "state"> = {
  valueAt: () => 1,
  roleOf: () => "frozen",
  state: { ...defaultState, isPlain: true },
};

function namesOf(parameter: Node, text: string): readonly string[] {
  const pattern = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  if (pattern.type === "Identifier") return [pattern.name];
  return text.slice(...pattern.range).match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [];
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

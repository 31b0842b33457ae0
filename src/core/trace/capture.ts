import type { Node } from "../syntax/ast.ts";
import { begin } from "./begin.ts";
import { Decline, UserThrow } from "./decline.ts";
import { runBody } from "./functions/calls.ts";
import type { Caller, Target } from "./inputs/callers.ts";
import { type Cell, fixShape, grow, shapeText } from "./inputs/cell.ts";
import { parameterCells } from "./inputs/inputs.ts";
import type { StateOptions } from "./inputs/instances.ts";
import { candidatePoints } from "./inputs/samples.ts";
import { createMachine } from "./interpreter.ts";
import type { CapturedCall, Closure, Machine, Value } from "./machine.ts";
import { evaluateModule } from "./modules/moduleScope.ts";
import { storedNumber } from "./values/typedArrays.ts";

/** What the run of a caller is made of. */
type Parts = Parameters<typeof createMachine>[0] & { readonly state: StateOptions };

/** What a caller may take until it calls: what it gives is made at its start, or not at all. */
const captureSteps = 50_000;
/** Shapes of the caller's own inputs, which its use of them shows. */
const maximumRounds = 3;

type Numbers = (typeof candidatePoints)[0];

/** The run of a caller ends where it has called. */
class Captured {}

/**
 * Runs a caller, its inputs plain numbers, until it calls the function, and gives that call.
 * Nothing of that run is recorded, and it sees files of its own: what it changes there is not seen elsewhere.
 */
export function captureCall(
  partsFor: (caller: Caller) => Parts,
  caller: Caller,
  target: Target,
  isEnough: (args: readonly Value[]) => boolean,
  /** The step at which nothing more is tried. */
  end: number,
  candidate: number,
): CapturedCall | undefined {
  const { module, entry, statement } = caller;
  const cells: readonly Cell[] = entry ? parameterCells(module, entry) : [];
  let found: CapturedCall | undefined;
  // The caller's files have their own tree of the function's file.
  const isTarget = ({ node, scope }: Closure) =>
    node.range[0] === target.node.range[0] &&
    node.range[1] === target.node.range[1] &&
    scope.module?.uri === target.module.uri;
  for (let round = 0; round < maximumRounds; round++) {
    found = undefined;
    const before = shapeText(cells);
    const parts = partsFor(caller);
    const { budget, files, globals } = parts;
    const onEnter = (closure: Closure, self: Value, args: readonly Value[]): void => {
      if (!isTarget(closure) || !isEnough(args)) return;
      found = { self, args, files: new Map(files), globals };
      // What another file holds at its top is its own affair, and is given like anything else.
      if (module.uri !== target.module.uri) found.files.delete(module);
      throw new Captured();
    };
    const { depth, stopAt } = budget;
    budget.stopAt = Math.min(stopAt, end, budget.steps + captureSteps);
    const machine = createMachine({
      ...parts,
      ...plainNumbers(candidatePoints[candidate] ?? candidatePoints[0]),
      onEnter,
    });
    try {
      if (!entry) evaluateModule(machine, statement);
      else {
        const { closure, self, args, rest } = begin(machine, entry, cells, parts.state);
        callMade(machine, runBody(machine, closure, self, args.flat(), rest), closure.node);
      }
    } catch (thrown) {
      if (!isEnd(thrown)) throw thrown;
    } finally {
      budget.depth = depth;
      budget.stopAt = stopAt;
    }
    for (const cell of cells) {
      grow(cell);
      fixShape(cell);
    }
    if (shapeText(cells) === before) break;
  }
  return found;
}

/** A function that makes functions calls in those: they are called with numbers. */
function callMade(machine: Machine, made: Value, site: Node): void {
  if (typeof made !== "object" || made?.kind !== "closure") return;
  const members = [...made.properties.values()].map((each) => each.kind === "data" && each.value);
  for (const callee of [made, ...members].slice(0, maximumMade)) {
    if (typeof callee !== "object" || callee?.kind !== "closure") continue;
    const args = callee.node.params.map((_, index) =>
      machine.leaf(`made ${index}`, undefined, site),
    );
    try {
      machine.call(callee, undefined, args, site);
    } catch (thrown) {
      if (!(thrown instanceof Decline) && !(thrown instanceof UserThrow)) throw thrown;
    }
  }
}

const maximumMade = 4;

function isEnd(thrown: unknown): boolean {
  return [Captured, Decline, UserThrow, RangeError].some((end) => thrown instanceof end);
}

/** The numbers of a run that is not recorded. */
function plainNumbers(numbers: Numbers): Pick<Parts, "leaf" | "random"> {
  const known = new Map<string, number>();
  return {
    leaf(path, sample, _site, typed) {
      const value = known.get(path) ?? sample ?? numbers(path, known.size);
      known.set(path, value);
      return storedNumber(typed, value);
    },
    random: () => 0.5,
  };
}

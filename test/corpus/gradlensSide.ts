import type { Note } from "../../src/core/analysis/document/functionAnalysis.ts";
import { notesOf } from "../../src/core/analysis/document/notes.ts";
import { jacobian } from "../../src/core/autodiff/jacobian.ts";
import { opNames } from "../../src/core/ops/table.ts";
import type { FunctionEntry } from "../../src/core/syntax/functions.ts";
import type { ParsedModule } from "../../src/core/syntax/parsedModule.ts";
import type { Tape } from "../../src/core/tape/tape.ts";
import { type Cell, grow, shapeText } from "../../src/core/trace/inputs/cell.ts";
import { learntText, type Questions } from "../../src/core/trace/inputs/questions.ts";
import type { Reason } from "../../src/core/trace/machine.ts";
import { runFunction } from "../../src/core/trace/run.ts";
import type { LeafValues } from "./leaves.ts";
import { type ObjectRecipe, type Recipe, recipeWriter } from "./recipe.ts";

/** A function at one point as Gradlens sees it. */
export interface Sight {
  readonly leaves: LeafValues;
  readonly pathOfNode: ReadonlyMap<number, string>;
  /** What Math.random gave, in order. */
  readonly noise: readonly number[];
  readonly outputs: ReadonlyMap<string, number>;
  readonly free: readonly string[];
  /** Those that count something: a loop up to anything between may never end. */
  readonly whole: ReadonlySet<string>;
  /** Outputs × free inputs. */
  readonly jacobian: readonly (readonly number[])[];
  readonly notes: readonly Note[];
  /** Some step was rounded to single precision, which differences see and the derivative does not. */
  readonly isSingle: boolean;
}

/** What the function was called on and with. */
export interface Scene {
  readonly self: Recipe;
  readonly args: readonly Recipe[];
  /** The names of the parameters, under which they are known when they are written to. */
  readonly names: readonly string[];
  /** The instances that were made for inputs. */
  readonly instances: ReadonlyMap<string, ObjectRecipe>;
}

export function sightOf(tape: Tape): Sight {
  const valueAtNode = (node: number) => tape.values[node] as number;
  const given = tape.inputs.filter(({ role }) => role !== "noise");
  return {
    leaves: new Map(given.map(({ path, node }) => [path, valueAtNode(node)])),
    pathOfNode: new Map(given.map(({ path, node }) => [node, path])),
    noise: tape.inputs.filter(({ role }) => role === "noise").map(({ node }) => valueAtNode(node)),
    outputs: new Map(tape.outputs.map(({ path, node }) => [path, valueAtNode(node)])),
    free: given.filter(({ role }) => role === "free").map(({ path }) => path),
    whole: new Set(given.filter(({ isWhole }) => isWhole).map(({ path }) => path)),
    jacobian: jacobian(tape).entries,
    notes: notesOf(tape),
    isSingle: tape.ops.includes(opNames.indexOf("fround")),
  };
}

export type Run =
  | { readonly kind: "traced"; readonly sight: Sight; readonly scene: Scene }
  /** `scene` where it got as far as being called. */
  | {
      readonly kind: "declined";
      readonly reason: Reason;
      readonly scene: Scene | undefined;
      readonly sight: Sight | undefined;
    };

/** Shapes change while they are being found; more runs than these mean that they never settle. */
const maximumRuns = 8;

/** Runs a function until its inputs' shapes are those that it asks for. */
export function runSettled(
  module: ParsedModule,
  entry: FunctionEntry,
  cells: readonly Cell[],
  valueAt: (path: string, index: number) => number,
  questions: Questions,
  isKept = false,
): Run {
  let run: Run;
  let before: string;
  const shapes = () => shapeText(cells) + learntText(questions);
  let count = 0;
  do {
    if (++count > maximumRuns) questions.isClosed = true;
    before = shapes();
    run = runAt(module, entry, cells, valueAt, questions, isKept);
    for (const cell of cells) grow(cell);
  } while (shapes() !== before);
  return run;
}

/** Enough for whatever the product itself came to the end of, at a point like its own. */
const limits = { steps: 1_000_000, nodes: 500_000 };

/** Runs it once, with the given numbers at its leaves. */
function runAt(
  module: ParsedModule,
  entry: FunctionEntry,
  cells: readonly Cell[],
  valueAt: (path: string, index: number) => number,
  questions: Questions,
  isKept: boolean,
): Run {
  const { onConstructed, instances, recipeOf } = recipeWriter();
  let scene: Scene | undefined;
  const outcome = runFunction(module, entry, cells, {
    limits,
    questions,
    valueAt,
    roleOf: () => "free",
    state: { written: new Map(), isKept: () => isKept, onConstructed },
    onCall: (self, args) => {
      const names = cells.map(({ path }) => path);
      scene = { self: recipeOf(self), args: args.map(recipeOf), names, instances };
    },
  });
  const sight =
    outcome.kind === "traced" || outcome.tape ? sightOf(outcome.tape as Tape) : undefined;
  if (outcome.kind === "traced" && scene && sight) return { kind: "traced", sight, scene };
  if (outcome.kind === "traced") throw new Error(`${entry.name} gave values without being called`);
  return { kind: "declined", reason: outcome.reason, scene, sight };
}

/** The same shapes with nobody's values in them. */
export function freshCells(cells: readonly Cell[]): readonly Cell[] {
  return cells.map(freshCell);
}

function freshCell(cell: Cell): Cell {
  const { shape } = cell;
  if (shape.kind === "number") return { ...cell, shape: { ...shape, sample: undefined } };
  if (shape.kind === "array")
    return { ...cell, shape: { ...shape, elements: shape.elements.map(freshCell) } };
  if (shape.kind !== "object") return { ...cell, shape: { ...shape } };
  const fields = new Map([...shape.fields].map(([key, field]) => [key, freshCell(field)]));
  return { ...cell, shape: { ...shape, fields } };
}

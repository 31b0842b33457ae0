import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Tape } from "../tape/tape.ts";
import type { Limits } from "../trace/budget.ts";
import { type Cell, closeShape, elementPath, grow, numberCell } from "../trace/inputs/cell.ts";
import { freshCell } from "../trace/inputs/freshCell.ts";
import type { FunctionTrace } from "../trace/traceFunction.ts";
import type { Home } from "./imported.ts";
import type { Flag, Parts } from "./joined.ts";
import type { Pair } from "./pair.ts";
import { type Plan, plansOf } from "./plans.ts";
import { inputsAt } from "./points.ts";
import { createReplay, type Replay, type Replayed } from "./replay.ts";
import { contracted, upstreamCell } from "./upstream.ts";

/** Both functions set up for one way of calling the derivative. */
export interface Bench {
  /** The primal's inputs, without values of their own. */
  readonly cells: readonly Cell[];
  readonly plan: Plan;
  readonly primal: Replay;
  readonly hand: Replay;
  /** The derivative again, with far more steps: what does not end then does not end. */
  readonly patient: () => Replay;
  /** The primal at its own sample point. */
  readonly start: Replayed;
}

const maximumRounds = 4;
/** Times the steps that are enough elsewhere. */
const patience = 20;

/**
 * Sets up every plan. Where nobody said how long an array is, the derivative may show that it is longer
 * than the primal alone needed: then both are given that length.
 */
export function benchesOf(
  module: ParsedModule,
  home: Home,
  pair: Pair,
  trace: Extract<FunctionTrace, { kind: "traced" }>,
  limits: Limits,
): readonly Bench[] {
  const own = new Map(
    trace.tape.inputs.map(({ path, node }) => [path, trace.tape.values[node] as number]),
  );
  const inputs = inputsAt(own);
  // A point may send a loop far beyond what the sample point needed; that tells nothing new.
  const bounded: Limits = { ...limits, steps: Math.min(limits.steps, trace.steps * 8 + 50_000) };
  const { flag, parts, upstream } = pair;
  const brought = upstream && upstreamCell(upstream, trace.tape.outputs);
  if (upstream && !brought) return [];
  const settled = flag?.index ?? upstream?.index;
  const results = trace.tape.outputs;
  let cells = flagged(trace.cells.map(freshCell), flag, "off");
  for (let round = 0; ; round++) {
    const primal = createReplay(
      home.module,
      home.entry,
      cells,
      bounded,
      upstream ? (tape, given) => contracted(tape, upstream, given) : valuePart(parts),
    );
    const start = primal.at(inputs);
    if (!start) return [];
    const benches = plansOf(
      module,
      cells,
      pair.derivative,
      upstream ? results : start.tape.outputs,
      settled,
    ).map((asked) => {
      const flaggedCells = flagged(asked.cells, flag, "on");
      const cellsOfHand = flaggedCells.map((cell, index) =>
        brought && index === settled ? brought : cell,
      );
      const plan = { ...asked, cells: cellsOfHand };
      const handWith = (given: Limits) =>
        createReplay(module, pair.derivative, plan.cells, given, gradientPart(parts), {
          empty: pair.startsEmpty,
          countsTruth: true,
        });
      const hand = handWith(bounded);
      hand.at((path) => inputs(path));
      const patient = () =>
        handWith({ ...limits, steps: Math.min(limits.steps, patience * bounded.steps) });
      return { cells, plan, primal, hand, patient, start };
    });
    const resized = round < maximumRounds ? resizedCells(cells, benches) : undefined;
    if (!resized) return benches;
    cells = resized;
  }
}

function flagged<T extends readonly Cell[]>(
  cells: T,
  flag: Flag | undefined,
  which: "on" | "off",
): Cell[] {
  return cells.map((cell, index) =>
    flag?.index === index ? { ...cell, shape: { kind: "plain", value: flag[which] } } : cell,
  );
}

type Part = (tape: Tape) => Tape;

/** Of a result that holds both, the value alone. */
function valuePart(parts: Parts | undefined): Part | undefined {
  return (
    parts &&
    ((tape) => ({
      ...tape,
      outputs: tape.outputs
        .filter(({ path }) => path === parts.value)
        .map((output) => ({ ...output, path: "" })),
    }))
  );
}

function gradientPart(parts: Parts | undefined): Part | undefined {
  const [only] = parts?.gradients ?? [];
  return (
    (parts &&
      only !== undefined &&
      ((tape: Tape) => ({
        ...tape,
        outputs: tape.outputs
          .filter(({ path }) => path.startsWith(only))
          .map((output) => ({ ...output, path: output.path.slice(only.length) })),
      }))) ||
    undefined
  );
}

/** The cells at the lengths that the derivative asks for; nothing if they have them. */
function resizedCells(cells: readonly Cell[], benches: readonly Bench[]): Cell[] | undefined {
  const resized = cells.map(freshCell);
  const changed = benches.flatMap((bench) => {
    if (bench.plan.form === "output") return [];
    return [grewByUse(resized, bench), fittedToResult(resized, bench)];
  });
  return changed.includes(true) ? resized : undefined;
}

/** The derivative read beyond the end. */
function grewByUse(cells: readonly Cell[], { plan }: Bench): boolean {
  let grew = false;
  for (const asked of plan.cells) {
    const cell = cells.find(({ path }) => path === asked.path);
    if (!cell || !askFor(cell, asked) || !grow(cell)) continue;
    closeShape(cell);
    grew = true;
  }
  return grew;
}

/** Passes on the lengths that use asked for, level by level. */
function askFor(cell: Cell, asked: Cell): boolean {
  const { shape } = cell;
  const wanted = asked.shape;
  if (shape.kind !== "array" || wanted.kind !== "array" || !shape.elastic) return false;
  const isLonger = wanted.wanted > shape.elements.length;
  shape.wanted = Math.max(shape.wanted, wanted.wanted);
  return shape.elements
    .map((element, index) => {
      const inner = wanted.elements[index];
      return inner ? askFor(element, inner) : false;
    })
    .reduce((some, next) => some || next, isLonger);
}

/**
 * A gradient written out for two numbers says that the array has two: elements that neither function
 * reads are cut off, missing ones are added.
 */
function fittedToResult(cells: readonly Cell[], { hand, start }: Bench): boolean {
  const [first] = hand.tapes;
  const wanted = first?.outputs.length ?? 0;
  if (!first?.outputs.every(({ path }, index) => path === `[${index}]`) || wanted === 0)
    return false;
  const arrays = cells.filter(({ shape }) => shape.kind === "array" && shape.elastic);
  const read = new Set([...readPaths(start.tape), ...readPaths(first)]);
  let changed = false;
  for (const { shape } of arrays) {
    if (shape.kind !== "array") continue;
    const extra = shape.elements.slice(wanted);
    if (extra.length > 0 && extra.every(({ path }) => !read.has(path))) {
      shape.elements.length = wanted;
      shape.wanted = wanted;
      changed = true;
    } else if (shape.elements.length < wanted && arrays.length === 1) {
      for (let at = shape.elements.length; at < wanted; at++) {
        shape.elements.push(numberCell(elementPath(pathOf(cells, shape), at)));
      }
      changed = true;
    }
  }
  return changed;
}

function pathOf(cells: readonly Cell[], shape: Cell["shape"]): string {
  return cells.find((cell) => cell.shape === shape)?.path ?? "";
}

/** The inputs that some operation uses, or that are given back as they are. */
function readPaths(tape: Tape): readonly string[] {
  const used = new Set<number>([...tape.args, ...tape.outputs.map(({ node }) => node)]);
  return tape.inputs.filter(({ node }) => used.has(node)).map(({ path }) => path);
}

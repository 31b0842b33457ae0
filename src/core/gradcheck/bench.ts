import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Limits } from "../trace/budget.ts";
import { type Cell, closeShape, grow } from "../trace/cell.ts";
import type { FunctionTrace } from "../trace/traceFunction.ts";
import { freshCell } from "./freshCells.ts";
import type { Pair } from "./pairs.ts";
import { type Plan, plansOf } from "./plans.ts";
import { inputsAt } from "./points.ts";
import { createReplay, type Replay, type Replayed } from "./replay.ts";

/** Both functions set up for one way of calling the derivative. */
export interface Bench {
  /** The primal's inputs, without values of their own. */
  readonly cells: readonly Cell[];
  readonly plan: Plan;
  readonly primal: Replay;
  readonly hand: Replay;
  /** The primal at its own sample point. */
  readonly start: Replayed;
}

const maximumRounds = 4;

/**
 * Sets up every plan. Where nobody said how long an array is, the derivative may show that it is longer
 * than the primal alone needed: then both are given that length.
 */
export function benchesOf(
  module: ParsedModule,
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
  let cells = trace.cells.map(freshCell);
  for (let round = 0; ; round++) {
    const primal = createReplay(module, pair.primal, cells, bounded);
    const start = primal.at(inputs);
    if (!start) return [];
    const benches = plansOf(module, cells, pair.derivative, start.tape.outputs).map((plan) => {
      const hand = createReplay(module, pair.derivative, plan.cells, bounded);
      hand.at((path) => inputs(path));
      return { cells, plan, primal, hand, start };
    });
    const longer = round < maximumRounds ? grownCells(cells, benches) : undefined;
    if (!longer) return benches;
    cells = longer;
  }
}

/** The primal's cells at the lengths that the derivative asked for; nothing if they are long enough. */
function grownCells(cells: readonly Cell[], benches: readonly Bench[]): Cell[] | undefined {
  const longer = cells.map(freshCell);
  let grew = false;
  for (const { plan } of benches) {
    if (plan.form === "output") continue;
    for (const asked of plan.cells) {
      const cell = longer.find(({ path }) => path === asked.path);
      if (!cell || !askFor(cell, asked) || !grow(cell)) continue;
      closeShape(cell);
      grew = true;
    }
  }
  return grew ? longer : undefined;
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

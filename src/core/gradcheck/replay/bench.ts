import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Tape } from "../../tape/tape.ts";
import type { Limits } from "../../trace/budget.ts";
import type { Cell } from "../../trace/inputs/cell.ts";
import { freshCell } from "../../trace/inputs/freshCell.ts";
import type { FunctionTrace } from "../../trace/traceFunction.ts";
import type { Home } from "../pairs/imported.ts";
import type { Flag, Parts } from "../pairs/joined.ts";
import type { Pair } from "../pairs/pair.ts";
import { contracted, upstreamCell } from "./contracted.ts";
import { heldCounts } from "./leaves.ts";
import { type Plan, plansOf } from "./plans.ts";
import { inputsAt } from "./points.ts";
import { createReplay, type Inputs, type Replay, type Replayed } from "./replay.ts";
import { resizedCells } from "./resized.ts";

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

const none: ReadonlySet<string> = new Set();
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
      upstream
        ? (tape, given) => contracted(ofSize(tape, results.length), upstream, given)
        : valuePart(parts),
      { questions: trace.questions },
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
      const holding = (given: Limits, isHeld: (path: string, value: number) => boolean) =>
        createReplay(module, pair.derivative, plan.cells, given, gradientPart(parts), {
          questions: pair.derivative.node === home.entry.node ? trace.questions : undefined,
          empty: pair.startsEmpty,
          countsTruth: true,
          isHeld,
        });
      const counts =
        pair.derivative.instanceOf === undefined
          ? none
          : countsOf((isHeld) => holding(bounded, isHeld), own, inputs);
      const handWith = (given: Limits) => holding(given, (path) => counts.has(path));
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

/**
 * The sizes of an instance that only the derivative reads. Found in a first run on an instance as its
 * constructor made it: with other sizes its lists would not have the lengths they say.
 */
function countsOf(
  holding: (isHeld: (path: string, value: number) => boolean) => Replay,
  known: ReadonlyMap<string, number>,
  inputs: Inputs,
): ReadonlySet<string> {
  let isNeeded = false;
  const first = holding((path, value) => {
    const isCount = Number.isInteger(value) && value > 0 && !known.has(path);
    isNeeded ||= isCount;
    return isCount;
  }).at(inputs);
  return first && isNeeded ? heldCounts(first.tape) : new Set();
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

/** With other counts the result is of another length, and the upstream gradient that is given does not fit. */
function ofSize(tape: Tape, count: number): Tape {
  return tape.outputs.length === count ? tape : { ...tape, outputs: [] };
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
  if (!parts) return undefined;
  const { gradients, areNamed } = parts;
  const isOf = (path: string, key: string) =>
    path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`);
  return (tape) => ({
    ...tape,
    outputs: tape.outputs.flatMap((output) => {
      const key = gradients.find((one) => isOf(output.path, one));
      if (key === undefined) return [];
      return [areNamed ? output : { ...output, path: output.path.slice(key.length) }];
    }),
  });
}

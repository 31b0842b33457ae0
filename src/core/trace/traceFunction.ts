import { freeInputs, jacobian } from "../autodiff/jacobian.ts";
import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Tape, TapeInput } from "../tape/tape.ts";
import type { Limits } from "./budget.ts";
import { type Cell, closeShape, grow, numericLeaves, shapeText } from "./cell.ts";
import { applyPoint, parameterCells, shapeOfValue } from "./inputs.ts";
import { literalCalls } from "./literalValues.ts";
import type { Reason } from "./machine.ts";
import { type Point, type PointValue, parsePoint } from "./point.ts";
import { type RunOptions, type RunOutcome, runFunction } from "./run.ts";
import { candidatePoints } from "./samples.ts";

export interface TraceRequest {
  readonly limits: Limits;
  /** Instead of the point of the function's own tags. */
  readonly point?: Point;
}

export type FunctionTrace =
  | {
      readonly kind: "traced";
      readonly tape: Tape;
      /** The inputs' shapes, final, with the values used at the leaves in `tape.values`. */
      readonly cells: readonly Cell[];
      /** Some value was chosen by us, not written by anybody. */
      readonly chosen: boolean;
      /** A derivative path leads from some input to some output, at this point or at another tried one. */
      readonly differentiable: boolean;
      readonly steps: number;
    }
  | { readonly kind: "declined"; readonly reason: Reason; readonly steps: number };

/** Shapes settle within a few runs; more means that they depend on the values themselves. */
const maximumProbes = 6;

/**
 * Traces one function: finds the shapes of its inputs by running it, then looks for a point at which
 * value and gradient are finite, starting from what people wrote.
 */
export function traceFunction(
  module: ParsedModule,
  entry: FunctionEntry,
  request: TraceRequest,
): FunctionTrace {
  const cells = parameterCells(module, entry);
  const state = new Map<string, PointValue>();
  const misplaced = applyWrittenPoints(module, entry, cells, state, request.point);
  if (misplaced) return { kind: "declined", reason: misplaced, steps: 0 };
  const roleOf = roleFinder(module, entry);
  let spent = 0;
  const run: Run = (valueAt, kept) => {
    const limits = { ...request.limits, steps: Math.max(1, request.limits.steps - spent) };
    const outcome = runFunction(module, entry, cells, {
      limits,
      valueAt: kept ? (path, index) => kept.get(path) ?? valueAt(path, index) : valueAt,
      roleOf,
      state: { written: state, isKept: valueAt === candidatePoints[0] },
    });
    spent += outcome.steps;
    return outcome;
  };
  const [first] = candidatePoints;
  const probed = settleShapes(cells, () => run(first));
  if (probed.outcome.kind === "declined" && spent >= request.limits.steps) return probed.outcome;

  const isWritten = numericLeaves(cells).every(
    ({ shape }) => shape.kind === "number" && shape.sample !== undefined,
  );
  let best: Candidate | undefined;
  const isMethod = entry.instanceOf !== undefined;
  for (const valueAt of isWritten && !isMethod ? candidatePoints.slice(0, 1) : candidatePoints) {
    const isProbed = valueAt === first && probed.isFinal;
    const outcome = isProbed ? probed.outcome : runGrowing(cells, run, valueAt);
    const judged = { ...judge(outcome), valueAt, shape: shapeText(cells) };
    if (!best || judged.rank > best.rank) best = judged;
    if (judged.rank === bestRank || spent >= request.limits.steps) break;
  }
  // A later candidate made an array longer: the better one is run again with its values in the final shape.
  if (best && best.shape !== shapeText(cells)) {
    best = { ...best, ...judge(runGrowing(cells, run, best.valueAt, inputValues(best.outcome))) };
  }
  const { outcome, depends } = best ?? judge(probed.outcome);
  if (outcome.kind === "declined") return { ...outcome, steps: spent };
  const { tape } = outcome;
  const free = freeInputs(tape);
  const isStateChosen = free.some(
    ({ path }) => path.startsWith("this.") && !isWrittenState(state, path),
  );
  const chosen = free.length > 0 && (!isWritten || isStateChosen);
  return { kind: "traced", tape, cells, chosen, differentiable: depends, steps: spent };
}

/**
 * Probes until a run learns nothing new about a shape. `isFinal` says that the last run already had
 * the shapes that came out, so that it need not be repeated.
 */
function settleShapes(
  cells: readonly Cell[],
  probe: () => RunOutcome,
): { readonly outcome: RunOutcome; readonly isFinal: boolean } {
  let outcome: RunOutcome;
  let before: string;
  let count = 0;
  do {
    before = shapeText(cells);
    outcome = probe();
    for (const cell of cells) grow(cell);
  } while (shapeText(cells) !== before && ++count < maximumProbes);
  for (const cell of cells) closeShape(cell);
  return { outcome, isFinal: shapeText(cells) === before };
}

/** Runs at a candidate point; values of leaves that an earlier run had may be kept. */
type Run = (valueAt: RunOptions["valueAt"], kept?: ReadonlyMap<string, number>) => RunOutcome;

/** An index that this point alone has may reach beyond an array nobody sized: then the array grows, and the values stay. */
function runGrowing(
  cells: readonly Cell[],
  run: Run,
  valueAt: RunOptions["valueAt"],
  kept?: ReadonlyMap<string, number>,
): RunOutcome {
  let outcome = run(valueAt, kept);
  for (let count = 0; count < maximumProbes && growAll(cells); count++) {
    outcome = run(valueAt, inputValues(outcome));
  }
  return outcome;
}

function growAll(cells: readonly Cell[]): boolean {
  const grew = cells.map(grow).includes(true);
  if (grew) for (const cell of cells) closeShape(cell);
  return grew;
}

function inputValues(outcome: RunOutcome): ReadonlyMap<string, number> {
  if (outcome.kind === "declined") return new Map();
  const { inputs, values } = outcome.tape;
  return new Map(inputs.map(({ path, node }) => [path, values[node] as number]));
}

interface Candidate extends Judged {
  readonly valueAt: RunOptions["valueAt"];
  /** The shape of the inputs after its run. */
  readonly shape: string;
}

interface Judged {
  readonly outcome: RunOutcome;
  readonly rank: number;
  readonly depends: boolean;
}

const bestRank = 3;

/** Better is: a finite value and gradient that depends on an input; then any dependence; then any trace. */
function judge(outcome: RunOutcome): Judged {
  if (outcome.kind === "declined") return { outcome, rank: 0, depends: false };
  const { tape } = outcome;
  const { entries, depends } = jacobian(tape);
  if (!depends.some((row) => row.includes(true))) return { outcome, rank: 1, depends: false };
  const values = tape.outputs.map(({ node }) => tape.values[node] as number);
  const rank = [...values, ...entries.flat()].every(Number.isFinite) ? bestRank : 2;
  return { outcome, rank, depends: true };
}

/** `this.w = [1, 2]` writes this.w[0] and this.w[1]. */
function isWrittenState(state: Point, path: string): boolean {
  return [...state.keys()].some(
    (name) => path === name || path.startsWith(`${name}[`) || path.startsWith(`${name}.`),
  );
}

/** `@wrt` leaves only what it names free. */
function roleFinder(
  module: ParsedModule,
  entry: FunctionEntry,
): (path: string) => TapeInput["role"] {
  const wrt = module
    .tagsOf(entry)
    .wrt.flatMap(({ text }) => text.split(/[\s,]+/).filter((name) => name !== ""));
  if (wrt.length === 0) return () => "free";
  return (path) =>
    wrt.some((name) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`))
      ? "free"
      : "frozen";
}

/** Values people wrote, in the order in which they count: a given point, `@at`, `@example`, calls in the file. */
function applyWrittenPoints(
  module: ParsedModule,
  entry: FunctionEntry,
  cells: readonly Cell[],
  state: Map<string, PointValue>,
  given: Point | undefined,
): Reason | undefined {
  const apply = (point: Point): string | undefined => {
    const unknown = applyPoint(cells, point);
    const own =
      entry.instanceOf === undefined ? [] : unknown.filter((name) => name.startsWith("this."));
    for (const name of own) state.set(name, point.get(name) ?? null);
    return unknown.find((name) => !own.includes(name));
  };
  const [call] = literalCalls(module, entry);
  if (call) {
    for (const [index, value] of call.entries()) {
      const cell = cells[index];
      if (cell && entry.node.params[index]?.type !== "RestElement")
        cell.shape = shapeOfValue(value, cell);
    }
  }
  const [tag] = module.tagsOf(entry).at;
  if (tag) {
    const outcome = parsePoint(tag.text);
    if (outcome.kind === "bad") {
      const start = tag.textStart + outcome.offset;
      return { message: `@at: ${outcome.message}`, range: { start, end: tag.range.end } };
    }
    const unknown = apply(outcome.point);
    if (unknown !== undefined)
      return { message: `@at: "${unknown}" is not an input of this function`, range: tag.range };
  }
  const unknown = given ? apply(given) : undefined;
  return unknown === undefined
    ? undefined
    : { message: `"${unknown}" is not an input of this function`, range: entry.nameRange };
}

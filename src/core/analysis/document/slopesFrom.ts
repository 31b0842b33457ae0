import { evaluateTape } from "../../autodiff/evaluate.ts";
import { forwardSweep } from "../../autodiff/forward.ts";
import { freeInputs } from "../../autodiff/jacobian.ts";
import { localDerivatives } from "../../autodiff/localDerivatives.ts";
import { oneSided } from "../../autodiff/oneSided.ts";
import type { Side } from "../../ops/nonSmooth.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Tape, TapeInput } from "../../tape/tape.ts";
import type { Limits } from "../../trace/budget.ts";
import { runAgain } from "../../trace/runAgain.ts";
import { guardsOnEdge } from "../../trace/search/edges.ts";
import { entryOf } from "./entryOf.ts";
import type { FunctionAnalysis, TracedFunction } from "./functionAnalysis.ts";
import type { RunContext } from "./runContext.ts";

type Traced = Pick<TracedFunction, "tape" | "cells" | "questions">;

/** A run per input and side: more inputs than a person looks at are left as they are. */
const maximumInputs = 32;

/** How far beside the point the other branch is looked up, next to the size of the input. */
const besides = 2 ** -24;

/** The path that an input takes to one side, with its values at the point, and the slopes on it. */
interface Departed {
  readonly tape: Tape;
  readonly slopes: readonly number[];
}

/**
 * The slopes of every output when an input sets out to one side, the branch included that is taken
 * there. Nothing where the value jumps on the way, or where the run beside the point fits no more.
 */
function slopesFrom(
  module: ParsedModule,
  entry: FunctionEntry,
  traced: Traced,
  input: TapeInput,
  side: Side,
  limits: Limits,
): Departed | undefined {
  const { tape } = traced;
  if (guardsOnEdge(tape).length === 0) return { tape, slopes: oneSided(tape, input.node)[side] };
  const beside = tapeBeside(module, entry, traced, input, side, limits);
  if (!beside) return undefined;
  const own = beside.inputs.find(({ path }) => path === input.path);
  if (!own) return undefined;
  const local = localDerivatives(beside, beside.values, undefined, { input: own.node, side });
  const { tangents } = forwardSweep(beside, new Map([[own.node, 1]]), local);
  return { tape: beside, slopes: beside.outputs.map(({ node }) => tangents[node] as number) };
}

/** The path that is taken a little to the side, with the values it has at the point itself. */
function tapeBeside(
  module: ParsedModule,
  entry: FunctionEntry,
  traced: Traced,
  input: TapeInput,
  side: Side,
  limits: Limits,
): Tape | undefined {
  const { tape } = traced;
  const step = (side === "left" ? -1 : 1) * besides;
  const values = new Map(tape.inputs.map(({ path, node }) => [path, tape.values[node] as number]));
  const x = values.get(input.path) ?? 0;
  const moved = new Map([[input.path, x + step * Math.max(1, Math.abs(x))]]);
  const run = runAgain(module, entry, traced, { limits, moved });
  if (run.kind === "declined" || !hasSameLeaves(run.tape, tape)) return undefined;
  const at = run.tape.inputs.map(({ path }) => values.get(path) ?? 0);
  const beside = { ...run.tape, values: evaluateTape(run.tape, at).values };
  const isContinuous = beside.outputs.every(({ node }, index) => {
    const own = beside.values[node] as number;
    const other = tape.values[tape.outputs[index]?.node as number] as number;
    return (
      own === other || Math.abs(own - other) <= 1e-12 * Math.max(Math.abs(own), Math.abs(other))
    );
  });
  return isContinuous && switchesHere(beside) ? beside : undefined;
}

/** Its conditions hold at the point, but for those that switch there. */
function switchesHere(beside: Tape): boolean {
  const onEdge = new Set(guardsOnEdge(beside));
  const others = { ...beside, guards: beside.guards.filter((guard) => !onEdge.has(guard)) };
  const at = beside.inputs.map(({ node }) => beside.values[node] as number);
  return evaluateTape(others, at).brokenGuard === undefined;
}

function hasSameLeaves(a: Tape, b: Tape): boolean {
  const paths = ({ inputs, outputs }: Tape) =>
    [...inputs.map(({ path }) => path), "→", ...outputs.map(({ path }) => path)].join("\0");
  return paths(a) === paths(b);
}

/** Whether the other side of conditions is looked up at all. */
export function looksAcross(tape: Tape): boolean {
  return freeInputs(tape).length <= maximumInputs;
}

/**
 * A Jacobian with the slopes from one side also where conditions switch at the very point, and per
 * input the path that is taken there.
 */
export function acrossConditions(
  module: ParsedModule,
  entry: FunctionEntry,
  traced: Traced,
  limits: Limits,
  side: Side,
  entries: readonly (readonly number[])[],
): Pick<TracedFunction, "jacobian" | "paths"> {
  const inputs = freeInputs(traced.tape);
  if (guardsOnEdge(traced.tape).length === 0 || !looksAcross(traced.tape))
    return { jacobian: entries };
  const columns = inputs.map((input) => slopesFrom(module, entry, traced, input, side, limits));
  return {
    jacobian: entries.map((row, output) =>
      row.map((value, column) => columns[column]?.slopes[output] ?? value),
    ),
    paths: columns.map((column) => column?.tape ?? traced.tape),
  };
}

/** The slopes of a function with one output on both sides of an input, where they differ. */
export function sidesOf(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  path: string,
  { module, limits }: RunContext,
): { readonly left: number; readonly right: number } | undefined {
  const entry = entryOf(module, fn);
  const input = traced.tape.inputs.find((each) => each.path === path);
  if (!entry || !input || traced.tape.outputs.length !== 1) return undefined;
  const from = (side: Side) => slopesFrom(module, entry, traced, input, side, limits)?.slopes[0];
  const [left, right] = [from("left"), from("right")];
  return left === undefined || right === undefined || Object.is(left + 0, right + 0)
    ? undefined
    : { left, right };
}

import { evaluateTape } from "../../autodiff/evaluate.ts";
import { CONSTANT_OP, INPUT_OP, type NodeId, type Tape } from "../../tape/tape.ts";
import { formatNumber } from "../../util/formatNumber.ts";
import type { Reading } from "../compare/reading.ts";
import type { Reason } from "../gradientCheck.ts";
import type { Pair } from "../pairs/pair.ts";
import { returnedRange } from "../pairs/returned.ts";
import { type Condition, lastCondition, signOf } from "../samples/conditions.ts";
import type { Sample } from "../samples/sample.ts";
import type { Missed, Samples } from "../samples/samples.ts";

/**
 * The samples without those for whose arguments the derivative gives a plain 0 or NaN, as
 * `if (scale < 0) return 0`: what it says of arguments it does not take is no rate of change. Nothing
 * where there are none.
 */
export function withoutRefused(pair: Pair, taken: Samples, reading: Reading): Samples | undefined {
  const isOwn = new Set(reading.components.map(({ leaf }) => leaf));
  const refusal = (sample: Sample) => refusalOf(pair, sample, isOwn);
  const samples: Sample[] = [];
  const refused: Missed[] = [];
  for (const sample of taken.samples) {
    const reason = refusal(sample);
    if (reason) refused.push({ ...sample, reason, isRefused: true });
    else samples.push(sample);
  }
  if (refused.length === 0) return undefined;
  return {
    ...taken,
    samples,
    missed: [...refused, ...taken.missed],
    at(point) {
      const sample = taken.at(point);
      return sample && !refusal(sample) ? sample : undefined;
    },
  };
}

function refusalOf(pair: Pair, sample: Sample, isOwn: ReadonlySet<string>): Reason | undefined {
  const { primal, hand } = sample;
  const said = guardedAgainst(pair, sample, isOwn);
  if (said || pair.convention !== "domain") return said;
  return hasNoValue(hand.tape) && isBelow(primal.tape, isOwn)
    ? { message: "gives no number", range: returnedRange(pair.derivative) }
    : undefined;
}

function guardedAgainst(
  pair: Pair,
  { primal, hand }: Sample,
  isOwn: ReadonlySet<string>,
): Reason | undefined {
  const given = plainResult(hand.tape);
  const last = given === undefined ? undefined : lastCondition(hand.tape);
  if (given === undefined || !last) return undefined;
  const { condition, range } = last;
  const sides = sidesOf(hand.tape, condition);
  if (!sides || sides.some(({ path }) => path !== undefined && isOwn.has(path))) return undefined;
  const [tested] = sides.filter(({ path }) => path !== undefined);
  if (tested?.path === undefined || decidesBy(primal.tape, tested.path)) return undefined;
  const [left, right] = sides;
  const sign = signOf(condition) ?? "";
  const text = `${left.text} ${sign} ${right.text}`;
  // NaN says by itself that there is nothing to tell; 0 may be meant as a slope.
  const isMeant =
    Number.isNaN(given) ||
    (isNegative(sides, sign) && (pair.convention === "domain" || endsAt(primal.tape, tested.path)));
  return isMeant ? { message: `gives ${given} where ${text}`, range } : undefined;
}

/** The formula of a density has no value where a parameter is negative, that of its sum may have one. */
function isBelow({ inputs, values }: Tape, isOwn: ReadonlySet<string>): boolean {
  return inputs.some(({ node, path }) => !isOwn.has(path) && (values[node] as number) < 0);
}

function hasNoValue({ outputs, values }: Tape): boolean {
  return outputs.length > 0 && outputs.every(({ node }) => Number.isNaN(values[node]));
}

/** 0 or NaN, where that is written down and all it gives. */
function plainResult({ ops, outputs, values }: Tape): number | undefined {
  const [first] = outputs;
  if (!first || !outputs.every(({ node }) => ops[node] === CONSTANT_OP)) return undefined;
  const given = values[first.node] as number;
  if (given !== 0 && !Number.isNaN(given)) return undefined;
  return outputs.every(({ node }) => Object.is(values[node], given)) ? given : undefined;
}

interface Side {
  readonly text: string;
  /** Of an input. */
  readonly path?: string;
  readonly value: number;
}

function sidesOf(tape: Tape, { left, right }: Condition): readonly [Side, Side] | undefined {
  const one = sideOf(tape, left);
  const other = right === undefined ? undefined : sideOf(tape, right);
  return one && other && [one, other];
}

function sideOf(tape: Tape, node: NodeId): Side | undefined {
  const value = tape.values[node] as number;
  if (tape.ops[node] === CONSTANT_OP) return { text: formatNumber(value, 6), value };
  const path = tape.inputs.find((input) => input.node === node)?.path;
  if (tape.ops[node] !== INPUT_OP || path === undefined || path.startsWith("\u0000"))
    return undefined;
  return { text: path, path, value };
}

/** A parameter below 0, or two in the wrong order. */
function isNegative([left, right]: readonly [Side, Side], sign: string): boolean {
  if (left.path !== undefined && right.path !== undefined) return true;
  const isBelow = left.path === undefined ? /[>≥]/.test(sign) : /[<≤]/.test(sign);
  return isBelow && (left.path === undefined ? left : right).value === 0;
}

function decidesBy(tape: Tape, path: string): boolean {
  const input = tape.inputs.find((one) => one.path === path)?.node;
  return tape.guards.some(
    ({ node }) =>
      node === input ||
      tape.args.subarray(tape.argStart[node], tape.argStart[node + 1]).includes(input ?? -1),
  );
}

/** Where the parameter is 0 the function divides by it, or the like: beyond lies another function. */
function endsAt(tape: Tape, path: string): boolean {
  const given = tape.inputs.map((input) =>
    input.path === path ? 0 : (tape.values[input.node] as number),
  );
  return !evaluateTape(tape, given).values.every(Number.isFinite);
}

import { opIndexOf } from "../../ops/table.ts";
import { deriveSymbolically, formulaOf } from "../../symbolic/expr/derive.ts";
import { createExprPool } from "../../symbolic/expr/expr.ts";
import { isZeroForm } from "../../symbolic/normalForm/form.ts";
import { createFormPool } from "../../symbolic/normalForm/formPool.ts";
import { normalize } from "../../symbolic/normalForm/normalize.ts";
import { argumentsOf, INPUT_OP, type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";
import type { Cell } from "../../trace/inputs/cell.ts";
import type { Tally } from "../compare/tally.ts";
import type { Sample } from "../samples/sample.ts";

const maximumSize = 150;
const maximumEntries = 12;
const maximumPaths = 8;

/**
 * Whether the two formulas are one over the real numbers, on every branch there is. Nothing is said
 * where the number of branches is open: loops and lengths that depend on the inputs.
 */
export function isProved(cells: readonly Cell[], tally: Tally): boolean {
  const { branches, reading, comparisons } = tally;
  if (branches.covered !== branches.seen || cells.some(isElastic)) return false;
  const paths = new Map<string, Sample>();
  for (const { sample } of comparisons)
    paths.set(`${sample.primal.path} ${sample.hand.path}`, sample);
  if (paths.size > maximumPaths || paths.size * reading.components.length > maximumEntries)
    return false;
  return [...paths.values()].every((sample) => isProvedOn(sample, tally));
}

function isProvedOn({ primal, hand }: Sample, { reading }: Tally): boolean {
  if (![primal.tape, hand.tape].every(isPlain)) return false;
  const pool = createExprPool();
  const forms = createFormPool("people");
  const known = new Map();
  return reading.components.every(({ at, leaf, output }) => {
    const result = primal.tape.outputs[output]?.node;
    const input = primal.tape.inputs.find(({ path }) => path === leaf)?.node;
    const written = hand.tape.outputs.find(({ path }) => path === at)?.node;
    if (result === undefined || input === undefined || written === undefined) return false;
    const [derivative] = deriveSymbolically(primal.tape, result, [input], pool) ?? [];
    const byHand = formulaOf(hand.tape, written, pool);
    if (!derivative || !byHand) return false;
    const rest = pool.call("sub", [derivative, byHand]);
    const form = normalize(forms, rest, known);
    return form !== undefined && isZeroForm(form);
  });
}

const unlikeReals = (["fround", "f16round", "mod"] as const).map((op) => opIndexOf(op));

/** A formula of real numbers: nothing stored in fewer bits, drawn at random, counted or wrapped round. */
function isPlain(tape: Tape): boolean {
  if (sizeOf(tape) > maximumSize || tape.inputs.some(({ role }) => role === "noise")) return false;
  if (unlikeReals.some((op) => tape.ops.includes(op))) return false;
  return tape.guards.every(
    (guard) => guard.kind === "truth" && (guard.isLoop !== true || isFixed(tape, guard.node)),
  );
}

/** No input has a say in it. */
function isFixed(tape: Tape, node: NodeId): boolean {
  const pending = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (tape.ops[next] === INPUT_OP) return false;
    pending.push(...argumentsOf(tape, next));
  }
  return true;
}

function isElastic({ shape }: Cell): boolean {
  if (shape.kind === "array") return shape.elastic || shape.elements.some(isElastic);
  if (shape.kind === "object") return [...shape.fields.values()].some(isElastic);
  return false;
}

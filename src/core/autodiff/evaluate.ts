import { evaluateOp, rows } from "../ops/table.ts";
import { CONSTANT_OP, type Guard, INPUT_OP, type NodeId, sizeOf, type Tape } from "../tape/tape.ts";

/** The primals of a tape at new inputs, and the first guard that no longer holds there. */
export interface Evaluation {
  readonly values: Float64Array;
  readonly brokenGuard: Guard | undefined;
}

/**
 * Runs the tape again without touching the source. `inputs` follow `tape.inputs`; `into`, when given,
 * is overwritten and returned, so that a drag allocates nothing per frame.
 * Where a guard is broken the values are those of the recorded path, not of the function.
 * Throws a RangeError when the number of inputs is another.
 */
export function evaluateTape(
  tape: Tape,
  inputs: readonly number[],
  into: Float64Array = new Float64Array(sizeOf(tape)),
): Evaluation {
  expectLength("input", tape.inputs.length, inputs.length);
  for (const [index, input] of tape.inputs.entries()) into[input.node] = inputs[index] as number;
  const size = sizeOf(tape);
  for (let node = 0; node < size; node++) {
    const code = tape.ops[node] as number;
    if (code === INPUT_OP) continue;
    if (code === CONSTANT_OP) {
      into[node] = tape.values[node] as number;
      continue;
    }
    into[node] = evaluateOp(rowAt(code), argumentValues(tape, node, into));
  }
  return { values: into, brokenGuard: tape.guards.find((guard) => !holds(guard, into)) };
}

/** Clear to whoever called with the wrong count, before anything is computed. */
export function expectLength(what: string, expected: number, actual: number): void {
  if (expected === actual) return;
  throw new RangeError(
    `the tape has ${expected} ${what}${expected === 1 ? "" : "s"}, not ${actual}`,
  );
}

function holds(guard: Guard, values: Float64Array): boolean {
  const value = values[guard.node] as number;
  return guard.kind === "truth" ? truthOf(value) === guard.truth : Object.is(value, guard.value);
}

/** JavaScript's truth of a number: 0, −0 and NaN are false. */
export function truthOf(value: number): boolean {
  return value !== 0 && !Number.isNaN(value);
}

export function rowAt(code: number) {
  const row = rows[code];
  if (!row) throw new Error(`internal: no row ${code}`);
  return row;
}

/** What a node is computed from. */
export function argumentValues(tape: Tape, node: NodeId, values: Float64Array): number[] {
  const first = tape.argStart[node] as number;
  const result = new Array<number>((tape.argStart[node + 1] as number) - first);
  for (let i = 0; i < result.length; i++) {
    result[i] = values[tape.args[first + i] as number] as number;
  }
  return result;
}

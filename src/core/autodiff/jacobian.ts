import type { NodeId, Tape, TapeInput } from "../tape/tape.ts";
import { type ForwardSweep, forwardSweep } from "./forward.ts";
import { type LocalDerivatives, localDerivatives } from "./localDerivatives.ts";
import { inputsAtCorners, localDerivativesFrom } from "./oneSided.ts";
import { type ReverseSweep, reverseSweep } from "./reverse.ts";

export type Mode = "forward" | "reverse";

export interface Jacobian {
  /** Outputs × free inputs, in the tape's orders. */
  readonly entries: readonly (readonly number[])[];
  /** Whether a derivative path leads from the input to the output at all. */
  readonly depends: readonly (readonly boolean[])[];
  readonly mode: Mode;
  /** How many sweeps each mode takes, which is why the cheaper one is. */
  readonly sweeps: Readonly<Record<Mode, number>>;
}

export function freeInputs(tape: Tape): readonly TapeInput[] {
  return tape.inputs.filter((input) => input.role === "free");
}

/** One sweep per input going forward, one per output in reverse: take the smaller number. */
function cheaperMode(inputs: number, outputs: number): Mode {
  return inputs < outputs ? "forward" : "reverse";
}

export function jacobian(
  tape: Tape,
  mode: Mode = cheaperMode(freeInputs(tape).length, tape.outputs.length),
  local: LocalDerivatives = localDerivatives(tape),
): Jacobian {
  const inputs = freeInputs(tape);
  const sweeps = { forward: inputs.length, reverse: tape.outputs.length };
  const result: Jacobian = {
    entries: tape.outputs.map((): number[] => []),
    depends: tape.outputs.map((): boolean[] => []),
    mode,
    sweeps,
  };
  const cornered = inputsAtCorners(tape);
  fill(result, tape, local, (input) => !cornered.has(input));
  for (const input of cornered) {
    fill(result, tape, localDerivativesFrom(tape, input), (other) => other === input);
  }
  return result;
}

/** The columns of some inputs, by sweeps over these local derivatives. */
function fill(
  { entries, depends, mode }: Jacobian,
  tape: Tape,
  local: LocalDerivatives,
  isWanted: (input: NodeId) => boolean,
): void {
  const columns = [...freeInputs(tape).entries()].filter(([, { node }]) => isWanted(node));
  const put = (row: number, column: number, value: number, isReached: boolean) => {
    (entries[row] as number[])[column] = value;
    (depends[row] as boolean[])[column] = isReached;
  };
  if (mode === "reverse") {
    let sweep: ReverseSweep | undefined;
    for (const [row, output] of tape.outputs.entries()) {
      sweep = reverseSweep(tape, new Map([[output.node, 1]]), local, sweep);
      for (const [column, { node }] of columns) {
        put(row, column, sweep.adjoints[node] as number, sweep.reached[node] === 1);
      }
    }
  } else {
    let sweep: ForwardSweep | undefined;
    for (const [column, input] of columns) {
      sweep = forwardSweep(tape, new Map([[input.node, 1]]), local, sweep);
      for (const [row, { node }] of tape.outputs.entries()) {
        put(row, column, sweep.tangents[node] as number, sweep.reached[node] === 1);
      }
    }
  }
}

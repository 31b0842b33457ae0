import type { Tape, TapeInput } from "../tape/tape.ts";
import { forwardSweep } from "./forward.ts";
import { type LocalDerivatives, localDerivatives } from "./localDerivatives.ts";
import { reverseSweep } from "./reverse.ts";

export type Mode = "forward" | "reverse";

export interface Jacobian {
  /** Outputs × free inputs, in the tape's orders. */
  readonly entries: readonly (readonly number[])[];
  /** Whether a derivative path leads from the input to the output at all. */
  readonly depends: readonly (readonly boolean[])[];
  readonly mode: Mode;
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
  if (mode === "reverse") {
    const sweeps = tape.outputs.map(({ node }) => reverseSweep(tape, new Map([[node, 1]]), local));
    return {
      mode,
      entries: sweeps.map(({ adjoints }) => inputs.map(({ node }) => adjoints[node] as number)),
      depends: sweeps.map(({ reached }) => inputs.map(({ node }) => reached[node] === 1)),
    };
  }
  const sweeps = inputs.map(({ node }) => forwardSweep(tape, new Map([[node, 1]]), local));
  return {
    mode,
    entries: tape.outputs.map(({ node }) => sweeps.map(({ tangents }) => tangents[node] as number)),
    depends: tape.outputs.map(({ node }) => sweeps.map(({ reached }) => reached[node] === 1)),
  };
}

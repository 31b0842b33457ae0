import type { Convention } from "../core/ops/nonSmooth.ts";
import type { Frame, Guard, Tape, TapeInput, TapeOutput } from "../core/tape/tape.ts";
import { fromWire, toWire, type WireNumber } from "./wireNumber.ts";

/** A tape as JSON: plain columns, non-finite numbers encoded. */
export interface WireTape {
  readonly ops: readonly number[];
  readonly argStart: readonly number[];
  readonly args: readonly number[];
  readonly values: readonly WireNumber[];
  readonly inputs: readonly TapeInput[];
  readonly outputs: readonly TapeOutput[];
  readonly guards: readonly WireGuard[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly names: readonly (readonly [number, string])[];
  readonly frames: readonly number[];
  readonly frameTable: readonly Frame[];
  readonly nonSmooth?: Convention;
}

type WireGuard =
  | Extract<Guard, { kind: "truth" }>
  | (Omit<Extract<Guard, { kind: "value" }>, "value"> & { readonly value: WireNumber });

export function tapeToWire(tape: Tape): WireTape {
  const { provenance } = tape;
  return {
    ops: [...tape.ops],
    argStart: [...tape.argStart],
    args: [...tape.args],
    values: Array.from(tape.values, toWire),
    inputs: tape.inputs,
    outputs: tape.outputs,
    guards: tape.guards.map((guard) =>
      guard.kind === "value" ? { ...guard, value: toWire(guard.value) } : guard,
    ),
    starts: [...provenance.starts],
    ends: [...provenance.ends],
    names: [...provenance.names],
    frames: [...provenance.frames],
    frameTable: provenance.frameTable,
    ...(tape.nonSmooth && { nonSmooth: tape.nonSmooth }),
  };
}

export function tapeFromWire(wire: WireTape): Tape {
  return {
    ops: Int16Array.from(wire.ops),
    argStart: Uint32Array.from(wire.argStart),
    args: Uint32Array.from(wire.args),
    values: Float64Array.from(wire.values, fromWire),
    inputs: wire.inputs,
    outputs: wire.outputs,
    guards: wire.guards.map((guard) =>
      guard.kind === "value" ? { ...guard, value: fromWire(guard.value) } : guard,
    ),
    provenance: {
      starts: Uint32Array.from(wire.starts),
      ends: Uint32Array.from(wire.ends),
      names: new Map(wire.names),
      frames: Uint32Array.from(wire.frames),
      frameTable: wire.frameTable,
    },
    ...(wire.nonSmooth && { nonSmooth: wire.nonSmooth }),
  };
}

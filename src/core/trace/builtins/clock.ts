import { type Node, nodeRange } from "../../syntax/ast.ts";
import type { Machine, Traced } from "../machine.ts";

/**
 * The time, as a trace has it: noise, like Math.random. Nothing is measured; each reading is one
 * millisecond after the one before, so that a trace is the same whenever it is made.
 */
export function readClock(machine: Machine, name: string, site: Node): Traced {
  const { tape } = machine;
  const reading = (readings.get(tape) ?? 0) + 1;
  readings.set(tape, reading);
  const range = tape.pinned ?? nodeRange(site);
  const node = tape.input(`${name}#${reading}`, reading, "noise", range);
  return { kind: "traced", node, value: reading, isBoolean: false };
}

const readings = new WeakMap<Machine["tape"], number>();

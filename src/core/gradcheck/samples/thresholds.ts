import { evaluateTape } from "../../autodiff/evaluate.ts";
import { localDerivatives } from "../../autodiff/localDerivatives.ts";
import { reverseSweep } from "../../autodiff/reverse.ts";
import type { NodeId, Tape, TapeInput } from "../../tape/tape.ts";

/** A value of one input at which two numbers of a tape meet, the others held. */
export interface Threshold {
  readonly input: TapeInput;
  readonly value: number;
}

/** What the left side is compared with: another node, or a plain number. */
export type Rival =
  | { readonly kind: "node"; readonly node: NodeId }
  | { readonly kind: "level"; readonly value: number };

const maximumSteps = 14;
const maximumInputs = 4;

/**
 * Newton's method along one input at a time on left − right = 0, on the recorded path. It is only a
 * search for interesting points, so where it fails nothing is lost but the point.
 */
export function thresholdsOf(
  tape: Tape,
  left: NodeId,
  rival: Rival,
  mayMove: (input: TapeInput) => boolean,
): readonly Threshold[] {
  const found: Threshold[] = [];
  let tried = 0;
  for (const [place, input] of tape.inputs.entries()) {
    if (!mayMove(input) || tried >= maximumInputs) continue;
    const start = tape.values[input.node] as number;
    const value = solve(tape, left, rival, place, start);
    if (value === "flat") continue;
    tried++;
    if (value !== undefined) found.push({ input, value });
    // |x| = 3 and x² = 9 have a second answer on the other side of 0.
    const mirrored = solve(tape, left, rival, place, -start);
    if (typeof mirrored === "number" && mirrored !== value) found.push({ input, value: mirrored });
  }
  return found;
}

function solve(
  tape: Tape,
  left: NodeId,
  rival: Rival,
  place: number,
  start: number,
): number | undefined | "flat" {
  const given = tape.inputs.map(({ node }) => tape.values[node] as number);
  const input = tape.inputs[place] as TapeInput;
  given[place] = start;
  let { values } = evaluateTape(tape, given);
  for (let step = 0; step < maximumSteps; step++) {
    const level = rival.kind === "level" ? rival.value : (values[rival.node] as number);
    const gap = (values[left] as number) - level;
    const right = rival.kind === "node" ? rival.node : undefined;
    const slope: number = slopeOf(tape, values, left, right, input.node);
    if (slope === 0) return step === 0 ? "flat" : undefined;
    const next: number = (given[place] as number) - gap / slope;
    if (!Number.isFinite(next)) return undefined;
    if (Math.abs(next - (given[place] as number)) <= 1e-9 * Math.abs(next)) return next;
    given[place] = next;
    values = evaluateTape(tape, given).values;
  }
  return undefined;
}

function slopeOf(
  tape: Tape,
  values: Float64Array,
  left: NodeId,
  right: NodeId | undefined,
  input: NodeId,
): number {
  const seeds = new Map([[left, 1]]);
  if (right !== undefined) seeds.set(right, (seeds.get(right) ?? 0) - 1);
  const { adjoints } = reverseSweep(tape, seeds, localDerivatives(tape, values));
  return adjoints[input] as number;
}

import { adjointsOf } from "../../autodiff/oneSided.ts";
import type { Convention } from "../../ops/nonSmooth.ts";
import type { Tape } from "../../tape/tape.ts";
import { compareAt } from "../compare/compare.ts";
import type { Component } from "../compare/reading.ts";
import type { Tally } from "../compare/tally.ts";
import type { Pair } from "../pairs/pair.ts";
import type { Sample } from "../samples/sample.ts";
import type { Samples } from "../samples/samples.ts";

/** Corners that are looked at; more of them tell nothing new. */
const maximumCorners = 12;
const nudge = 1e-6;
/** Slopes are the same within this part of the jump between them: they are taken beside the corner. */
const sameness = 1e-3;

/**
 * Whether a derivative that is right elsewhere makes another choice at a corner: a value between the
 * one-sided derivatives that is neither of them, nor the one of the convention.
 */
export function choosesOtherwise(
  taken: Samples,
  tally: Tally,
  { nonSmooth }: Pair,
  scale: number,
): boolean {
  const corners = taken.samples
    .filter((sample) => compareAt(sample, tally.reading, scale).kind === "kink")
    .slice(0, maximumCorners);
  return corners.some((sample) =>
    tally.reading.components.some((component) =>
      isOtherChoice(taken, sample, component, nonSmooth, scale),
    ),
  );
}

function isOtherChoice(
  taken: Samples,
  sample: Sample,
  component: Component,
  nonSmooth: Convention | undefined,
  scale: number,
): boolean {
  const { tape } = sample.hand;
  const written = tape.outputs.find(({ path }) => path === component.at)?.node;
  const convention = nonSmooth === undefined ? {} : { nonSmooth };
  const usual = exact({ ...sample.primal.tape, ...convention }, component);
  const at = sample.point.get(component.leaf);
  if (written === undefined || usual === undefined || at === undefined) return false;
  const chosen = (tape.values[written] as number) / scale;
  if (!Number.isFinite(chosen)) return false;
  const slopeBeside = (step: number): number => {
    const beside = taken.at(new Map(sample.point).set(component.leaf, at + step));
    return (beside && exact(beside.primal.tape, component)) ?? Number.NaN;
  };
  const step = nudge * Math.max(1, Math.abs(at));
  const [low, high] = [slopeBeside(-step), slopeBeside(step)];
  const jump = Math.abs(high - low);
  // Halfway to the corner a jump is as high, but slopes that only bend have come closer together.
  const bend = Math.abs(slopeBeside(-step / 2) - low) + Math.abs(slopeBeside(step / 2) - high);
  if (!(jump > 4 * bend)) return false;
  // Either one-sided derivative is what > or >= in a condition makes of it: no choice of its own.
  if ([usual, low, high].some((known) => Math.abs(chosen - known) <= sameness * jump)) return false;
  return chosen > Math.min(low, high) && chosen < Math.max(low, high);
}

function exact(tape: Tape, { output, leaf }: Component): number | undefined {
  const node = tape.outputs[output]?.node;
  const input = tape.inputs.find(({ path }) => path === leaf)?.node;
  if (node === undefined || input === undefined) return undefined;
  return adjointsOf(tape, new Map([[node, 1]]), [input])[0];
}

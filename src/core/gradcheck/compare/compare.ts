import { localDerivatives } from "../../autodiff/localDerivatives.ts";
import { type ReverseSweep, reverseSweep } from "../../autodiff/reverse.ts";
import type { NodeId } from "../../tape/tape.ts";
import { outputPrefix } from "../replay/plans.ts";
import type { Sample } from "../samples/sample.ts";
import { standsAtKink } from "./kinks.ts";
import type { Component, Reading } from "./reading.ts";
import { derivativeError, isDerivativeExtreme, isExtreme, valueError } from "./rounding.ts";

/** One partial derivative at one point, exact and by hand. */
export type Comparison =
  | {
      readonly kind: "agrees" | "differs";
      readonly expected: number;
      readonly actual: number;
      readonly component: Component;
    }
  /** Agrees, but rounding alone could account for much of the value: it proves little. */
  | { readonly kind: "blurred" }
  /** No statement is possible here: no derivative, an overflow. */
  | { readonly kind: "nothing" };

export type Compared =
  | { readonly kind: "compared"; readonly comparisons: readonly Comparison[] }
  | { readonly kind: "kink" }
  /** The reading does not fit: an output depends on more than its own input. */
  | { readonly kind: "misread" };

/** Agreement to this many digits needs no analysis of rounding. */
const plainTolerance = 1e-8;
/** Bounds of first order are multiplied by this for what they leave out. */
const boundSlack = 16;
/** Where the bound is this large beside the value, agreement says little. */
const blur = 1e-4;

/** Compares a reading's components at a sample; `scale` is the factor the derivative is said to carry. */
export function compareAt(sample: Sample, reading: Reading, scale: number): Compared {
  const { primal } = sample;
  const leaves = new Set(reading.components.map(({ leaf }) => leaf));
  const inputNode = new Map(primal.tape.inputs.map(({ path, node }) => [path, node]));
  if (standsAtKink(sample, leaves)) return { kind: "kink" };
  const local = localDerivatives(primal.tape);
  const sweeps = new Map<number, ReverseSweep>();
  const sweepOf = (output: number, node: NodeId): ReverseSweep => {
    const known = sweeps.get(output) ?? reverseSweep(primal.tape, new Map([[node, 1]]), local);
    sweeps.set(output, known);
    return known;
  };
  const comparisons: Comparison[] = [];
  for (const component of reading.components) {
    const output = primal.tape.outputs[component.output];
    const input = inputNode.get(component.leaf);
    if (!output || input === undefined) {
      comparisons.push({ kind: "nothing" });
      continue;
    }
    const { adjoints } = sweepOf(component.output, output.node);
    if (reading.diagonal) {
      for (const leaf of leaves) {
        const node = inputNode.get(leaf);
        if (leaf !== component.leaf && node !== undefined && adjoints[node] !== 0)
          return { kind: "misread" };
      }
    }
    const expected = (adjoints[input] as number) * scale;
    comparisons.push(compareNumber(sample, component, output.node, input, expected, scale));
  }
  return { kind: "compared", comparisons };
}

function compareNumber(
  { primal, hand, point }: Sample,
  component: Component,
  output: NodeId,
  input: NodeId,
  expected: number,
  scale: number,
): Comparison {
  const written = hand.tape.outputs.find(({ path }) => path === component.at);
  const actual = written ? (hand.tape.values[written.node] as number) : Number.NaN;
  const value = primal.tape.values[output] as number;
  if (!Number.isFinite(value) || !Number.isFinite(expected)) return { kind: "nothing" };
  // A list as long as what was read of the inputs: of the rest nothing is claimed.
  if (!written && expected === 0) return { kind: "nothing" };
  if (!written || !Number.isFinite(actual)) {
    const isKnown =
      isOrdinary(point) &&
      !isExtreme(hand.tape) &&
      !isExtreme(primal.tape) &&
      boundSlack * derivativeError(primal.tape, output, input) <= blur * Math.abs(expected);
    return isKnown ? { kind: "differs", expected, actual, component } : { kind: "nothing" };
  }
  const gap = Math.abs(expected - actual);
  const size = Math.max(Math.abs(expected), Math.abs(actual));
  if (gap <= plainTolerance * size) return { kind: "agrees", expected, actual, component };
  const outputError = (path: string): number => {
    if (!path.startsWith(outputPrefix)) return 0;
    const fed = primal.tape.outputs.find((leaf) => leaf.path === path.slice(outputPrefix.length));
    return fed ? valueError(primal.tape, fed.node) : 0;
  };
  const bound =
    boundSlack *
    (Math.abs(scale) * derivativeError(primal.tape, output, input) +
      valueError(hand.tape, written.node, outputError));
  if (!Number.isFinite(bound)) return { kind: "nothing" };
  if (gap <= bound) {
    return bound > blur * size
      ? { kind: "blurred" }
      : { kind: "agrees", expected, actual, component };
  }
  if (isExtreme(hand.tape) || isExtreme(primal.tape)) return { kind: "nothing" };
  if (isDerivativeExtreme(primal.tape, output)) return { kind: "nothing" };
  return { kind: "differs", expected, actual, component };
}

/** Where a missing value cannot be blamed on the size of the inputs. */
export function isOrdinary(point: ReadonlyMap<string, number>): boolean {
  for (const value of point.values()) {
    const size = Math.abs(value);
    if (size > 20 || (size < 1e-2 && size > 0)) return false;
  }
  return true;
}

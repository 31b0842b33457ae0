import { type LocalDerivatives, localDerivatives } from "../../autodiff/localDerivatives.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { NodeId, Tape } from "../../tape/tape.ts";
import type { Cell } from "../../trace/inputs/cell.ts";
import type { Component } from "../compare/reading.ts";
import { valueError } from "../compare/rounding.ts";
import type { Tally } from "../compare/tally.ts";
import type { Pair } from "../pairs/pair.ts";
import type { Sample } from "../samples/sample.ts";

/** One partial derivative at one point, as it should be and as it is. */
interface Target {
  readonly component: Component;
  readonly output: NodeId;
  readonly input: NodeId;
  readonly expected: number;
  readonly actual: number;
  /** What rounding may have done to the hand-written number. */
  readonly slack: number;
}

/** A compared point with all that predictions need. */
export interface EvidencePoint {
  readonly sample: Sample;
  /** The primal's. */
  readonly tape: Tape;
  readonly local: LocalDerivatives;
  readonly targets: readonly Target[];
}

/** What an explanation must account for: the components that differ, on the paths on which they do. */
export interface Evidence {
  readonly module: ParsedModule;
  /** The file of the primal, which may be another. */
  readonly home: ParsedModule;
  readonly pair: Pair;
  readonly cells: readonly Cell[];
  readonly points: readonly EvidencePoint[];
  /** Every path of the primal that was seen. */
  readonly paths: readonly Tape[];
  readonly siblings: readonly FunctionEntry[];
}

/** More points than these prove nothing more. */
const maximumDiffering = 9;
const maximumAgreeing = 5;
/** Beyond this, rounding may hide what is to be seen. */
const ordinarySize = 60;

/** The components by which a reading differs, each once. */
export function differingComponents(tally: Tally): readonly Component[] {
  const found = new Map<string, Component>();
  for (const { kind, component } of tally.comparisons) {
    if (kind === "differs") found.set(keyOf(component), component);
  }
  return [...found.values()];
}

/**
 * The points that bear on these components: on the paths on which they differ, some at which they do and some at
 * which they agree, ordinary ones first. Both numbers of a target are divided by the scale the pair is said to have.
 */
export function pointsOf(
  tally: Tally,
  components: readonly Component[],
  scale: number,
): readonly EvidencePoint[] {
  const wanted = new Set(components.map(keyOf));
  const concerned = tally.comparisons.filter(({ component }) => wanted.has(keyOf(component)));
  const paths = new Set(
    concerned.filter(({ kind }) => kind === "differs").map(({ sample }) => sample.hand.path),
  );
  const bySample = new Map<Sample, typeof concerned>();
  for (const comparison of concerned) {
    const { sample, actual } = comparison;
    if (!paths.has(sample.hand.path) || !Number.isFinite(actual)) continue;
    bySample.set(sample, [...(bySample.get(sample) ?? []), comparison]);
  }
  const differs = (sample: Sample) => bySample.get(sample)?.some(({ kind }) => kind === "differs");
  const samples = newFirst([...bySample.keys()], (sample) =>
    (bySample.get(sample) ?? []).map(({ expected, actual }) => `${expected} ${actual}`).join(),
  );
  const chosen = [
    ...ordinaryFirst(samples.filter(differs)).slice(0, maximumDiffering),
    ...ordinaryFirst(samples.filter((sample) => !differs(sample))).slice(0, maximumAgreeing),
  ];
  return chosen.map((sample) => {
    const { tape } = sample.primal;
    const targets = (bySample.get(sample) ?? []).flatMap(({ component, expected, actual }) => {
      const output = tape.outputs[component.output]?.node;
      const input = tape.inputs.find(({ path }) => path === component.leaf)?.node;
      if (output === undefined || input === undefined) return [];
      const written = sample.hand.tape.outputs.find(({ path }) => path === component.at)?.node;
      const slack = written === undefined ? 0 : 16 * valueError(sample.hand.tape, written);
      return [
        { component, output, input, expected: expected / scale, actual: actual / scale, slack },
      ];
    });
    return { sample, tape, local: localDerivatives(tape), targets };
  });
}

function keyOf({ at, leaf, output }: Component): string {
  return `${at} ${leaf} ${output}`;
}

/** Where another input moved, the same numbers are no further evidence. */
function newFirst(samples: readonly Sample[], numbersOf: (sample: Sample) => string) {
  const seen = new Set<string>();
  const isNew = samples.map((sample) => seen.size < seen.add(numbersOf(sample)).size);
  return [
    ...samples.filter((_, index) => isNew[index]),
    ...samples.filter((_, index) => !isNew[index]),
  ];
}

/** Extreme points are asked only where there are no others. */
function ordinaryFirst(samples: readonly Sample[]): readonly Sample[] {
  const ordinary = samples.filter(isOrdinary);
  return ordinary.length > 0 ? ordinary : samples;
}

function isOrdinary({ point }: Sample): boolean {
  return [...point.values()].every((value) => Math.abs(value) <= ordinarySize);
}

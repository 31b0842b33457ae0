import { argumentsOf, type NodeId } from "../../tape/tape.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { type Link, linksOf, partialOf } from "./links.ts";
import { valueAt } from "./operands.ts";
import { innerNodes } from "./places.ts";
import { linkRate, numberText, sourceOf } from "./words.ts";

interface KnownFactor {
  readonly value: (point: EvidencePoint) => number;
  readonly say: () => { readonly text: string; readonly code?: string };
}

const factors = new WeakMap<Evidence, readonly KnownFactor[]>();

/** What a derivative of this function is made of: local rates and their parts, and the values on the way. */
export function factorsOf(evidence: Evidence): readonly KnownFactor[] {
  const before = factors.get(evidence);
  if (before) return before;
  const [first] = evidence.points as [EvidencePoint];
  const links = [...linksOf(first)].flatMap(([key, [link]]) =>
    link ? linkFactors(evidence, first, key, link) : [],
  );
  const found = [...links, ...valueFactors(evidence, first)];
  factors.set(evidence, found);
  return found;
}

/** The rate of a link, and of a power n·aⁿ⁻¹ also what is left without the n. */
function linkFactors(
  evidence: Evidence,
  first: EvidencePoint,
  key: string,
  link: Link,
): readonly KnownFactor[] {
  const { tape } = first;
  const value = (point: EvidencePoint): number => {
    const own = linksOf(point).get(key)?.[0];
    return own ? partialOf(point, own) : Number.NaN;
  };
  const rate: KnownFactor = {
    value,
    say: () => {
      const formula = linkRate(first, link);
      const text = formula?.text ?? `the rate of ${sourceOf(evidence, tape, link.node)}`;
      return formula ? { text, code: formula.code } : { text };
    },
  };
  if (link.op !== "pow" || link.index > 0) return [rate];
  const exponent = argumentsOf(tape, link.node)[1] as NodeId;
  const power: KnownFactor = {
    value: (point) => value(point) / valueAt(point.tape, exponent),
    say: () => ({
      text: `${sourceOf(evidence, tape, link.arg)} to the power ${numberText(valueAt(tape, exponent) - 1)}`,
    }),
  };
  return [rate, power];
}

/** The inputs, the results, and what is computed between them. */
function valueFactors(evidence: Evidence, first: EvidencePoint): readonly KnownFactor[] {
  const { tape, targets } = first;
  const inputs = tape.inputs.map(
    ({ path }): KnownFactor => ({
      value: ({ tape: own }) =>
        valueAt(own, own.inputs.find((input) => input.path === path)?.node ?? -1),
      say: () => ({ text: path, code: path }),
    }),
  );
  const outputs = [...new Set(targets.map(({ output }) => output))].map(
    (output): KnownFactor => ({
      value: ({ tape: own }) => valueAt(own, output),
      say: () => ({ text: sourceOf(evidence, tape, output) }),
    }),
  );
  const inner = [...innerNodes(first)].flatMap(([key, [node]]): readonly KnownFactor[] =>
    node === undefined
      ? []
      : [
          {
            value: (point) => valueAt(point.tape, innerNodes(point).get(key)?.[0] ?? -1),
            say: () => ({ text: sourceOf(evidence, tape, node) }),
          },
        ],
  );
  return [...inputs, ...outputs, ...inner];
}

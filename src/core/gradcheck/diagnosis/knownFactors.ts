import { argumentsOf, type NodeId } from "../../tape/tape.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { linksOf, partialOf } from "./links.ts";
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
  const { tape } = first;
  const found: KnownFactor[] = [];
  for (const [key, [link]] of linksOf(first)) {
    if (!link) continue;
    const rate = (point: EvidencePoint): number => {
      const own = linksOf(point).get(key)?.[0];
      return own ? partialOf(point, own) : Number.NaN;
    };
    found.push({
      value: rate,
      say: () => {
        const formula = linkRate(first, link);
        const text = formula?.text ?? `the rate of ${sourceOf(evidence, tape, link.node)}`;
        return formula ? { text, code: formula.code } : { text };
      },
    });
    if (link.op !== "pow" || link.index > 0) continue;
    const exponent = argumentsOf(tape, link.node)[1] as NodeId;
    found.push({
      value: (point) => rate(point) / valueAt(point.tape, exponent),
      say: () => ({
        text: `${sourceOf(evidence, tape, link.arg)} to the power ${numberText(valueAt(tape, exponent) - 1)}`,
      }),
    });
  }
  for (const { path } of tape.inputs) {
    found.push({
      value: ({ tape: own }) =>
        valueAt(own, own.inputs.find((input) => input.path === path)?.node ?? -1),
      say: () => ({ text: path, code: path }),
    });
  }
  const outputs = new Set(first.targets.map(({ output }) => output));
  for (const output of outputs) {
    found.push({
      value: ({ tape: own }) => valueAt(own, output),
      say: () => ({ text: sourceOf(evidence, tape, output) }),
    });
  }
  for (const [key, [node]] of innerNodes(first)) {
    if (node === undefined) continue;
    found.push({
      value: (point) => valueAt(point.tape, innerNodes(point).get(key)?.[0] ?? -1),
      say: () => ({ text: sourceOf(evidence, tape, node) }),
    });
  }
  factors.set(evidence, found);
  return found;
}

import { opIndexOf } from "../../ops/table.ts";
import { argumentsOf, INPUT_OP, type NodeId, type Tape } from "../../tape/tape.ts";
import type { EvidencePoint } from "./evidence.ts";
import { type Hypothesis, rightNumbers, type Suspect } from "./hypothesis.ts";
import { varyingNodes } from "./links.ts";
import { innerNodes, placesOf } from "./places.ts";
import { predict, type Redo } from "./predict.ts";
import { sourceOf } from "./words.ts";

const mul = opIndexOf("mul");
const div = opIndexOf("div");

/** (u·v)′ taken for u′·v′, (u/v)′ for u′/v′. */
export const productSuspects: Suspect = (evidence) => {
  const [point] = evidence.points;
  if (!point) return [];
  const { tape } = point;
  const varying = varyingNodes(tape, new Set(point.targets.map(({ input }) => input)));
  const outermost = new Set(point.targets.map(({ output }) => output));
  // A place that another branch alone passes is a node of another tape.
  const inside = placesOf(evidence).flatMap(({ node, first }) => (first === point ? [node] : []));
  return [...outermost, ...inside].flatMap((node) => {
    const op = tape.ops[node] as number;
    const [left, right] = argumentsOf(tape, node);
    if ((op !== mul && op !== div) || left === right) return [];
    if (varying[left as NodeId] === 0 || varying[right as NodeId] === 0) return [];
    const isOutput = outermost.has(node);
    const key = [...innerNodes(point)].find(([, nodes]) => nodes.includes(node))?.[0];
    const rule = op === mul ? "product" : "quotient";
    return [
      {
        kind: "missing-term",
        tier: 1,
        rank: 2,
        predict: (at) => {
          const nodes = isOutput
            ? at.targets.map(({ output }) => output)
            : innerNodes(at).get(key ?? "");
          if (!nodes) return rightNumbers(at);
          return predict(at, {
            nodes: new Map(nodes.map((own) => [own, partByPart(at.tape, own, op)])),
          });
        },
        say: () => ({
          message: `the ${rule} rule is missing: in ${sourceOf(evidence, tape, node)} both derivatives are simply ${op === mul ? "multiplied" : "divided"}`,
        }),
      } satisfies Hypothesis,
    ];
  });
};

/** What arrives at the input where both factors were differentiated, and nothing else. */
function partByPart(tape: Tape, node: NodeId, op: number): Redo {
  const [left, right] = argumentsOf(tape, node);
  return (adjoint, _slope, rates) => {
    const [a, b] = [rates[left as NodeId] as number, rates[right as NodeId] as number];
    return adjoint * (op === mul ? a * b : a / b);
  };
}

/** 0 where there is a slope. */
export const zeroSuspects: Suspect = (evidence) => {
  const [first] = evidence.points;
  const [target] = first?.targets ?? [];
  if (!first || !target) return [];
  return [
    {
      kind: "missing-path",
      tier: 2,
      rank: 1,
      predict: (point) => point.targets.map(() => 0),
      say: () => ({
        message: `it is 0, as if ${sourceOf(evidence, first.tape, target.output)} did not depend on ${target.component.leaf}`,
      }),
    },
  ];
};

/** One factor too few or too many, be it the input itself or something computed on the way. */
export const ratioSuspects: Suspect = (evidence) => {
  const [first] = evidence.points;
  if (!first) return [];
  const values: { name: string; at: (point: EvidencePoint, input: NodeId) => number }[] = [
    ...(new Set(first.targets.map(({ input }) => input)).size > 1
      ? [{ name: "the input itself", at: valueAt }]
      : []),
    ...first.tape.inputs.map(({ path }) => ({
      name: path,
      at: (point: EvidencePoint) => {
        const node = point.tape.inputs.find((input) => input.path === path)?.node;
        return node === undefined ? Number.NaN : valueAt(point, node);
      },
    })),
    ...placesOf(evidence).map(({ key, node, first: { tape } }) => ({
      name: sourceOf(evidence, tape, node),
      at: (point: EvidencePoint) => {
        const [own] = innerNodes(point).get(key) ?? [];
        return own === undefined ? Number.NaN : valueAt(point, own);
      },
    })),
  ];
  return values.flatMap(({ name, at }): Hypothesis[] => [
    {
      kind: "missing-factor",
      tier: 2,
      rank: 2,
      predict: (point) => point.targets.map(({ expected, input }) => expected / at(point, input)),
      say: () => ({ message: `a factor ${name} is missing`, ...asCode(first, name) }),
    },
    {
      kind: "extra-factor",
      tier: 2,
      rank: 2,
      predict: (point) => point.targets.map(({ expected, input }) => expected * at(point, input)),
      say: () => ({ message: `a factor ${name} is too much` }),
    },
  ]);
};

function valueAt({ tape }: EvidencePoint, node: NodeId): number {
  return tape.values[node] as number;
}

function asCode({ tape }: EvidencePoint, name: string): { multiplier?: string } {
  const isInput = tape.inputs.some(
    ({ path, node }) => path === name && tape.ops[node] === INPUT_OP,
  );
  return isInput ? { multiplier: name } : {};
}

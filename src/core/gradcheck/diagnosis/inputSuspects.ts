import { argumentsOf, INPUT_OP, type NodeId } from "../../tape/tape.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { type Hypothesis, rightNumbers, type Suspect } from "./hypothesis.ts";
import { linksOf } from "./links.ts";
import { predict } from "./predict.ts";
import { sourceOf } from "./words.ts";

const maximumInputs = 8;

/** ∂f/∂y where ∂f/∂x belongs. */
export const variableSuspects: Suspect = ({ points }) => {
  const [first] = points;
  if (!first) return [];
  const own = new Set(first.targets.map(({ component }) => component.leaf));
  if (own.size > 1) return [];
  const others = first.tape.inputs.filter(({ path, role }) => !own.has(path) && role !== "noise");
  return others.slice(0, maximumInputs).map(({ path }) => ({
    kind: "wrong-variable",
    tier: 1,
    rank: 2,
    predict: (point) => {
      const input = point.tape.inputs.find((leaf) => leaf.path === path)?.node;
      if (input === undefined) return undefined;
      return predict(
        { ...point, targets: point.targets.map((target) => ({ ...target, input })) },
        {},
      );
    },
    say: () => ({
      message: `this is the derivative with respect to ${path}, not to ${[...own].join(", ")}`,
    }),
  }));
};

/** Two partial derivatives in each other's place. */
export const swapSuspects: Suspect = ({ points }) => {
  const [first] = points;
  if (first?.targets.length !== 2) return [];
  const names = first.targets.map(({ component }) => component.leaf);
  if (names[0] === names[1] || first.targets[0]?.output !== first.targets[1]?.output) return [];
  return [
    {
      kind: "swapped-partials",
      tier: 1,
      rank: 0,
      predict: ({ targets }) => {
        const [a, b] = targets;
        return a && b && targets.length === 2 ? [b.expected, a.expected] : undefined;
      },
      say: () => ({
        message: `the partial derivatives along ${names[0]} and ${names[1]} are swapped`,
      }),
    },
  ];
};

/** m[j][i] where m[i][j] belongs, or a Jacobian with rows for columns. */
export const transposeSuspects: Suspect = ({ points }) => {
  const [first] = points;
  if (!first || first.targets.length < 2) return [];
  const transposed = (path: string) => path.replace(/\[(\d+)\]\[(\d+)\]$/, "[$2][$1]");
  const byPath: Hypothesis = {
    kind: "transposed-index",
    tier: 1,
    rank: 0,
    predict: (point) => {
      const moved = point.targets.map((target) => {
        const leaf = transposed(target.component.leaf);
        const input = point.tape.inputs.find(({ path }) => path === leaf)?.node;
        return input === undefined ? undefined : { ...target, input };
      });
      if (moved.some((target) => target === undefined)) return undefined;
      return predict({ ...point, targets: moved.filter((target) => target !== undefined) }, {});
    },
    say: () => ({ message: "the two indices are transposed: [j][i] stands where [i][j] belongs" }),
  };
  const isMatrix = first.targets.some(
    ({ component }) => transposed(component.leaf) !== component.leaf,
  );
  const jacobian: Hypothesis = {
    kind: "transposed-index",
    tier: 1,
    rank: 0,
    predict: (point) => {
      const leaves = point.tape.inputs.map(({ path, node }) => ({ path, node }));
      const wrt = leaves.filter(({ path }) =>
        point.sample.primal.tape.inputs.some((input) => input.path === path),
      );
      const moved = point.targets.map((target) => {
        const column = wrt.findIndex(({ path }) => path === target.component.leaf);
        const input = wrt[target.component.output]?.node;
        const output = point.tape.outputs[column]?.node;
        return input === undefined || output === undefined
          ? undefined
          : { ...target, input, output };
      });
      if (moved.some((target) => target === undefined)) return undefined;
      return predict({ ...point, targets: moved.filter((target) => target !== undefined) }, {});
    },
    say: () => ({ message: "the Jacobian is transposed: its rows stand where its columns belong" }),
  };
  const outputs = new Set(first.targets.map(({ component }) => component.output));
  return [...(isMatrix ? [byPath] : []), ...(outputs.size > 1 ? [jacobian] : [])];
};

/** `w` where the rate `x` belongs: one input for another inside a product. */
export const substituteSuspects: Suspect = (evidence) => {
  const [first] = evidence.points;
  if (!first) return [];
  const inputs = first.tape.inputs.filter(({ role }) => role !== "noise").slice(0, maximumInputs);
  return [...linksOf(first)].flatMap(([key, [link]]) => {
    if (link?.op !== "mul" || link.edges.length !== 1) return [];
    const partner = argumentsOf(first.tape, link.node)[1 - link.index] as NodeId;
    if (first.tape.ops[partner] !== INPUT_OP) return [];
    return inputs
      .filter(({ node }) => node !== partner)
      .map(({ path, node }) => substitute(evidence, first, key, path, node, partner));
  });
};

function substitute(
  evidence: Evidence,
  first: EvidencePoint,
  key: string,
  path: string,
  node: NodeId,
  partner: NodeId,
): Hypothesis {
  return {
    kind: "wrong-variable",
    tier: 1,
    rank: 4,
    predict: (point) => {
      const links = linksOf(point).get(key);
      const input = point.tape.inputs.find((leaf) => leaf.path === path)?.node;
      if (!links) return rightNumbers(point);
      if (input === undefined || links.length > 1) return undefined;
      const value = point.tape.values[input] as number;
      return predict(point, {
        edges: new Map(links.map(({ edges }) => [edges[0] as number, value])),
      });
    },
    say: () => ({
      message: `${sourceOf(evidence, first.tape, node)} stands where ${sourceOf(evidence, first.tape, partner)} belongs`,
    }),
  };
}

import { argumentsOf, type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";
import { isClose } from "../compare/tally.ts";
import type { Pair } from "../pairs/pair.ts";
import { resultsOf } from "../replay/contracted.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { type Hypothesis, rightNumbers, type Suspect } from "./hypothesis.ts";
import { innerNodes, type Place, placesOf } from "./places.ts";
import { predict, tangentsOf } from "./predict.ts";
import { isText, rateOf, sourceOf, turnFactor } from "./words.ts";

/** f′(g(x)) forgotten: only g′(x) is there. */
export const outerSuspects: Suspect = (evidence) =>
  placesOf(evidence)
    // What lies between the function's result and the upstream sum is not the function's.
    .filter(({ node, first }) => resultsOf(first.tape).every((output) => output.node !== node))
    .map((place) => hypothesis(evidence, place));

function hypothesis(evidence: Evidence, { key, node, first }: Place): Hypothesis {
  return {
    kind: "missing-factor",
    tier: 1,
    rank: 3,
    predict: (point) => innerRates(point, innerNodes(point).get(key) ?? [], evidence.pair),
    factor: (point) => {
      const [own] = innerNodes(point).get(key) ?? [];
      const [target] = point.targets;
      if (own === undefined || !target) return Number.NaN;
      const inner = tangentsOf(point.tape, target.input, point.local)[own] as number;
      return target.expected / inner;
    },
    say: () => {
      const [target] = first.targets;
      const piece = sourceOf(evidence, first.tape, node);
      const user = userOf(first.tape, node);
      const ofTurn = user === undefined ? undefined : turnFactor(evidence, first.tape, user);
      if (ofTurn !== undefined)
        return { message: `the factor ${ofTurn}, the outer rate of ${piece}, is missing` };
      const rate = target && rateOf(first.tape, target.output, node);
      return {
        message: `only the inner rate of ${piece} is there; the outer rate${isText(rate?.text)} is missing`,
        ...(rate ? { multiplier: rate.code } : {}),
      };
    },
  };
}

/** The rates of the nodes of one place alone; nothing where there is no one outer rate, or none to miss. */
function innerRates(
  point: EvidencePoint,
  nodes: readonly NodeId[],
  pair: Pair,
): readonly number[] | undefined {
  if (nodes.length === 0) return rightNumbers(point);
  // Only where everything goes through it is there one outer rate.
  const besides = predict(point, { nodes: new Map(nodes.map((own) => [own, () => 0])) });
  if (besides.some((rest) => rest !== 0)) return undefined;
  const numbers: number[] = [];
  for (const { input } of point.targets) {
    const tangents = tangentsOf(point.tape, input, point.local);
    const [slope, ...more] = nodes.map((own) => tangents[own] ?? 0).filter((rate) => rate !== 0);
    if (more.length > 0) return undefined;
    numbers.push(slope ?? 0);
  }
  const isUnit = point.targets.every(
    ({ expected }, index) => Math.abs(expected) === Math.abs(numbers[index] as number),
  );
  return isUnit || isAllButUpstream(point, numbers, pair) ? undefined : numbers;
}

/** Where only the upstream gradient is missing, that is what is to be said. */
function isAllButUpstream(
  { tape, targets }: EvidencePoint,
  numbers: readonly number[],
  { upstream }: Pair,
): boolean {
  const node = tape.inputs.find(({ path }) => path === upstream?.name)?.node;
  if (node === undefined) return false;
  const brought = tape.values[node] as number;
  return targets.every(({ expected }, index) =>
    isClose(expected, brought * (numbers[index] as number)),
  );
}

/** The only operation that uses a node. */
function userOf(tape: Tape, node: NodeId): NodeId | undefined {
  const users: NodeId[] = [];
  for (let user = node + 1; user < sizeOf(tape); user++)
    if (argumentsOf(tape, user).includes(node)) users.push(user);
  return users.length === 1 ? users[0] : undefined;
}

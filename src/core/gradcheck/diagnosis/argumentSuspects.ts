import { argumentsOf, INPUT_OP, type NodeId, type Tape } from "../../tape/tape.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { type Hypothesis, rightNumbers, type Suspect } from "./hypothesis.ts";
import { varyingNodes } from "./links.ts";
import { innerNodes, type Place, placesOf, slopeAt } from "./places.ts";
import { forcedDerivatives, predict } from "./predict.ts";
import { sourceOf } from "./words.ts";

/** What may stand where g(x) belongs. */
interface Stand {
  readonly rank: number;
  readonly find: (point: EvidencePoint, node: NodeId) => NodeId | undefined;
  readonly name: (evidence: Evidence, tape: Tape, stand: NodeId) => string;
}

/** The outer rate evaluated at x, or at the output, instead of at g(x). */
export const argumentSuspects: Suspect = (evidence) =>
  placesOf(evidence).flatMap((place) =>
    standsFor(place).map((stand) => hypothesis(evidence, place, stand)),
  );

function standsFor({ node, first }: Place): readonly Stand[] {
  const { tape, targets } = first;
  const inputs = [...new Set(targets.map(({ input }) => input))].filter(
    (input) => varyingNodes(tape, new Set([input]))[node] === 1,
  );
  const leaf: Stand = {
    rank: 1,
    find: (point, own) => lonelyInput(point, own),
    name: sourceOf,
  };
  const args: Stand[] = [...argumentsOf(tape, node)].flatMap((arg, index) =>
    tape.ops[arg] === INPUT_OP || tape.ops[arg] === -2
      ? []
      : [{ rank: 2, find: ({ tape: own }, at) => argumentsOf(own, at)[index], name: sourceOf }],
  );
  const output: Stand = {
    rank: 3,
    find: (point) => point.targets[0]?.output,
    name: () => "the output",
  };
  return inputs.length === 1 ? [leaf, ...args, output] : [...args, output];
}

/** The only input a node depends on. */
function lonelyInput({ tape, targets }: EvidencePoint, node: NodeId): NodeId | undefined {
  const inputs = [...new Set(targets.map(({ input }) => input))].filter(
    (input) => varyingNodes(tape, new Set([input]))[node] === 1,
  );
  return inputs.length === 1 ? inputs[0] : undefined;
}

function hypothesis(evidence: Evidence, place: Place, stand: Stand): Hypothesis {
  const { key, node, first } = place;
  return {
    kind: "wrong-argument",
    tier: 1,
    rank: stand.rank + 1,
    predict: (point) => {
      const nodes = innerNodes(point).get(key);
      if (!nodes) return rightNumbers(point);
      const forced = new Map<NodeId, number>();
      for (const own of nodes) {
        const source = stand.find(point, own);
        if (source === undefined) return undefined;
        forced.set(own, point.tape.values[source] as number);
      }
      return predict(point, {}, forcedDerivatives(point.tape, forced));
    },
    traces: (point) => {
      const own = innerNodes(point).get(key)?.[0];
      const slope = Math.abs(slopeAt(point, key));
      return {
        present: slope === 1 ? [] : [slope],
        absent: own === undefined ? [] : [point.tape.values[own] as number],
      };
    },
    say: () => {
      const source = stand.find(first, node);
      const wrong =
        source === undefined ? "another value" : stand.name(evidence, first.tape, source);
      const right = sourceOf(evidence, first.tape, node);
      return { message: `the outer rate is taken at ${wrong} instead of at ${right}` };
    },
  };
}

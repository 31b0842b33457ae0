import { rowAt } from "../../autodiff/evaluate.ts";
import {
  argumentsOf,
  CONSTANT_OP,
  INPUT_OP,
  type NodeId,
  sizeOf,
  type Tape,
} from "../../tape/tape.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { type Hypothesis, rightNumbers, type Suspect } from "./hypothesis.ts";
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
  const { tape } = first;
  const leaf: Stand = { rank: 1, find: onlyInput, name: sourceOf };
  const args: Stand[] = argumentsOf(tape, node).flatMap((arg, index) =>
    isLeaf(tape, arg)
      ? []
      : [{ rank: 2, find: ({ tape: own }, at) => argumentsOf(own, at)[index], name: sourceOf }],
  );
  const output: Stand = {
    rank: 3,
    find: (point) => point.targets[0]?.output,
    name: () => "the output",
  };
  return onlyInput(first, node) === undefined ? [...args, output] : [leaf, ...args, output];
}

function isLeaf({ ops }: Tape, node: NodeId): boolean {
  return ops[node] === INPUT_OP || ops[node] === CONSTANT_OP;
}

/** The one of the inputs in question that a node depends on, where it depends on no other. */
function onlyInput(point: EvidencePoint, node: NodeId): NodeId | undefined {
  const found = onlyInputsOf(point)[node] as number;
  return found < 0 ? undefined : found;
}

const NONE = -1;
const SEVERAL = -2;
const knownInputs = new WeakMap<EvidencePoint, Int32Array>();

function onlyInputsOf(point: EvidencePoint): Int32Array {
  const before = knownInputs.get(point);
  if (before) return before;
  const { tape, targets } = point;
  const only = new Int32Array(sizeOf(tape)).fill(NONE);
  for (const { input } of targets) only[input] = input;
  for (let node = 0; node < only.length; node++) {
    const op = tape.ops[node] as number;
    if (op < 0 || rowAt(op).stops) continue;
    for (const arg of argumentsOf(tape, node)) {
      const [own, its] = [only[node] as number, only[arg] as number];
      if (its !== NONE) only[node] = own === NONE || own === its ? its : SEVERAL;
    }
  }
  knownInputs.set(point, only);
  return only;
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

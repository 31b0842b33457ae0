import { evaluateTape } from "../../autodiff/evaluate.ts";
import { localDerivatives } from "../../autodiff/localDerivatives.ts";
import { reverseSweep } from "../../autodiff/reverse.ts";
import { opIndexOf } from "../../ops/table.ts";
import {
  argumentsOf,
  CONSTANT_OP,
  type NodeId,
  rangeOf,
  sizeOf,
  type Tape,
} from "../../tape/tape.ts";
import { inputsAt } from "../replay/points.ts";
import type { EvidencePoint } from "./evidence.ts";
import type { Hypothesis, Suspect } from "./hypothesis.ts";
import { predict } from "./predict.ts";
import { unlimitedDerivatives } from "./unlimited.ts";
import { sourceOf } from "./words.ts";

const pickers = new Set((["max", "min"] as const).map((op) => opIndexOf(op)));

/** The rate of one side of an `if` used on the other. */
export const branchSuspects: Suspect = ({ paths, points }) => {
  if (paths.length < 2 && !points.some(({ tape }) => cornersOf(tape).length > 0)) return [];
  return [
    {
      kind: "wrong-branch",
      tier: 2,
      rank: 0,
      predict: (point) => {
        const others = [
          ...paths.map((path) => derivativesOn(path, point)),
          ...cornersOf(point.tape).map((node) => predict(point, { edges: otherSide(point, node) })),
        ];
        const numbers = point.targets.map(({ expected, actual }, index) =>
          [expected, ...others.map((other) => other?.[index] ?? Number.NaN)].find((value) =>
            isClose(value, actual),
          ),
        );
        return numbers.every((value) => value !== undefined) ? numbers : undefined;
      },
      say: () => ({
        message:
          "the rate of another branch is used: a condition is missing, or its threshold is not that of the function",
      }),
    },
  ];
};

const signs = opIndexOf("abs");

/** |x|, and max and min of which any argument may win. */
function cornersOf(tape: Tape): readonly NodeId[] {
  const found: NodeId[] = [];
  for (let node = 0; node < sizeOf(tape); node++) {
    const op = tape.ops[node] as number;
    if (op === signs || (pickers.has(op) && argumentsOf(tape, node).length === 2)) found.push(node);
  }
  return found;
}

function otherSide({ tape, local }: EvidencePoint, node: NodeId): ReadonlyMap<number, number> {
  const start = tape.argStart[node] as number;
  if (tape.ops[node] === signs) return new Map([[start, -(local.partials[start] as number)]]);
  const rates = [0, 1].map((index) => local.partials[start + index] as number);
  return new Map(rates.map((rate, index) => [start + index, rate === 0 ? 1 : 0]));
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-8 * Math.max(Math.abs(a), Math.abs(b));
}

/** The partial derivatives on a path that the function does not take here. */
function derivativesOn(path: Tape, { sample, targets, tape }: EvidencePoint) {
  if (path.inputs.some(({ role }) => role === "noise")) return undefined;
  const inputs = inputsAt(sample.point);
  const { values } = evaluateTape(
    path,
    path.inputs.map((input) => inputs(input.path)),
  );
  const local = localDerivatives(path, values);
  return targets.map(({ component, output }) => {
    const place = tape.outputs.findIndex(({ node }) => node === output);
    const node = path.outputs[place]?.node;
    const input = path.inputs.find((leaf) => leaf.path === component.leaf)?.node;
    if (node === undefined) return Number.NaN;
    if (input === undefined) return 0;
    return reverseSweep(path, new Map([[node, 1]]), local).adjoints[input] as number;
  });
}

/** What a clamp holds fast goes on: the derivative of what is inside it is used everywhere. */
export const clampSuspects: Suspect = (evidence) => {
  const places = new Map<string, { point: EvidencePoint; node: NodeId }>();
  for (const point of evidence.points) {
    for (const node of clampsOf(point.tape)) {
      const { start, end } = rangeOf(point.tape, node);
      const key = `${start}-${end}`;
      if (!places.has(key)) places.set(key, { point, node });
    }
  }
  const keys = [...places.keys()];
  const choices = [...keys.map((key) => [key]), ...(keys.length > 1 ? [keys] : [])];
  return choices.flatMap((chosen) => {
    const first = places.get(chosen[0] as string);
    const limits = (tape: Tape) =>
      clampsOf(tape).filter((node) => {
        const { start, end } = rangeOf(tape, node);
        return chosen.includes(`${start}-${end}`);
      });
    const ignored = {
      kind: "clamp-ignored",
      tier: 1,
      rank: chosen.length > 1 ? 2 : 1,
      say: () => ({
        message: `the limit of ${first ? sourceOf(evidence, first.point.tape, first.node) : "the clamp"} is ignored: beyond it the derivative is 0`,
      }),
    } as const;
    const passedOn = (point: EvidencePoint) => {
      const edges = new Map<number, number>();
      for (const node of limits(point.tape))
        for (const [index, arg] of argumentsOf(point.tape, node).entries()) {
          const isLimit = point.tape.ops[arg] === CONSTANT_OP;
          edges.set((point.tape.argStart[node] as number) + index, isLimit ? 0 : 1);
        }
      return predict(point, { edges });
    };
    // Left out of the values on the way as well.
    const leftOut = (point: EvidencePoint) => {
      const local = unlimitedDerivatives(point.tape, new Set(limits(point.tape)));
      return predict(point, {}, { ...local, stopped: new Uint8Array(local.stopped.length) });
    };
    return [passedOn, leftOut].map((predicted): Hypothesis => ({ ...ignored, predict: predicted }));
  });
};

/** max and min of one thing that varies and numbers that do not. */
function clampsOf(tape: Tape): readonly NodeId[] {
  const found: NodeId[] = [];
  for (let node = 0; node < sizeOf(tape); node++) {
    if (!pickers.has(tape.ops[node] as number)) continue;
    const varying = argumentsOf(tape, node).filter((arg) => tape.ops[arg] !== CONSTANT_OP);
    if (varying.length === 1) found.push(node);
  }
  return found;
}

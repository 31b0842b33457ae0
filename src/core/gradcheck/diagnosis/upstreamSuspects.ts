import { argumentsOf, INPUT_OP, sizeOf } from "../../tape/tape.ts";
import { isAdded, resultsOf } from "../replay/contracted.ts";
import type { EvidencePoint } from "./evidence.ts";
import type { Suspect } from "./hypothesis.ts";
import { predict } from "./predict.ts";

/** The local derivative alone, as if 1 came from what follows; or what each output alone sends back. */
export const upstreamSuspects: Suspect = ({ pair: { upstream }, points }) => {
  if (!upstream) return [];
  // A list of them is no factor.
  const isNumber = points.every(({ tape }) => resultsOf(tape).every(({ path }) => path === ""));
  return [
    {
      kind: "upstream-ignored",
      tier: 1,
      rank: 0,
      predict: (point) => {
        const { tape } = point;
        const edges = new Map<number, number>();
        for (let node = 0; node < sizeOf(tape); node++) {
          const [left] = argumentsOf(tape, node);
          if (left === undefined || !isAdded(tape, node) || tape.ops[left] !== INPUT_OP) continue;
          edges.set((tape.argStart[node] as number) + 1, 1);
        }
        return predict(point, { edges });
      },
      say: () => ({
        message: `it is not multiplied by the upstream gradient ${upstream.name}`,
        ...(isNumber ? { multiplier: upstream.name } : {}),
      }),
    },
    {
      kind: "diagonal-only",
      tier: 1,
      rank: 0,
      predict: (point) => {
        if (resultsOf(point.tape).length < 2) return undefined;
        return point.targets.map((target) => {
          const own = /\[(\d+)\]$/.exec(target.component.leaf)?.[1];
          if (own === undefined) return Number.NaN;
          const edges = allTermsBut(point, resultsOf(point.tape)[Number(own)]?.node);
          return predict({ ...point, targets: [target] }, { edges })[0] ?? Number.NaN;
        });
      },
      say: () => ({
        message:
          "only the diagonal of the Jacobian is used: every output depends on every input, and each sends its share back",
      }),
    },
  ];
};

function allTermsBut({ tape }: EvidencePoint, kept: number | undefined) {
  const edges = new Map<number, number>();
  for (let node = 0; node < sizeOf(tape); node++) {
    const [left, right] = argumentsOf(tape, node);
    if (left === undefined || !isAdded(tape, node) || tape.ops[left] !== INPUT_OP) continue;
    if (right !== kept) edges.set((tape.argStart[node] as number) + 1, 0);
  }
  return edges;
}

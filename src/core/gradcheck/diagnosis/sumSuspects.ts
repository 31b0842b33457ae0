import { rowAt } from "../../autodiff/evaluate.ts";
import { argumentsOf, type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";
import type { EvidencePoint } from "./evidence.ts";
import type { Hypothesis, Suspect } from "./hypothesis.ts";
import { innerNodes, placesOf } from "./places.ts";
import { predict } from "./predict.ts";
import { sourceOf } from "./words.ts";

/** Which of several contributions is left when each overwrites the one before. */
const survivors = [
  { which: "last", pick: <T>(groups: readonly T[]) => groups.at(-1) },
  { which: "first", pick: <T>(groups: readonly T[]) => groups[0] },
] as const;

/** `=` where `+=` belongs: of all contributions to a derivative, one arrives. */
export const overwriteSuspects: Suspect = (evidence) => {
  const { range, shortName } = evidence.pair.derivative;
  const { start, end } = range;
  // Without a loop, what is missing is better called a term.
  const text = evidence.module.text.slice(start, end);
  const isLoop = /\b(for|while|forEach)\b/.test(text);
  // Code of our own calls the passes of a class: what these do is not written in it.
  const assigns = hasAssignment(text) || shortName.endsWith("gradlensBackward");
  const tier = isLoop ? 1 : 2;
  const onInputs = survivors.map(({ which, pick }) =>
    hypothesis({ which, assigns }, "the derivative", tier, (point) =>
      cutAllBut(point, new Set(point.targets.map(({ input }) => input)), pick),
    ),
  );
  const onPlaces = placesOf(evidence).flatMap(({ key, node, first }) =>
    usesOf(first.tape, node).length < 2
      ? []
      : survivors.map(({ which, pick }) =>
          hypothesis({ which, assigns }, sourceOf(evidence, first.tape, node), tier, (point) =>
            cutAllBut(point, new Set(innerNodes(point).get(key) ?? []), pick),
          ),
        ),
  );
  return [...onInputs, ...onPlaces];
};

/** `dx[i] = …` and `sum = …`, but not `const sum = …`; a `reduce` gives its sum on to the next turn. */
function hasAssignment(text: string): boolean {
  if (text.includes(".reduce(")) return true;
  return /[\w$\])]\s*=(?![=>])/.test(text.replace(/\b(?:const|let|var)\s+[^=;]*=(?!=)/g, ""));
}

type Cuts = ReadonlyMap<number, number>;

function hypothesis(
  { which, assigns }: { readonly which: string; readonly assigns: boolean },
  what: string,
  tier: 1 | 2,
  cuts: (point: EvidencePoint) => Cuts,
): Hypothesis {
  return {
    kind: assigns ? "overwrite" : "missing-path",
    tier,
    rank: 3,
    predict: (point) => {
      const edges = cuts(point);
      return edges.size === 0 ? undefined : predict(point, { edges });
    },
    say: () => ({
      message: assigns
        ? `only the ${which} contribution to ${what} is kept: it must be summed (+=), not overwritten (=)`
        : `only the ${which} of several contributions to ${what} is there: the others are missing`,
    }),
  };
}

function cutAllBut(
  { tape }: EvidencePoint,
  nodes: ReadonlySet<NodeId>,
  pick: <T>(groups: readonly T[]) => T | undefined,
): Cuts {
  const cuts = new Map<number, number>();
  for (const node of nodes) {
    const groups = byTurn(tape, usesOf(tape, node));
    const kept = pick(groups);
    for (const group of groups) if (group !== kept) for (const edge of group) cuts.set(edge, 0);
  }
  return cuts;
}

interface Use {
  readonly edge: number;
  readonly user: NodeId;
}

function usesOf(tape: Tape, node: NodeId): readonly Use[] {
  const uses: Use[] = [];
  for (let user = node + 1; user < sizeOf(tape); user++) {
    const op = tape.ops[user] as number;
    // `x > 0` looks at x and contributes nothing.
    if (op >= 0 && rowAt(op).stops) continue;
    for (const [index, arg] of argumentsOf(tape, user).entries()) {
      if (arg === node) uses.push({ edge: (tape.argStart[user] as number) + index, user });
    }
  }
  return uses;
}

/** The uses of one turn of a loop count as one; outside of loops each counts. */
function byTurn(tape: Tape, uses: readonly Use[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const { edge, user } of uses) {
    const turn = turnOf(tape, user);
    const key = turn === undefined ? `use ${user}` : `turn ${turn}`;
    const group = groups.get(key);
    if (group) group.push(edge);
    else groups.set(key, [edge]);
  }
  return [...groups.values()];
}

/** The innermost turn of a loop a node was computed in. */
function turnOf(tape: Tape, node: NodeId): number | undefined {
  const { frames, frameTable } = tape.provenance;
  for (let frame = frames[node] ?? 0; frame > 0; frame = frameTable[frame]?.parent ?? 0) {
    if (frameTable[frame]?.kind === "iteration") return frame;
  }
  return undefined;
}

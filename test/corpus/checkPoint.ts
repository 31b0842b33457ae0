import { checkGradient } from "./checkGradient.ts";
import { type EntryCounts, noEntries } from "./functionReport.ts";
import type { Scene, Sight } from "./gradlensSide.ts";
import type { CallPoint, NodeResult, NodeSide } from "./nodeSide.ts";

export interface PointCheck {
  readonly problems: readonly string[];
  readonly isCompared: boolean;
  readonly unverified: string | undefined;
  readonly entries: EntryCounts;
  readonly worst: number;
  /** Nothing was there that could have moved. */
  readonly isFixed: boolean;
}

/** A traced function at one point: its values bit for bit, then its derivatives. */
export function checkPoint(sight: Sight, scene: Scene, node: NodeSide): PointCheck {
  const isFixed = sight.free.every((path) => sight.whole.has(path));
  const none = { problems: [], unverified: undefined, entries: noEntries, worst: 0, isFixed };
  const { leaves, pathOfNode, noise } = sight;
  const point: CallPoint = { leaves, pathOfNode, noise, scene, isFresh: true, isWatched: true };
  const result = node.call(point);
  if (result.kind === "unreachable")
    return { ...none, isCompared: false, unverified: result.message };
  if (result.kind === "threw")
    return { ...none, isCompared: true, problems: [`value: Node throws ${result.message}`] };
  const problems = differingValues(sight.outputs, result);
  if (problems.length > 0) return { ...none, isCompared: true, problems };
  // A function that keeps something from call to call starts afresh every time.
  const again = node.call({ ...point, isFresh: false });
  const isFresh =
    noise.length > 0 ||
    again.kind !== "returned" ||
    differingValues(sight.outputs, again).length > 0;
  const gradient = checkGradient(sight, node, { ...point, isFresh, isWatched: false });
  return { ...none, isCompared: true, ...gradient };
}

type Returned = Extract<NodeResult, { kind: "returned" }>;

/** Neither side has a number that the other lacks; of a function that gives nothing, among those it changed. */
function differingValues(
  ours: ReadonlyMap<string, number>,
  { numbers, worksAside, changed }: Returned,
): readonly string[] {
  const problems: string[] = [];
  const expectedPaths = worksAside ? changed : [...numbers.keys()];
  for (const [path, value] of ours) {
    if (path.includes("#")) continue;
    const expected = numbers.get(path);
    if (!Object.is(value, expected))
      problems.push(`value: result${path} is ${textOf(value)}, in Node ${textOf(expected)}`);
  }
  for (const path of expectedPaths) {
    if (!ours.has(path))
      problems.push(`value: result${path} is missing, in Node ${textOf(numbers.get(path))}`);
  }
  return problems.slice(0, 3);
}

function textOf(value: number | undefined): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

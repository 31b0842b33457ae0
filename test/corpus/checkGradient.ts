import { differences } from "./differences.ts";
import type { EntryCounts } from "./functionReport.ts";
import type { Sight } from "./gradlensSide.ts";
import type { LeafValues } from "./leaves.ts";
import type { CallPoint, NodeSide } from "./nodeSide.ts";
import { scattered, spread } from "./points.ts";

/** A gradient may be off by so much, relative to its scale. */
const tolerance = 1e-6;
/** What single precision leaves of it. */
const singleTolerance = 1e-3;

/** So many inputs of one function are checked at a point, spread over all of them. */
const maximumInputs = 8;

/** The point lies on a condition, a kink or a jump, and the product says so. */
const edgeKinds: ReadonlySet<string> = new Set(["branch", "kink", "jump", "singular"]);

export interface GradientCheck {
  readonly problems: readonly string[];
  readonly entries: EntryCounts;
  readonly worst: number;
}

/** Gradlens' Jacobian against differences in Node. */
export function checkGradient(sight: Sight, node: NodeSide, point: CallPoint): GradientCheck {
  const problems: string[] = [];
  const entries = { checked: 0, rough: 0, infinite: 0, edges: 0 };
  let worst = 0;
  const isEdge = sight.notes.some(({ kind }) => edgeKinds.has(kind));
  const paths = [...sight.outputs.keys()];
  const valuesAt = (leaves: LeafValues): readonly number[] | undefined => {
    const result = node.call({ ...point, leaves });
    if (result.kind !== "returned") return undefined;
    const { numbers } = result;
    return paths.every((output) => numbers.has(output))
      ? paths.map((output) => numbers.get(output) as number)
      : undefined;
  };
  const movable = [...sight.free.entries()].filter(([, path]) => !sight.whole.has(path));
  const shaky = shakyOutputs(valuesAt, sight);
  for (const [column, path] of spread(movable, maximumInputs)) {
    const x = sight.leaves.get(path) as number;
    const at = (value: number) => valuesAt(new Map(sight.leaves).set(path, value));
    const found = Number.isFinite(x) ? differences(at, x) : undefined;
    for (const [row, output] of paths.entries()) {
      const difference = found?.[row];
      const gradient = sight.jacobian[row]?.[column] as number;
      if (!Number.isFinite(sight.outputs.get(output))) entries.infinite++;
      else if (difference?.kind === "flat" && gradient === 0) entries.checked++;
      else if (difference?.kind !== "converged" || shaky[row]) entries.rough++;
      else {
        const gap = Math.abs(gradient - difference.value);
        const error = gap === 0 ? 0 : gap / difference.scale;
        if (error <= tolerance) {
          entries.checked++;
          worst = Math.max(worst, error);
        } else if (sight.isSingle && error <= singleTolerance) entries.rough++;
        else if (isEdge) entries.edges++;
        else {
          const where = `∂${output || "result"}/∂${path} at ${path} = ${x}`;
          problems.push(`gradient: ${where} is ${gradient}, by differences ${difference.value}`);
        }
      }
    }
  }
  return { problems, entries, worst };
}

const shake = 2 ** -43;
/** An output that answers a shake with so much more is made of rounding: its derivative is, too. */
const mostAmplified = 1e7;

/** Outputs that change out of all proportion when every input is shaken a little. */
function shakyOutputs(
  valuesAt: (leaves: LeafValues) => readonly number[] | undefined,
  { leaves, outputs, whole }: Sight,
): readonly boolean[] {
  const shaken = (size: number) =>
    valuesAt(
      new Map(
        [...leaves].map(([path, x], index) => [
          path,
          whole.has(path) ? x : x * (1 + size * (2 * scattered(index) - 1)),
        ]),
      ),
    );
  const near = shaken(shake);
  const far = shaken(0.05);
  return [...outputs.values()].map((value, row) => {
    const change = Math.abs((near?.[row] ?? Number.NaN) - value);
    const size = Math.max(Math.abs(value), Math.abs(far?.[row] ?? 0));
    return change > mostAmplified * shake * size;
  });
}

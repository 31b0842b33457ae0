import type { OpName } from "../../core/ops/primitives.ts";
import { evaluateOp, opIndexOf, rowOf } from "../../core/ops/table.ts";
import { CONSTANT_OP, type NodeId, sizeOf, type Tape } from "../../core/tape/tape.ts";

/** A weight for each component of a vector result, by path: the cotangent of a vector-Jacobian product. */
export type Seed = Readonly<Record<string, number>>;

/** The path of the weighted sum among the outputs: "cartesian · v". */
export const SEEDED_PATH = " · v";
/** More fields than this are no seed that anybody types. */
export const MOST_WEIGHTS = 8;

export function oneHot({ outputs }: Tape, chosen: number): Seed {
  return Object.fromEntries(
    outputs
      .filter(({ path }) => path !== SEEDED_PATH)
      .map(({ path }, index) => [path, Number(index === chosen)]),
  );
}

/**
 * The same trace with one output more, Σ weight · output. Its gradient is the vector-Jacobian product
 * vᵀJ, and the weights stand on the last links. A weight 0 is no link: nothing comes from there.
 */
export function seededTape(tape: Tape, seed: Seed): Tape {
  const ops: number[] = [];
  const args: number[] = [];
  const argStart: number[] = [];
  const values: number[] = [];
  const places: number[] = [];
  const primalOf = (node: NodeId) => tape.values[node] ?? (values[node - sizeOf(tape)] as number);

  function append(op: number, from: readonly NodeId[], value: number, place: number): NodeId {
    ops.push(op);
    args.push(...from);
    argStart.push(tape.args.length + args.length);
    values.push(value);
    places.push(place);
    return sizeOf(tape) + ops.length - 1;
  }
  function operation(op: OpName, from: readonly NodeId[], place: number): NodeId {
    return append(opIndexOf(op), from, evaluateOp(rowOf(op), from.map(primalOf)), place);
  }

  let sum: NodeId | undefined;
  for (const { node, path } of tape.outputs) {
    const weight = Object.hasOwn(seed, path) ? (seed[path] as number) : 0;
    if (weight === 0) continue;
    // In the code it stands nowhere: behind the result it is a multiple of.
    const place = tape.provenance.ends[node] as number;
    const part = operation("mul", [append(CONSTANT_OP, [], weight, place), node], place);
    sum = sum === undefined ? part : operation("add", [sum, part], place);
  }
  sum ??= append(CONSTANT_OP, [], 0, 0);
  const { provenance } = tape;
  return {
    ...tape,
    ops: Int16Array.from([...tape.ops, ...ops]),
    args: Uint32Array.from([...tape.args, ...args]),
    argStart: Uint32Array.from([...tape.argStart, ...argStart]),
    values: Float64Array.from([...tape.values, ...values]),
    outputs: [...tape.outputs, { node: sum, path: SEEDED_PATH }],
    provenance: {
      ...provenance,
      starts: Uint32Array.from([...provenance.starts, ...places]),
      ends: Uint32Array.from([...provenance.ends, ...places]),
      frames: Uint32Array.from([...provenance.frames, ...places.map(() => 0)]),
    },
  };
}

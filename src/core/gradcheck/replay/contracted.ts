import { opIndexOf } from "../../ops/table.ts";
import { type NodeId, sizeOf, type Tape, type TapeOutput } from "../../tape/tape.ts";
import { type Cell, numberCell } from "../../trace/inputs/cell.ts";
import type { Upstream } from "../pairs/upstream.ts";
import type { Inputs } from "./replay.ts";

/** What the backward pass is given: a number per output. Nothing for results of another form. */
export function upstreamCell({ name }: Upstream, outputs: readonly TapeOutput[]): Cell | undefined {
  if (outputs.length === 1 && outputs[0]?.path === "") return numberCell(name);
  if (outputs.length === 0 || !outputs.every(({ path }) => /^(\[\d+\])+$/.test(path)))
    return undefined;
  const places = outputs.map(({ path }) => (path.match(/\d+/g) ?? []).map(Number));
  return listCell(name, places);
}

/** Lists in lists, with a number at each of the places. */
function listCell(path: string, places: readonly (readonly number[])[]): Cell {
  if (places.every(({ length }) => length === 0)) return numberCell(path);
  const count = 1 + Math.max(...places.map(([first = 0]) => first));
  const elements = Array.from({ length: count }, (_, index) => {
    const inside = places.filter(([first]) => first === index).map(([, ...rest]) => rest);
    return listCell(`${path}[${index}]`, inside);
  });
  return {
    path,
    optional: false,
    shape: {
      kind: "array",
      typed: undefined,
      elements,
      makeElement: numberCell,
      elastic: false,
      wanted: count,
    },
  };
}

const results = new WeakMap<object, readonly TapeOutput[]>();

/** The outputs of the function itself, which a backward pass may have kept. */
export function resultsOf(tape: Tape): readonly TapeOutput[] {
  return results.get(tape.provenance) ?? tape.outputs;
}

/** The place of a node that no source has. */
export function isAdded(tape: Tape, node: NodeId): boolean {
  return results.has(tape.provenance) && tape.provenance.ends[node] === 0;
}

const mul = opIndexOf("mul");
const add = opIndexOf("add");

/** Σ upstream · output: its derivative is what the backward pass has to give. */
export function contracted(tape: Tape, { name }: Upstream, valueAt: Inputs): Tape {
  const size = sizeOf(tape);
  const count = tape.outputs.length;
  const ops = [...tape.ops];
  const args = [...tape.args];
  const argStart = [...tape.argStart];
  const values = [...tape.values];
  const append = (op: number, from: readonly NodeId[], value: number): NodeId => {
    args.push(...from);
    argStart.push(args.length);
    values.push(value);
    return ops.push(op) - 1;
  };
  const inputs = [...tape.inputs];
  let sum: NodeId | undefined;
  for (const { node, path } of tape.outputs) {
    const given = valueAt(name + path);
    const leaf = append(-1, [], given);
    inputs.push({ node: leaf, path: name + path, role: "free" });
    const term = append(mul, [leaf, node], given * (tape.values[node] as number));
    const soFar = sum === undefined ? 0 : (values[sum] as number);
    sum = sum === undefined ? term : append(add, [sum, term], soFar + (values[term] as number));
  }
  const grow = (column: Uint32Array) => {
    const longer = new Uint32Array(ops.length);
    longer.set(column.subarray(0, size));
    return longer;
  };
  const { provenance } = tape;
  const next: Tape = {
    ...tape,
    ops: Int16Array.from(ops),
    args: Uint32Array.from(args),
    argStart: Uint32Array.from(argStart),
    values: Float64Array.from(values),
    inputs,
    outputs: sum === undefined || count === 0 ? [] : [{ node: sum, path: "" }],
    provenance: {
      ...provenance,
      starts: grow(provenance.starts),
      ends: grow(provenance.ends),
      frames: grow(provenance.frames),
    },
  };
  results.set(next.provenance, tape.outputs);
  return next;
}

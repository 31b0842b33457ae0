import {
  hasChoice,
  isSide,
  libraryPartials,
  partialsAlong,
  partialsOneByOne,
  type Side,
} from "../ops/nonSmooth.ts";
import type { Primitive } from "../ops/primitive.ts";
import { rows } from "../ops/table.ts";
import { argumentsOf, INPUT_OP, type NodeId, sizeOf, type Tape } from "../tape/tape.ts";

/**
 * The local derivative on every edge of the tape, in the order of `tape.args`. Both sweeps read these
 * same numbers, which is why they agree on every convention.
 */
export interface LocalDerivatives {
  readonly partials: Float64Array;
  /** 1 where the edge carries nothing by its nature (floor, a comparison, the loser of a max). */
  readonly stopped: Uint8Array;
}

/** One input setting out: the others stay. */
export interface Departure {
  readonly input: NodeId;
  readonly side: Side;
}

/** The partial derivatives of a node by the convention of its tape; nothing where its rule holds. */
export type Choose = (
  row: Primitive,
  node: NodeId,
  args: readonly number[],
) => readonly number[] | undefined;

/**
 * The one place where conventions other than our own enter a sweep. `local` is being filled in the
 * order of the tape. From the left and from the right are meant for an input, so at a corner it
 * matters which way the arguments go when that input moves; without a departure each goes by itself.
 */
export function choiceOf(
  tape: Tape,
  local: LocalDerivatives,
  departure: Departure | undefined = onlyDeparture(tape),
): Choose | undefined {
  if (departure) {
    const movesOf = movement(tape, local, departure);
    return (row, node, args) =>
      hasChoice(row, departure.side) ? partialsAlong(row, args, movesOf(node)) : undefined;
  }
  const { nonSmooth } = tape;
  if (!nonSmooth) return undefined;
  if (isSide(nonSmooth))
    return (row, _node, args) =>
      hasChoice(row, nonSmooth) ? partialsOneByOne(row, nonSmooth, args) : undefined;
  const varying = varyingNodes(tape);
  return (row, node, args) =>
    hasChoice(row, nonSmooth)
      ? libraryPartials(row, nonSmooth, args, variesAt(tape, node, varying))
      : undefined;
}

/** The operations of the tape that have more than one convention to choose from. */
export function choosingNodes({ ops, nonSmooth }: Tape): readonly NodeId[] {
  if (!nonSmooth) return [];
  const chooses = rows.map((row) => hasChoice(row, nonSmooth));
  return [...ops.keys()].filter((node) => chooses[ops[node] as number]);
}

/** 1 for all that some input leads to. */
export function varyingNodes(tape: Tape): Uint8Array {
  const varying = new Uint8Array(sizeOf(tape));
  for (const [node, code] of tape.ops.entries()) {
    const varies = code === INPUT_OP || argumentsOf(tape, node).some((arg) => varying[arg] === 1);
    if (varies) varying[node] = 1;
  }
  return varying;
}

function variesAt(tape: Tape, node: NodeId, varying: Uint8Array): readonly boolean[] {
  return Array.from(argumentsOf(tape, node), (arg) => varying[arg] === 1);
}

/** With a single input it is clear what sets out. */
function onlyDeparture(tape: Tape): Departure | undefined {
  if (!isSide(tape.nonSmooth)) return undefined;
  const [first, ...others] = tape.inputs.filter(({ role }) => role === "free");
  return first && others.length === 0 ? { input: first.node, side: tape.nonSmooth } : undefined;
}

/** How the arguments of a node move, for the nodes of the tape one after another. */
function movement(
  tape: Tape,
  { partials, stopped }: LocalDerivatives,
  { input, side }: Departure,
): (node: NodeId) => readonly number[] {
  const tangents = new Float64Array(sizeOf(tape));
  let done = 0;
  return (node) => {
    for (; done < node; done++) {
      let tangent = done === input ? (side === "left" ? -1 : 1) : 0;
      const end = tape.argStart[done + 1] as number;
      for (let edge = tape.argStart[done] as number; edge < end; edge++) {
        const moved = tangents[tape.args[edge] as number] as number;
        if (moved !== 0 && stopped[edge] === 0) tangent += moved * (partials[edge] as number);
      }
      tangents[done] = tangent;
    }
    return Array.from(argumentsOf(tape, node), (arg) => tangents[arg] as number);
  };
}

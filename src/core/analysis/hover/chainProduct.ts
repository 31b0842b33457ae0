import { localDerivatives } from "../../autodiff/localDerivatives.ts";
import { reverseSweep } from "../../autodiff/reverse.ts";
import { argumentsOf, INPUT_OP, type NodeId, type Tape } from "../../tape/tape.ts";
import { hoverNumber } from "../lens/titles.ts";

/** Longer chains are read in the panel. */
const maximumLinks = 8;

/** One link of a chain: the local derivative from a node to one of its arguments. */
interface Link {
  readonly node: NodeId;
  readonly arg: NodeId;
  readonly rate: number;
}

/** `14 × 3 = 42` where the derivative is a single chain of rates, each at its own input. */
export function chainProduct(tape: Tape): string | undefined {
  const [output] = tape.outputs;
  const links = output ? singleChain(tape, output.node) : undefined;
  const rates = (links ?? []).map(({ rate }) => rate).filter((rate) => rate !== 1);
  if (!links || rates.length < 2) return undefined;
  const total = links.reduce((product, { rate }) => product * rate, 1);
  return `${rates.map(factor).join(" × ")} = ${hoverNumber(total)}`;
}

function factor(rate: number): string {
  const text = hoverNumber(rate);
  return rate < 0 ? `(${text})` : text;
}

/** The links from a node back to an input, when each node depends on the input in one way only. */
function singleChain(tape: Tape, from: NodeId): readonly Link[] | undefined {
  const free = new Set(tape.inputs.filter(({ role }) => role === "free").map(({ node }) => node));
  const local = localDerivatives(tape);
  const depends = dependence(tape, free);
  const links: Link[] = [];
  let node = from;
  while (tape.ops[node] !== INPUT_OP) {
    const args = [...argumentsOf(tape, node)];
    const active = args
      .map((arg, index) => ({ arg, index }))
      .filter(({ arg }) => depends[arg] === 1);
    const [only] = active;
    // u·u is one way with two edges; the rates add up.
    if (!only || active.some(({ arg }) => arg !== only.arg)) return undefined;
    const first = tape.argStart[node] as number;
    const rate = active.reduce(
      (sum, { index }) => sum + (local.partials[first + index] as number),
      0,
    );
    links.push({ node, arg: only.arg, rate });
    if (links.length > maximumLinks) return undefined;
    node = only.arg;
  }
  return links;
}

function dependence(tape: Tape, free: ReadonlySet<NodeId>): Uint8Array {
  const depends = new Uint8Array(tape.ops.length);
  for (let node = 0; node < tape.ops.length; node++) {
    const reaches = free.has(node) || argumentsOf(tape, node).some((arg) => depends[arg] === 1);
    if (reaches) depends[node] = 1;
  }
  return depends;
}

/** How the gradient reaches a node: `52 × 12 = 624`, or a sum of such products over its users. */
export function arrivals(
  tape: Tape,
  output: NodeId,
  target: NodeId,
): readonly { readonly user: NodeId; readonly adjoint: number; readonly rate: number }[] {
  const local = localDerivatives(tape);
  const { adjoints, reached } = reverseSweep(tape, new Map([[output, 1]]), local);
  const found: { user: NodeId; adjoint: number; rate: number }[] = [];
  for (let user = target + 1; user < tape.ops.length; user++) {
    if (reached[user] === 0) continue;
    for (
      let edge = tape.argStart[user] as number;
      edge < (tape.argStart[user + 1] as number);
      edge++
    ) {
      if (tape.args[edge] !== target || local.stopped[edge] === 1) continue;
      found.push({ user, adjoint: adjoints[user] as number, rate: local.partials[edge] as number });
    }
  }
  return found;
}

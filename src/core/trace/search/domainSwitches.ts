import { argumentValues, rowAt } from "../../autodiff/evaluate.ts";
import { argumentsOf, type NodeId, type Tape } from "../../tape/tape.ts";

/** Something that is one way on one side of a place, and another way on the other. */
export interface Switch {
  /** It depends on the inputs that this node depends on. */
  readonly from: NodeId;
  /** The node that tells on which side one is. */
  readonly at: NodeId;
  /** Zero at the place itself. */
  distance(values: Float64Array): number;
  isOn(values: Float64Array): boolean;
}

/** The first ones decide: what comes later mostly follows from them. */
const maximumPlaces = 2;

/** Where a run left the domain of a primitive, as the root of a negative number does: the edge of that domain. */
export function domainSwitches(tape: Tape): readonly Switch[] {
  const found: Switch[] = [];
  for (let node = 0; node < tape.ops.length && found.length < maximumPlaces; node++) {
    const known = switchAt(tape, node);
    if (known) found.push(known);
  }
  return found;
}

function switchAt(tape: Tape, node: NodeId): Switch | undefined {
  const code = tape.ops[node] as number;
  if (code < 0) return undefined;
  const { domain, samples } = rowAt(code);
  const args = argumentValues(tape, node, tape.values);
  if (!args.every(Number.isFinite) || domain(...args)) return undefined;
  const [first = 0, ...others] = args;
  const [from] = argumentsOf(tape, node);
  const inside = samples.map(([x = 0]) => x).find((x) => domain(x, ...others));
  if (from === undefined || inside === undefined) return undefined;
  const edge = edgeBetween(inside, first, (x) => domain(x, ...others));
  return {
    from,
    at: node,
    distance: (values) => (values[from] as number) - edge,
    isOn: (values) => domain(...argumentValues(tape, node, values)),
  };
}

/** Halves the way between a place inside a domain and one outside. */
function edgeBetween(inside: number, outside: number, domain: (x: number) => boolean): number {
  let [near, far] = [inside, outside];
  for (let count = 0; count < 60; count++) {
    const middle = (near + far) / 2;
    if (domain(middle)) near = middle;
    else far = middle;
  }
  return Number(near.toPrecision(12));
}

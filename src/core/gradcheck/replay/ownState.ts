import { argumentsOf, INPUT_OP, type Tape } from "../../tape/tape.ts";

/**
 * A field of the instance that one result depends on and the other function never reads. It may be made
 * of the fields that function does read, so that nothing is known about how they move together.
 */
export function ownStateOf(hand: Tape, primals: readonly Tape[]): string | undefined {
  const known = new Set(primals.flatMap(({ inputs }) => inputs.map(({ path }) => path)));
  const needed = new Set<number>();
  const pending = hand.outputs.map(({ node }) => node);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (needed.has(node)) continue;
    needed.add(node);
    if (hand.ops[node] !== INPUT_OP) pending.push(...argumentsOf(hand, node));
  }
  return hand.inputs.find(
    ({ node, path }) => path.startsWith("this.") && needed.has(node) && !known.has(path),
  )?.path;
}

import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { ownName } from "../pairs/owner.ts";
import { roofEnd } from "../stage/roof.ts";

/** What the two passes of a layer are called. */
const backwardName =
  /^_?(backward|backwards|backprop|backpropagate|backPropagate|bprop|backwardPass)$/;
const forwardName =
  /^_?(forward|forwards|fprop|feedForward|feedforward|forwardPass|activate|call)$/;

/** The two passes of a layer: `backward` and the `forward` of the same class, and where code beside the class goes. */
export function layerMethods(
  module: ParsedModule,
  backward: FunctionEntry,
  siblings: () => readonly FunctionEntry[],
): { readonly owner: string; readonly end: number; readonly forward: FunctionEntry } | undefined {
  const owner = backward.instanceOf;
  if (owner === undefined || !backwardName.test(ownName(backward))) return undefined;
  const end = roofEnd(module, backward.node, owner);
  const forward = siblings().find((entry) => forwardName.test(ownName(entry)));
  if (end === undefined || !forward || forward === backward) return undefined;
  return { owner, end, forward };
}

import { childrenOf, isFunctionNode, type Node } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { motionOf } from "../pairs/joined.ts";
import type { Pair } from "../pairs/pair.ts";
import { claimStage } from "./claimStage.ts";
import { jacobianClaims } from "./jacobianClaims.ts";
import { motionClaims } from "./motionClaims.ts";
import { newtonClaims } from "./newtonClaims.ts";

/**
 * Newton and Halley steps, and 2×2 Jacobians, of which value and slope are both written out in a loop; and
 * a position beside its velocity.
 */
export function inlinePairs(module: ParsedModule, entry: FunctionEntry): readonly Pair[] {
  const text = module.text.slice(entry.range.start, entry.range.end);
  const isStepped = /\b(for|while|do)\b/.test(text) && text.includes("/");
  const steps = isStepped
    ? bodiesIn(entry.node).flatMap((body) => [...newtonClaims(body), ...jacobianClaims(body)])
    : [];
  // What is returned side by side is a pair already.
  const motion = motionOf(entry) ? [] : motionClaims(entry.node);
  return [...steps, ...motion].flatMap((claim) => {
    const { variable, place, value, slope, isSure, isScalable } = claim;
    const base = {
      primal: entry,
      derivative: { ...entry, nameRange: place },
      convention: "inline",
      wrt: [variable],
      tag: undefined,
      inside: { value: describe(module, value), slope: describe(module, slope) },
      isHunch: !isSure,
      isScalable: isScalable === true,
    } as const;
    const stage = claimStage(module, base, entry, claim);
    return stage ? [{ ...base, stage }] : [];
  });
}

function describe(module: ParsedModule, piece: string | { start: number; end: number }): string {
  return typeof piece === "string" ? piece : module.text.slice(piece.start, piece.end);
}

/** What each loop does in a turn, as lists of statements. */
function bodiesIn(root: Node): readonly (readonly Node[])[] {
  const bodies: (readonly Node[])[] = [];
  const visit = (node: Node, isLooped: boolean): void => {
    if (isLooped && node.type === "BlockStatement") bodies.push(node.body);
    const isLoop = /^(For|While|DoWhile)Statement$/.test(node.type);
    if (isLoop && "body" in node && (node.body as Node).type === "ExpressionStatement")
      bodies.push([node.body as Node]);
    for (const child of childrenOf(node))
      if (!isFunctionNode(child)) visit(child, isLoop || (isLooped && node.type !== "IfStatement"));
  };
  visit(root, false);
  return bodies;
}

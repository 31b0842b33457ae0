import { childrenOf, isFunctionNode, type Node } from "../../syntax/ast.ts";
import { boundNames, holds } from "../../syntax/names.ts";
import { motions, timeName } from "../pairs/motion.ts";
import { localsAround } from "../stage/localsAround.ts";
import { assignedNames, type Claim, placeOfName } from "./claim.ts";

/** A position and its velocity as two locals of one block, set side by side at the time `t`. */
export function motionClaims(root: Node): readonly Claim[] {
  const bound = localsAround(root);
  return blocksIn(root).flatMap((body) => claimsIn(body, bound));
}

function claimsIn(body: readonly Node[], bound: ReadonlySet<string>): readonly Claim[] {
  const declared = body.map((one) =>
    one.type === "VariableDeclaration" ? (assignedNames(one) ?? []) : [],
  );
  const names = declared.flat();
  const variable = [...names, ...bound].find((name) => timeName.test(name));
  if (variable === undefined) return [];
  return motions.flatMap(([position, velocity]): readonly Claim[] => {
    const value = names.find((name) => position.test(name));
    const slope = names.find((name) => velocity.test(name));
    if (value === undefined || slope === undefined) return [];
    const both = [value, slope];
    const setting = body.flatMap((one, index) =>
      declared[index]?.some((name) => both.includes(name)) || sets(one, both) ? [index] : [],
    );
    const [first = 0] = setting;
    // The time itself is what both are asked for.
    const before = body
      .slice(first, (setting.at(-1) ?? first) + 1)
      .filter((_, index) => declared[first + index]?.join() !== variable);
    const place = placeOfName(before, slope);
    if (!place || before.some((one) => sets(one, [variable]))) return [];
    return [{ variable, value, slope, isNegated: false, before, place, isSure: false }];
  });
}

function sets(root: Node, names: readonly string[]): boolean {
  return holds(root, (node) => {
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier")
      return names.includes(node.id.name);
    return (
      node.type === "AssignmentExpression" &&
      node.left.type === "Identifier" &&
      names.includes(node.left.name)
    );
  });
}

/** The blocks that declare a velocity. */
function blocksIn(root: Node): readonly (readonly Node[])[] {
  const blocks: (readonly Node[])[] = [];
  const visit = (node: Node): void => {
    if (node.type === "BlockStatement") {
      const names = node.body.flatMap((one) =>
        one.type === "VariableDeclaration"
          ? one.declarations.flatMap(({ id }) => boundNames(id))
          : [],
      );
      if (motions.some(([, velocity]) => names.some((name) => velocity.test(name))))
        blocks.push(node.body);
    }
    for (const child of childrenOf(node)) if (!isFunctionNode(child)) visit(child);
  };
  visit(root);
  return blocks;
}

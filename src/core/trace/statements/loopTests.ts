import type { Node } from "../../syntax/ast.ts";

const known = new WeakMap<Node, boolean>();

/** Whether a condition ends a loop that counts: `i < n`, `--n > 0`, or any with `i--` in the loop's head. */
export function countsLoop(site: Node): boolean {
  const before = known.get(site);
  if (before !== undefined) return before;
  const counts = decide(site);
  known.set(site, counts);
  return counts;
}

function decide(site: Node): boolean {
  let test = site;
  while (test.parent?.type === "LogicalExpression") test = test.parent;
  const loop = test.parent;
  const isTest =
    (loop?.type === "ForStatement" ||
      loop?.type === "WhileStatement" ||
      loop?.type === "DoWhileStatement") &&
    loop.test === test;
  if (!isTest) return false;
  if (holdsStep(site) || (loop.type === "ForStatement" && loop.update && holdsStep(loop.update)))
    return true;
  return (
    site.type === "BinaryExpression" &&
    site.left.type !== "Literal" &&
    site.right.type !== "Literal"
  );
}

/** `i--` and `--i`, alone or on one side of a comparison. */
function holdsStep(node: Node): boolean {
  if (node.type === "UpdateExpression") return true;
  if (node.type === "SequenceExpression") return node.expressions.some(holdsStep);
  return node.type === "BinaryExpression" && (holdsStep(node.left) || holdsStep(node.right));
}

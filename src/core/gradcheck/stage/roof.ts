import { isFunctionNode, type Node, type NodeOf } from "../../syntax/ast.ts";
import { declaredNames } from "../../syntax/declaredNames.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";

/**
 * Where the place ends at which `owner` is declared, seen from a node: the file, or a function called at
 * once, which is the file under another roof. Code added there sees what the methods of `owner` see.
 */
export function roofEnd(
  { program, text }: ParsedModule,
  from: Node,
  owner: string,
): number | undefined {
  const declares = (statements: readonly Node[]) =>
    statements.some((statement) => declaredNames(statement).includes(owner));
  for (let node: Node | undefined = from; node; node = node.parent) {
    if (!isCalledAtOnce(node)) continue;
    const { body, range }: NodeOf<"BlockStatement"> = node;
    if (declares(body)) return range[1] - 1;
  }
  return declares(program.body) ? text.length : undefined;
}

function isCalledAtOnce(node: Node): node is NodeOf<"BlockStatement"> {
  const made = node.type === "BlockStatement" ? node.parent : undefined;
  if (!made || !isFunctionNode(made)) return false;
  return made.parent?.type === "CallExpression" && made.parent.callee === made;
}

import { childrenOf, isFunctionNode, type Node, nodeRange } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { SourceRange } from "../../util/sourceRange.ts";

/** The expressions a function returns, its own and not those of functions inside it. */
export function returnedExpressions({ node }: FunctionEntry): readonly Node[] {
  const { body } = node;
  if (!body) return [];
  if (body.type !== "BlockStatement") return [body];
  const found: Node[] = [];
  const pending: Node[] = [body];
  for (let next = pending.shift(); next; next = pending.shift()) {
    if (next.type === "ReturnStatement" && next.argument) found.push(next.argument);
    pending.push(...childrenOf(next).filter((child) => !isFunctionNode(child)));
  }
  return found.sort((a, b) => a.range[0] - b.range[0]);
}

/** The last expression that it returns, or its name where it returns none. */
export function returnedRange(entry: FunctionEntry): SourceRange {
  const last = returnedExpressions(entry).at(-1);
  return last ? nodeRange(last) : entry.nameRange;
}

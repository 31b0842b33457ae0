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
  for (let next = pending.pop(); next; next = pending.pop()) {
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

/** What it returns if that is one expression: of `const both = { loss, dW }; return both`, the object. */
export function onlyResult(entry: FunctionEntry): Node | undefined {
  const [result, ...others] = returnedExpressions(entry);
  if (others.length > 0 || result?.type !== "Identifier")
    return others.length > 0 ? undefined : result;
  const given = valueOfConstant(entry, result.name);
  return given?.type === "ObjectExpression" || given?.type === "Identifier" ? given : result;
}

function valueOfConstant({ node }: FunctionEntry, name: string): Node | undefined {
  if (node.body?.type !== "BlockStatement") return undefined;
  for (const statement of node.body.body) {
    if (statement.type !== "VariableDeclaration" || statement.kind !== "const") continue;
    const found = statement.declarations.find(
      ({ id }) => id.type === "Identifier" && id.name === name,
    );
    if (found) return found.init ?? undefined;
  }
  return undefined;
}

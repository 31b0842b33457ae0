import { childKeys, type Node, type NodeOf, type Program } from "./ast.ts";

type Operation = NodeOf<"AssignmentExpression" | "BinaryExpression" | "LogicalExpression">;

/**
 * The parser makes each expression with an operator from a copy of another object, and V8 gives every such copy a
 * hidden class of its own. Thousands of them are more than any cache of property look-ups holds: reading
 * `node.left` then takes longer than adding two numbers. Made anew from one literal they all have the same.
 */
export function inOneShape(program: Program): Program {
  const pending: Node[] = [program];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const fields = node as unknown as Record<string, unknown>;
    for (const key of childKeys(node)) {
      const value = fields[key];
      if (Array.isArray(value)) {
        for (let index = 0; index < value.length; index++) {
          if (value[index] === null) continue;
          value[index] = madeAnew(value[index] as Node);
          pending.push(value[index]);
        }
      } else if (value) {
        const child = madeAnew(value as Node);
        fields[key] = child;
        pending.push(child);
      }
    }
  }
  return program;
}

function madeAnew(node: Node): Node {
  if (!isOperation(node)) return node;
  const { type, operator, left, right, range, loc } = node;
  return { type, operator, left, right, range, loc } as Node;
}

function isOperation(node: Node): node is Operation {
  const { type } = node;
  return (
    type === "BinaryExpression" || type === "AssignmentExpression" || type === "LogicalExpression"
  );
}

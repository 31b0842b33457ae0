import { childrenOf, type Node } from "../../src/core/syntax/ast.ts";
import { classesIn } from "../../src/core/syntax/classFacts.ts";
import type { FunctionEntry } from "../../src/core/syntax/functions.ts";
import type { ParsedModule } from "../../src/core/syntax/parsedModule.ts";

/** How many arithmetic operations make a function numeric. */
const leastOperations = 3;

/**
 * The numeric functions of a file: every module-level function and every member of an object or class
 * whose body holds enough arithmetic. Functions inside functions are counted as part of those.
 */
export function numericFunctions(module: ParsedModule): readonly FunctionEntry[] {
  // A function with members on its prototype is a constructor, and those are not counted.
  const classes = classesIn(module.program);
  return module.functions.filter(
    ({ level, node, shortName }) =>
      level !== "nested" &&
      !(level === "module" && classes.has(shortName)) &&
      operationsIn(node.body as Node) >= leastOperations,
  );
}

const arithmetic = new Set(["+", "-", "*", "/", "%", "**"]);

function operationsIn(node: Node): number {
  let count = isArithmetic(node) ? 1 : 0;
  for (const child of childrenOf(node)) count += operationsIn(child);
  return count;
}

/** `a + b` and `a += b`; text that is put together, counting with ++ and calls of Math are none. */
function isArithmetic(node: Node): boolean {
  if (node.type === "AssignmentExpression") return arithmetic.has(node.operator.slice(0, -1));
  if (node.type !== "BinaryExpression" || !arithmetic.has(node.operator)) return false;
  return !isText(node);
}

/** A sum with a text literal somewhere in it. */
function isText(node: Node): boolean {
  if (node.type === "TemplateLiteral") return true;
  if (node.type === "Literal") return typeof node.value === "string";
  if (node.type !== "BinaryExpression" || node.operator !== "+") return false;
  return isText(node.left) || isText(node.right);
}

import { type FunctionNode, isFunctionNode, type Node } from "../../syntax/ast.ts";
import { boundNames, holds, walk } from "../../syntax/names.ts";
import { isStrict } from "../values/integrity.ts";

/** What a function's text says about how it takes its arguments. */
export interface Signature {
  /** Without a `this` annotation, which is a type only. */
  readonly parameters: readonly Node[];
  readonly names: readonly string[];
  /** Names alone: no defaults, patterns or rest. */
  readonly isSimple: boolean;
  /** A function in a default sees the parameters but not the body's variables. */
  readonly hasClosures: boolean;
  readonly usesArguments: boolean;
  /** Old code: a parameter and its place in `arguments` are one variable. */
  readonly isMapped: boolean;
}

const known = new WeakMap<FunctionNode, Signature>();

export function signatureOf(node: FunctionNode): Signature {
  const before = known.get(node);
  if (before) return before;
  const made = read(node);
  known.set(node, made);
  return made;
}

function read(node: FunctionNode): Signature {
  const parameters = node.params.filter(
    (param) => !(param.type === "Identifier" && param.name === "this"),
  );
  const isSimple = parameters.every(({ type }) => type === "Identifier");
  const usesArguments = node.type !== "ArrowFunctionExpression" && mentionsArguments(node);
  return {
    parameters,
    names: parameters.flatMap(boundNames),
    isSimple,
    hasClosures: !isSimple && parameters.some((parameter) => holds(parameter, isFunctionNode)),
    usesArguments,
    isMapped: isSimple && usesArguments && parameters.length > 0 && !isStrict(node.body),
  };
}

/** Arrow functions inside share the outer function's `arguments`. */
function mentionsArguments(root: FunctionNode): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.type === "Identifier" && node.name === "arguments") found = true;
    const hasOwn = isFunctionNode(node) && node.type !== "ArrowFunctionExpression";
    return !found && (node === root || !hasOwn);
  });
  return found;
}

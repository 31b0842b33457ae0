import type { SourceRange } from "../util/sourceRange.ts";
import {
  childrenOf,
  type FunctionNode,
  isFunctionNode,
  type Node,
  type NodeOf,
  type Program,
} from "./ast.ts";
import { type FunctionEntry, findFunctions } from "./functions.ts";
import { type FunctionTags, readTags } from "./tags.ts";

/** One file, parsed and searched once: what the interpreter and the analysis start from. */
export interface ParsedModule {
  readonly text: string;
  readonly program: Program;
  readonly functions: readonly FunctionEntry[];
  readonly tooDeep: readonly SourceRange[];
  /** Interfaces and type aliases by name, for the shapes of parameters. */
  readonly types: ReadonlyMap<
    string,
    NodeOf<"TSInterfaceDeclaration"> | NodeOf<"TSTypeAliasDeclaration">
  >;
  /** Calls of a plain name, in source order: literal arguments there are sample values. */
  readonly calls: ReadonlyMap<string, readonly NodeOf<"CallExpression">[]>;
  tagsOf(entry: FunctionEntry): FunctionTags;
  /** The `var` names of a function body or the module, nested functions left out. */
  varNames(root: FunctionNode | Program): readonly string[];
}

export function createModule(
  text: string,
  program: Program,
  tooDeep: readonly SourceRange[],
): ParsedModule {
  const tags = new Map<FunctionEntry, FunctionTags>();
  const vars = new Map<Node, readonly string[]>();
  const types: Map<string, NodeOf<"TSInterfaceDeclaration"> | NodeOf<"TSTypeAliasDeclaration">> =
    new Map();
  const calls = new Map<string, NodeOf<"CallExpression">[]>();
  walk(program, (node) => {
    if (node.type === "TSInterfaceDeclaration" || node.type === "TSTypeAliasDeclaration") {
      types.set(node.id.name, node);
    } else if (node.type === "CallExpression" && node.callee.type === "Identifier") {
      const known = calls.get(node.callee.name);
      if (known) known.push(node);
      else calls.set(node.callee.name, [node]);
    }
    return true;
  });
  return {
    text,
    program,
    tooDeep,
    types,
    calls,
    functions: findFunctions(program),
    tagsOf: (entry) => remember(tags, entry, () => readTags(text, entry)),
    varNames: (root) => remember<Node, readonly string[]>(vars, root, () => varNamesOf(root)),
  };
}

function remember<K, V>(cache: Map<K, V>, key: K, make: () => V): V {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

/** In source order, without recursion; `enter` returns false to leave a subtree out. */
export function walk(root: Node, enter: (node: Node) => boolean): void {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (enter(node)) pending.push(...childrenOf(node).reverse());
  }
}

function varNamesOf(root: FunctionNode | Program): readonly string[] {
  const names = new Set<string>();
  const body: readonly Node[] = root.type === "Program" ? root.body : [root.body as Node];
  for (const statement of body) {
    walk(statement, (node) => {
      if (isFunctionNode(node) || node.type === "ClassBody" || node.type === "TSModuleBlock")
        return false;
      if (node.type === "VariableDeclaration" && node.kind === "var") {
        for (const { id } of node.declarations) for (const name of boundNames(id)) names.add(name);
      }
      return true;
    });
  }
  return [...names];
}

/** The names a pattern binds. */
export function boundNames(pattern: Node): readonly string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "AssignmentPattern":
      return boundNames(pattern.left);
    case "RestElement":
      return boundNames(pattern.argument);
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? boundNames(element) : []));
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === "RestElement" ? property : property.value),
      );
    case "TSParameterProperty":
      return boundNames(pattern.parameter);
    default:
      return [];
  }
}

import {
  childrenOf,
  type FunctionNode,
  isFunctionNode,
  type Node,
  type NodeOf,
  type Program,
} from "./ast.ts";
import { type FunctionEntry, findFunctions } from "./functions.ts";
import { boundNames, walk } from "./names.ts";
import type { UnreadStatement } from "./parse.ts";
import { createReach, type Reach } from "./reach.ts";
import { type FunctionTags, readTags } from "./tags.ts";

/** One file, parsed and searched once: what the interpreter and the analysis start from. */
export interface ParsedModule {
  readonly text: string;
  readonly program: Program;
  readonly functions: readonly FunctionEntry[];
  readonly unread: readonly UnreadStatement[];
  /** Interfaces and type aliases by name, for the shapes of parameters. */
  readonly types: ReadonlyMap<string, TypeDeclaration>;
  /** Calls of a plain name, in source order: literal arguments there are sample values. */
  readonly calls: ReadonlyMap<string, readonly NodeOf<"CallExpression">[]>;
  readonly reach: Reach;
  tagsOf(entry: FunctionEntry): FunctionTags;
  /** The `var` names of a function body or the module, nested functions left out. */
  varNames(root: FunctionNode | Program): readonly string[];
}

type TypeDeclaration = NodeOf<"TSInterfaceDeclaration"> | NodeOf<"TSTypeAliasDeclaration">;
type NamedCall = NodeOf<"CallExpression"> & { readonly callee: NodeOf<"Identifier"> };

interface Findings {
  readonly types: readonly TypeDeclaration[];
  readonly calls: readonly NamedCall[];
}

/** A statement that was not edited is the same node in the next tree of its file (see `reparse`). */
const searched = new WeakMap<Node, Findings>();

function findingsIn(statement: Node): Findings {
  const before = searched.get(statement);
  if (before) return before;
  const types: TypeDeclaration[] = [];
  const calls: NamedCall[] = [];
  walk(statement, (node) => {
    if (node.type === "TSInterfaceDeclaration" || node.type === "TSTypeAliasDeclaration") {
      types.push(node);
    } else if (node.type === "CallExpression" && node.callee.type === "Identifier") {
      calls.push(node as NamedCall);
    }
    return true;
  });
  const found = { types, calls };
  searched.set(statement, found);
  return found;
}

export function createModule(
  text: string,
  program: Program,
  unread: readonly UnreadStatement[],
): ParsedModule {
  const tags = new Map<FunctionEntry, FunctionTags>();
  const vars = new Map<Node, readonly string[]>();
  const types = new Map<string, TypeDeclaration>();
  const calls = new Map<string, NamedCall[]>();
  linkParents(program);
  for (const found of program.body.map(findingsIn)) {
    for (const type of found.types) types.set(type.id.name, type);
    for (const call of found.calls) {
      const known = calls.get(call.callee.name);
      if (known) known.push(call);
      else calls.set(call.callee.name, [call]);
    }
  }
  return {
    text,
    program,
    unread,
    types,
    calls,
    functions: findFunctions(program),
    reach: createReach(text, program),
    tagsOf: (entry) => remember(tags, entry, () => readTags(text, entry)),
    varNames: (root) => remember<Node, readonly string[]>(vars, root, () => varNamesOf(root)),
  };
}

/**
 * The parser leaves `parent` unset; names, labels and hovers look up from a node. A statement taken over
 * from an older tree is linked within.
 */
function linkParents(program: Program): void {
  for (const statement of program.body) {
    const isLinked = statement.parent !== undefined;
    (statement as { parent: Node }).parent = program;
    if (isLinked) continue;
    walk(statement, (node) => {
      for (const child of childrenOf(node)) (child as { parent: Node }).parent = node;
      return true;
    });
  }
}

function remember<K, V>(cache: Map<K, V>, key: K, make: () => V): V {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
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

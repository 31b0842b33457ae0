import type { SourceRange } from "../util/sourceRange.ts";
import { isFunctionNode, type Node, type Program } from "./ast.ts";
import { boundNames, walk } from "./names.ts";

/**
 * Which top-level statements a piece of code can depend on: those that declare a name it mentions, and
 * so on, and every statement that does something when the file is loaded. A superset found by looking
 * at words alone, so it is cheap; it is what a trace evaluates and what invalidates it.
 */
export interface Reach {
  /** The statements reached from the one that contains `range`, in source order. */
  from(range: SourceRange): readonly Node[];
}

interface Statement {
  readonly node: Node;
  readonly mentions: ReadonlySet<string>;
  readonly isEffect: boolean;
}

export function createReach(text: string, program: Program): Reach {
  const statements: readonly Statement[] = program.body.map((node) => ({
    node,
    mentions: wordsOf(text.slice(...node.range)),
    isEffect: hasEffect(node),
  }));
  const declarers = new Map<string, number[]>();
  for (const [index, { node }] of statements.entries()) {
    for (const name of declaredNames(node)) {
      const known = declarers.get(name);
      if (known) known.push(index);
      else declarers.set(name, [index]);
    }
  }
  const effects = statements.flatMap(({ isEffect }, index) => (isEffect ? [index] : []));
  const cache = new Map<number, readonly Node[]>();

  return {
    from(range) {
      const start = indexAt(statements, range.end);
      const known = cache.get(start);
      if (known) return known;
      const reached = new Set<number>();
      const pending = [start, ...effects];
      for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
        const statement = statements[index];
        if (!statement || reached.has(index)) continue;
        reached.add(index);
        for (const name of statement.mentions) pending.push(...(declarers.get(name) ?? []));
      }
      const nodes = [...reached]
        .sort((a, b) => a - b)
        .map((index) => (statements[index] as Statement).node);
      cache.set(start, nodes);
      return nodes;
    },
  };
}

/** The first statement that ends at or after the offset; they stand in source order. */
function indexAt(statements: readonly Statement[], end: number): number {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle] as Statement).node.range[1] < end) low = middle + 1;
    else high = middle;
  }
  return low;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []);
}

/** Everything a top-level statement brings into scope, types included. */
export function declaredNames(statement: Node): readonly string[] {
  switch (statement.type) {
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      return statement.declaration ? declaredNames(statement.declaration) : [];
    case "VariableDeclaration":
      return statement.declarations.flatMap(({ id }) => boundNames(id));
    case "ImportDeclaration":
      return statement.specifiers.map(({ local }) => local.name);
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSDeclareFunction":
      return statement.id ? [statement.id.name] : [];
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSEnumDeclaration":
    case "TSImportEqualsDeclaration":
      return [statement.id.name];
    case "TSModuleDeclaration":
      return statement.id.type === "Identifier" ? [statement.id.name] : [];
    default:
      return [];
  }
}

/** Whether loading the statement may change something beside the names it declares. */
function hasEffect(statement: Node): boolean {
  switch (statement.type) {
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      return statement.declaration ? hasEffect(statement.declaration) : false;
    case "VariableDeclaration":
      return (
        statement.kind === "var" ||
        statement.declarations.some(({ init }) => init !== null && acts(init))
      );
    case "FunctionDeclaration":
    case "TSDeclareFunction":
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSEnumDeclaration":
    case "ImportDeclaration":
    case "TSImportEqualsDeclaration":
    case "ExportAllDeclaration":
    case "ClassDeclaration":
      return false;
    default:
      return !statement.type.endsWith("Expression") || acts(statement);
  }
}

/** Calls, assignments and the like, outside of function bodies. */
function acts(expression: Node): boolean {
  let found = false;
  walk(expression, (node) => {
    if (isFunctionNode(node) || found) return false;
    found = /^(Call|New|Assignment|Update|TaggedTemplate|Await)Expression$/.test(node.type);
    return !found;
  });
  return found;
}

import type { Node } from "../../syntax/ast.ts";
import { declaredNames, withoutExport } from "../../syntax/declaredNames.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";

/** How a list of top-level statements is run. */
interface Roster {
  /** Imports first, then the others in source order. */
  readonly now: readonly Node[];
  /** By the names they declare: what can wait until one of them is looked up, as most of a library can. */
  readonly later: ReadonlyMap<string, Node>;
}

/** Most runs of a search begin with the same list. */
const rosters = new WeakMap<readonly Node[], Roster>();

export function rosterOf({ reach }: ParsedModule, statements: readonly Node[]): Roster {
  const known = rosters.get(statements);
  if (known) return known;
  const own = statements.filter((statement) => !isImport(statement) && !isType(statement));
  const waiting = own.filter(reach.canWait);
  const roster: Roster = {
    now: [...statements.filter(isImport), ...own.filter((statement) => !reach.canWait(statement))],
    later: new Map(
      waiting.flatMap((each) => declaredNames(each).map((name) => [name, each] as const)),
    ),
  };
  rosters.set(statements, roster);
  return roster;
}

function isImport({ type }: Node): boolean {
  return type === "ImportDeclaration" || type === "TSImportEqualsDeclaration";
}

/** It does nothing when it runs, and may be called like something that does. */
function isType(statement: Node): boolean {
  return /^TS(Interface|TypeAlias|DeclareFunction)/.test(withoutExport(statement).type);
}

const lists = new WeakMap<Node, readonly Node[]>();

/** One statement as a list, the same each time: what a list declares is read once. */
export function aloneOf(statement: Node): readonly Node[] {
  const list = lists.get(statement) ?? [statement];
  lists.set(statement, list);
  return list;
}

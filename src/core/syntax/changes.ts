import type { Node, Program } from "./ast.ts";
import { declaredNames } from "./declaredNames.ts";
import { boundNames, walk } from "./names.ts";

interface Found {
  readonly mentioned: Set<string>;
  readonly changed: Set<string>;
  /** `const p = Q[0]`: who changes p changes Q. */
  readonly aliases: (readonly [name: string, of: string])[];
}

/**
 * The names that code may change when it runs, by itself or through the file's functions that it mentions:
 * what it assigns to, calls methods of, goes over or hands to a function, under any name. A superset. `isPlain` tells
 * the names of numbers and the like, through which nothing is changed.
 */
export function changedNames(
  program: Program,
  code: Node,
  isPlain: (name: string) => boolean,
): ReadonlySet<string> {
  const found = foundFrom(program, code);
  const changed = new Set(found.changed);
  for (let size = -1; size < changed.size; ) {
    size = changed.size;
    for (const [name, of] of found.aliases)
      if (changed.has(name) && !isPlain(name)) changed.add(of);
  }
  return changed;
}

/** All names that code, or a function of the file that it mentions, mentions. */
export function mentionedNames(program: Program, code: Node): ReadonlySet<string> {
  return foundFrom(program, code).mentioned;
}

/** By the code looked through, of the program it stands in: each run of a trace asks again. */
const known = new WeakMap<Program, Map<Node, Found>>();

function foundFrom(program: Program, code: Node): Found {
  const ofProgram = known.get(program) ?? new Map<Node, Found>();
  known.set(program, ofProgram);
  const before = ofProgram.get(code);
  if (before) return before;
  const found: Found = { mentioned: new Set(), changed: new Set(), aliases: [] };
  const read = new Set<Node>();
  const declarers = new Map(
    program.body.flatMap((statement) => declaredNames(statement).map((name) => [name, statement])),
  );
  readInto(found, code);
  for (const name of found.mentioned) {
    const statement = declarers.get(name);
    if (!statement || read.has(statement)) continue;
    read.add(statement);
    readInto(found, statement);
  }
  ofProgram.set(code, found);
  return found;
}

function readInto({ mentioned, changed, aliases }: Found, code: Node): void {
  const note = (place: Node) => {
    const name = rootOf(place);
    if (name !== undefined) changed.add(name);
  };
  const alias = (names: readonly string[], of: Node | null) => {
    const root = of ? rootOf(of) : undefined;
    if (root !== undefined) for (const name of names) aliases.push([name, root]);
  };
  walk(code, (node) => {
    if (node.type === "Identifier") mentioned.add(node.name);
    else if (node.type === "AssignmentExpression") {
      note(node.left);
      alias([rootOf(node.left) ?? ""], node.right);
    } else if (node.type === "VariableDeclarator") alias(boundNames(node.id), node.init);
    else if (node.type === "UpdateExpression") note(node.argument);
    else if (node.type === "UnaryExpression" && node.operator === "delete") note(node.argument);
    else if (node.type === "ForOfStatement" || node.type === "ForInStatement") note(node.right);
    else if (node.type === "CallExpression" || node.type === "NewExpression") {
      if (node.callee.type === "MemberExpression") note(node.callee.object);
      for (const argument of node.arguments) note(argument);
    }
    return true;
  });
}

function rootOf(place: Node): string | undefined {
  let at = place;
  while (at.type === "MemberExpression") at = at.object;
  if (at.type === "SpreadElement") return rootOf(at.argument);
  return at.type === "Identifier" ? at.name : undefined;
}

import { type FunctionNode, isFunctionNode, type Node, nodeRange } from "../../syntax/ast.ts";
import { importedNames } from "../../syntax/declaringModule.ts";
import type { FileAround } from "../../syntax/filesAround.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import { examplesOf } from "./exampleModule.ts";

/** A piece of code in which a function is called. */
export interface Caller {
  readonly module: ParsedModule;
  /** The function around the call; at the top level there is none. */
  readonly entry: FunctionEntry | undefined;
  /** The statement of the file that holds the call. */
  readonly statement: SourceRange;
}

/** The function whose arguments are looked for. */
export interface Target {
  readonly module: ParsedModule;
  readonly node: FunctionNode;
}

/** Callers beyond these have nothing else to give, most likely. */
const maximumCallers = 8;
const maximumFiles = 12;

/**
 * Where a function is called: in its own file, in the examples of its comment, and in the files of its project that
 * import its file, in this order.
 */
export function callersOf(
  module: ParsedModule,
  entry: FunctionEntry,
  isMeant: (call: CallNode) => boolean,
): readonly Caller[] {
  const found = [...callersHere(module, entry, isMeant)];
  for (const example of examplesOf(module, entry))
    found.push(...callersIn(example, callsNamed(example, entry.shortName, true), isMeant));
  let files = 0;
  for (const file of module.project()) {
    if (found.length >= maximumCallers || files >= maximumFiles) break;
    if (!mayCall(file, module, entry)) continue;
    const other = module.parsed(file);
    files++;
    if (other) found.push(...callersIn(other, callsFrom(other, module, entry), isMeant));
  }
  return found.slice(0, maximumCallers);
}

/** Those in the function's own file. */
export function callersHere(
  module: ParsedModule,
  entry: FunctionEntry,
  isMeant: (call: CallNode) => boolean,
): readonly Caller[] {
  const calls = callsNamed(module, entry.shortName, entry.level === "module");
  return callersIn(module, calls, (call) => isMeant(call) && !isRecursive(call, entry));
}

/** Whether something that is given may be a function. */
export function mayGiveFunction(call: CallNode): boolean {
  return call.arguments.some(mayBeFunction);
}

/** Such a call hands on what it got. */
export function isRecursive(call: Node, { range }: FunctionEntry): boolean {
  return holds(range, call);
}

function mayCall({ uri, text, imports }: FileAround, module: ParsedModule, entry: FunctionEntry) {
  if (uri === module.uri) return false;
  return imports.has(module.uri) || (!isDefault(entry) && text.includes(entry.shortName));
}

function isDefault({ shortName }: FunctionEntry): boolean {
  return shortName === "default";
}

function callsNamed(
  { calls, memberCalls }: ParsedModule,
  name: string,
  isPlain: boolean,
): readonly CallNode[] {
  const members = memberCalls.get(name) ?? [];
  return isPlain ? [...(calls.get(name) ?? []), ...members] : members;
}

type CallNode = NonNullable<ReturnType<ParsedModule["calls"]["get"]>>[number];

/** Under the names that another file has for it. */
function callsFrom(
  other: ParsedModule,
  module: ParsedModule,
  entry: FunctionEntry,
): readonly CallNode[] {
  const names = importedNames(other)
    .filter(({ name, specifier, style }) => {
      if (name === entry.shortName) return true;
      if (name !== "default") return false;
      const link = other.link(specifier, style);
      return link.kind === "module" && link.module.uri === module.uri;
    })
    .map(({ local }) => local);
  return [
    ...names.flatMap((name) => other.calls.get(name) ?? []),
    ...(other.memberCalls.get(entry.shortName) ?? []),
  ];
}

function callersIn(
  module: ParsedModule,
  calls: readonly CallNode[],
  isMeant: (call: CallNode) => boolean,
): Caller[] {
  const found = new Map<Node | FunctionEntry, Caller>();
  for (const call of calls) {
    if (!isMeant(call)) continue;
    const entry = entryAround(module, call);
    const statement = module.program.body.find((each) => holds(nodeRange(each), call));
    if (!statement) continue;
    found.set(entry ?? statement, { module, entry, statement: nodeRange(statement) });
  }
  // What stands at the top level is called with what is known there.
  return [...found.values()].sort(
    (a, b) => Number(a.entry !== undefined) - Number(b.entry !== undefined),
  );
}

function mayBeFunction(node: Node): boolean {
  const { type } = node;
  return (
    isFunctionNode(node) ||
    type === "Identifier" ||
    type === "MemberExpression" ||
    type === "CallExpression" ||
    type === "SpreadElement"
  );
}

/** The function with a name that holds the call, however deep inside. */
function entryAround({ functions }: ParsedModule, call: Node): FunctionEntry | undefined {
  const around = functions.filter(({ level, range }) => level !== "nested" && holds(range, call));
  return around.at(-1);
}

function holds({ start, end }: SourceRange, { range }: Node): boolean {
  return start <= range[0] && range[1] <= end;
}

import {
  childrenOf,
  type FunctionNode,
  isFunctionNode,
  type Node,
  type NodeOf,
  type Program,
} from "./ast.ts";
import { classesIn } from "./classFacts.ts";
import type { FileAround } from "./filesAround.ts";
import { type FunctionEntry, findFunctions } from "./functions.ts";
import type { ImportStyle } from "./manifest.ts";
import { boundNames, walk } from "./names.ts";
import type { UnreadStatement } from "./parse.ts";
import { createReach, type Reach } from "./reach.ts";
import type { Reads } from "./sources.ts";
import { type FunctionTags, readTags } from "./tags.ts";

/** One file, parsed and searched once: what the interpreter and the analysis start from. */
export interface ParsedModule {
  /** Where it stands, without percent-encoding. */
  readonly uri: string;
  readonly text: string;
  readonly program: Program;
  readonly functions: readonly FunctionEntry[];
  readonly unread: readonly UnreadStatement[];
  /** Interfaces and type aliases by name, for the shapes of parameters. */
  readonly types: ReadonlyMap<string, TypeDeclaration>;
  /** Calls of a plain name, in source order: literal arguments there are sample values. */
  readonly calls: ReadonlyMap<string, readonly NodeOf<"CallExpression">[]>;
  /** Calls of a member, by its name: `shapes.stack(…)`. */
  readonly memberCalls: ReadonlyMap<string, readonly NodeOf<"CallExpression">[]>;
  readonly reach: Reach;
  /** The statements that a function can depend on, the types of its doc comment included. */
  reachedFrom(entry: FunctionEntry): readonly Node[];
  tagsOf(entry: FunctionEntry): FunctionTags;
  /** The file behind an import of this one. */
  link(specifier: string, style: ImportStyle): Link;
  /** The files that are loaded with this one by whoever uses it, itself included, in the order in which they run. */
  around(): readonly ParsedModule[];
  /** The files of the project this one belongs to, and one of them parsed. */
  project(): readonly FileAround[];
  parsed(file: FileAround): ParsedModule | undefined;
  /** Tells of the other files that are read. */
  readonly reading: Pick<Library, "soFar" | "note">;
  /** The `var` names of a function body or the module, nested functions left out. */
  varNames(root: VarRoot): readonly string[];
}

/** What `var` belongs to. */
export type VarRoot = FunctionNode | Program | NodeOf<"StaticBlock">;
/** What an import leads to. */
export type Link =
  | { readonly kind: "module"; readonly module: ParsedModule }
  | { readonly kind: "json"; readonly text: string; readonly uri: string }
  | { readonly kind: "unread"; readonly message: string };

/** The other files that a file's code may use: found and parsed when a trace asks for them. */
export interface Library {
  link(from: string, specifier: string, style: ImportStyle): Link;
  around(module: ParsedModule): readonly ParsedModule[];
  /** The files of the project that a file belongs to. */
  project(uri: string): readonly FileAround[];
  parsed(file: FileAround): ParsedModule | undefined;
  /** The result of `work`, and all that was read on the way. */
  watch<T>(work: () => T): { readonly result: T; readonly reads: Reads };
  /** All that was read in the work that is being watched. */
  soFar(): Reads;
  /** Counts files as read: what is taken from them was kept. */
  note(reads: Reads): void;
}

/** What a file sees of the others, for another text in its place. */
export function librarySeenBy(module: ParsedModule): Library {
  return {
    link: (_from, specifier, style) => module.link(specifier, style),
    around: () => module.around(),
    project: () => module.project(),
    parsed: (file) => module.parsed(file),
    watch: (work) => ({ result: work(), reads: new Map() }),
    ...unwatched,
  };
}

const unwatched: Pick<Library, "soFar" | "note"> = {
  soFar: () => new Map(),
  note: () => undefined,
};

export type TypeDeclaration = NodeOf<"TSInterfaceDeclaration"> | NodeOf<"TSTypeAliasDeclaration">;

interface NamedCall {
  readonly name: string;
  readonly call: NodeOf<"CallExpression">;
}

interface Findings {
  readonly types: readonly TypeDeclaration[];
  readonly calls: readonly NamedCall[];
  readonly memberCalls: readonly NamedCall[];
}

/** A statement that was not edited is the same node in the next tree of its file (see `reparse`). */
const searched = new WeakMap<Node, Findings>();

function findingsIn(statement: Node): Findings {
  const before = searched.get(statement);
  if (before) return before;
  const types: TypeDeclaration[] = [];
  const calls: NamedCall[] = [];
  const memberCalls: NamedCall[] = [];
  walk(statement, (node) => {
    if (node.type === "TSInterfaceDeclaration" || node.type === "TSTypeAliasDeclaration") {
      types.push(node);
    } else if (node.type === "CallExpression") {
      const { callee } = node;
      if (callee.type === "Identifier") calls.push({ name: callee.name, call: node });
      else if (callee.type === "MemberExpression" && callee.property.type === "Identifier")
        memberCalls.push({ name: callee.property.name, call: node });
    }
    return true;
  });
  const found = { types, calls, memberCalls };
  searched.set(statement, found);
  return found;
}

/** Where a module stands among others; a text of its own has no neighbours. */
interface Place {
  readonly uri: string;
  readonly library: Library;
}

export function createModule(
  text: string,
  program: Program,
  unread: readonly UnreadStatement[],
  place?: Place,
): ParsedModule {
  const tags = new Map<FunctionEntry, FunctionTags>();
  const vars = new Map<Node, readonly string[]>();
  const reached = new Map<FunctionEntry, readonly Node[]>();
  const types = new Map<string, TypeDeclaration>();
  linkParents(program);
  const findings = program.body.map(findingsIn);
  for (const found of findings) for (const type of found.types) types.set(type.id.name, type);
  const reach = createReach(program);
  const tagsOf = (entry: FunctionEntry) => remember(tags, entry, () => readTags(text, entry));
  const module: ParsedModule = {
    uri: place?.uri ?? "",
    text,
    program,
    unread,
    types,
    calls: byName(findings.flatMap((found) => found.calls)),
    memberCalls: byName(findings.flatMap((found) => found.memberCalls)),
    functions: findFunctions(program),
    reach,
    reachedFrom: (entry) =>
      remember(reached, entry, () => {
        const documented = [...tagsOf(entry).parameterTypes.values()].join(" ");
        const names = documented.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [];
        return reach.from(entry.statement, [...names, ...classesUsed(program, text, entry)]);
      }),
    link: (specifier, style) =>
      place?.library.link(place.uri, specifier, style) ?? noNeighbour(specifier),
    around: () => place?.library.around(module) ?? [module],
    project: () => place?.library.project(place.uri) ?? [],
    parsed: (file) => place?.library.parsed(file),
    tagsOf,
    reading: place?.library ?? unwatched,
    varNames: (root) => remember<Node, readonly string[]>(vars, root, () => varNamesOf(root)),
  };
  return module;
}

function byName(calls: readonly NamedCall[]): ParsedModule["calls"] {
  const named = new Map<string, NamedCall["call"][]>();
  for (const { name, call } of calls) {
    const known = named.get(name);
    if (known) known.push(call);
    else named.set(name, [call]);
  }
  return named;
}

/** The classes whose methods are asked of something in a function's statement: it may be an instance. */
function classesUsed(program: Program, text: string, entry: FunctionEntry): readonly string[] {
  const source = text.slice(entry.statement.start, entry.statement.end);
  const asked = new Set(Array.from(source.matchAll(/\.([\p{ID_Continue}$]+)/gu), ([, key]) => key));
  return [...classesIn(program).values()]
    .filter(({ methods }) => [...methods].some((key) => asked.has(key)))
    .map(({ name }) => name);
}

function noNeighbour(specifier: string): Link {
  const message = `"${specifier}" leads to another file, and this text has none beside it`;
  return { kind: "unread", message };
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

function varNamesOf(root: VarRoot): readonly string[] {
  const names = new Set<string>();
  const body: readonly Node[] = isFunctionNode(root) ? [root.body as Node] : root.body;
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

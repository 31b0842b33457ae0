import type { SourceRange } from "../util/sourceRange.ts";
import {
  childrenOf,
  type FunctionNode,
  isFunctionNode,
  type Node,
  nodeRange,
  type Program,
} from "./ast.ts";

/** A function of the file, named as a person would name it. */
export interface FunctionEntry {
  /** "loss", "Vec3.dot", "Activations.TANH.output", "outer.inner"; "name@line" where it is not unique. */
  readonly name: string;
  readonly shortName: string;
  readonly node: FunctionNode;
  readonly range: SourceRange;
  readonly nameRange: SourceRange;
  readonly level: "module" | "member" | "nested";
  /** A method or field of a class, which needs an instance unless it is static. */
  readonly instanceOf: string | undefined;
  /** The statement, member or property that carries its comments. */
  readonly carrier: SourceRange;
  /** The top-level statement it stands in. */
  readonly statement: SourceRange;
}

interface Place {
  readonly path: readonly string[];
  readonly level: FunctionEntry["level"];
  readonly carrier: Node;
  readonly statement: Node;
  readonly instanceOf: string | undefined;
}

export function findFunctions(program: Program): readonly FunctionEntry[] {
  return withUniqueNames(program.body.flatMap(functionsIn));
}

/** A statement that was not edited is the same node in the next tree of its file (see `reparse`). */
const searched = new WeakMap<Node, { start: number; entries: readonly FunctionEntry[] }>();

function functionsIn(statement: Node): readonly FunctionEntry[] {
  const [start] = statement.range;
  const before = searched.get(statement);
  if (before?.start === start) return before.entries;
  const entries = before
    ? before.entries.map((entry) => movedEntry(entry, start - before.start))
    : searchStatement(statement);
  searched.set(statement, { start, entries });
  return entries;
}

function movedEntry(entry: FunctionEntry, shift: number): FunctionEntry {
  const moved = ({ start, end }: SourceRange) => ({ start: start + shift, end: end + shift });
  return {
    ...entry,
    range: moved(entry.range),
    nameRange: moved(entry.nameRange),
    carrier: moved(entry.carrier),
    statement: moved(entry.statement),
  };
}

function searchStatement(statement: Node): readonly FunctionEntry[] {
  const found: FunctionEntry[] = [];
  visit(statement, {
    path: [],
    level: "module",
    carrier: statement,
    statement,
    instanceOf: undefined,
  });
  return found.sort((a, b) => a.range.start - b.range.start);

  function visit(node: Node, place: Place): void {
    if (node.type === "ExportNamedDeclaration" || node.type === "ExportDefaultDeclaration") {
      if (!node.declaration) return;
      const key = node.type === "ExportDefaultDeclaration" ? "default" : undefined;
      if (isFunctionNode(node.declaration)) return enter(node.declaration, place, key, node);
      return visit(node.declaration, place);
    }
    if (isFunctionNode(node)) return enter(node, place, undefined, undefined);
    const named = namedValueOf(node);
    if (named) {
      const carrier =
        node.type === "VariableDeclarator" || node.type === "AssignmentExpression"
          ? place.carrier
          : node;
      const owner = prototypeOwner(named.keyNode);
      const instanceOf = owner ?? place.instanceOf;
      return value(named.value, { ...place, carrier, instanceOf }, named.key, named.keyNode);
    }
    if (node.type === "ClassDeclaration" || node.type === "ClassExpression") {
      return classMembers(node, node.id?.name, place);
    }
    if (node.type === "TSModuleDeclaration" && node.id.type === "Identifier") {
      const path = [...place.path, node.id.name];
      for (const child of childrenOf(node))
        visit(child, { ...place, path, level: inner(place, "member") });
      return;
    }
    for (const child of childrenOf(node)) {
      visit(child, isStatement(child) ? { ...place, carrier: child } : place);
    }
  }

  /** A value under a name: a function, an object or class whose members are named through it, or anything else. */
  function value(node: Node, place: Place, key: string, keyNode: Node): void {
    const bare = withoutTypes(node);
    if (isFunctionNode(bare)) return enter(bare, place, key, keyNode);
    const path = [...place.path, key];
    const level = inner(place, "member");
    if (bare.type === "ObjectExpression") {
      for (const property of bare.properties) visit(property, { ...place, path, level });
    } else if (bare.type === "ClassExpression") {
      classMembers(bare, key, place);
    } else visit(bare, place);
  }

  function classMembers(
    node: Node & { body: { body: readonly Node[] } },
    name: string | undefined,
    place: Place,
  ) {
    const path = name === undefined ? place.path : [...place.path, name];
    const level = inner(place, "member");
    for (const member of node.body.body) {
      const isStatic = "static" in member && member.static;
      visit(member, { ...place, path, level, instanceOf: isStatic ? undefined : name });
    }
  }

  function enter(
    node: FunctionNode,
    place: Place,
    key: string | undefined,
    keyNode: Node | undefined,
  ): void {
    const shortName = node.id?.name ?? key;
    const path = shortName === undefined ? place.path : [...place.path, shortName];
    const isConstructor = node.parent?.type === "MethodDefinition" && shortName === "constructor";
    if (shortName !== undefined && !isConstructor) {
      found.push({
        name: path.join("."),
        shortName,
        node,
        range: nodeRange(node),
        nameRange: nameRangeOf(node, keyNode),
        level: place.level,
        instanceOf: place.instanceOf,
        carrier: nodeRange(place.carrier),
        statement: nodeRange(place.statement),
      });
    }
    // The body of an immediately called function is the module itself under another roof.
    const level =
      shortName === undefined && place.level === "module" && isCalledAtOnce(node)
        ? "module"
        : "nested";
    const inside: Place = { ...place, path, level, instanceOf: undefined };
    for (const child of childrenOf(node)) visit(child, { ...inside, carrier: child });
  }
}

function inner(place: Place, level: FunctionEntry["level"]): FunctionEntry["level"] {
  return place.level === "nested" ? "nested" : level;
}

/** `name = value` in its several spellings. */
function namedValueOf(node: Node): { key: string; keyNode: Node; value: Node } | undefined {
  switch (node.type) {
    case "VariableDeclarator":
      if (node.id.type !== "Identifier" || !node.init) return undefined;
      return { key: node.id.name, keyNode: node.id, value: node.init };
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition": {
      const key = node.computed ? undefined : keyText(node.key);
      if (key === undefined || !node.value) return undefined;
      return { key, keyNode: node.key, value: node.value };
    }
    case "AssignmentExpression": {
      const key = node.operator === "=" ? memberPath(node.left) : undefined;
      return key === undefined ? undefined : { key, keyNode: node.left, value: node.right };
    }
    default:
      return undefined;
  }
}

function keyText(key: Node): string | undefined {
  if (key.type === "Identifier") return key.name;
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  return key.type === "Literal" ? String(key.value) : undefined;
}

/** `exports.f` is called f and `Vec.prototype.dot` is called Vec.dot. */
function memberPath(node: Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type === "ThisExpression") return "this";
  if (node.type !== "MemberExpression" || node.computed) return undefined;
  const object = memberPath(node.object);
  const key = keyText(node.property);
  if (object === undefined || key === undefined) return undefined;
  if (object === "module" && key === "exports") return "default";
  if (object === "exports" || object === "default" || object === "this") return key;
  return key === "prototype" ? object : `${object}.${key}`;
}

/** `Vec.prototype.dot = …` and `Vec.prototype = { … }` belong to instances of Vec. */
function prototypeOwner(target: Node): string | undefined {
  if (target.type !== "MemberExpression") return undefined;
  const inner = prototypeOwner(target.object);
  if (inner !== undefined) return inner;
  const isPrototype = !target.computed && keyText(target.property) === "prototype";
  return isPrototype && target.object.type === "Identifier" ? target.object.name : undefined;
}

function withoutTypes(node: Node): Node {
  let bare = node;
  while (
    bare.type === "TSAsExpression" ||
    bare.type === "TSSatisfiesExpression" ||
    bare.type === "TSNonNullExpression" ||
    bare.type === "TSTypeAssertion"
  ) {
    bare = bare.expression;
  }
  return bare;
}

function isCalledAtOnce(node: FunctionNode): boolean {
  const parent = node.parent;
  if (parent?.type !== "CallExpression") return false;
  return parent.callee === node;
}

function isStatement(node: Node): boolean {
  return /Statement$|Declaration$/.test(node.type);
}

function nameRangeOf(node: FunctionNode, keyNode: Node | undefined): SourceRange {
  const name = node.id ?? (keyNode?.type === "ExportDefaultDeclaration" ? undefined : keyNode);
  if (name && !name.type.startsWith("Export")) return nodeRange(name);
  const [start] = keyNode?.range ?? node.range;
  return { start, end: Math.min(start + "function".length, node.range[1]) };
}

function withUniqueNames(functions: readonly FunctionEntry[]): readonly FunctionEntry[] {
  const counts = new Map<string, number>();
  for (const { name } of functions) counts.set(name, (counts.get(name) ?? 0) + 1);
  return functions.map((entry) =>
    (counts.get(entry.name) ?? 0) > 1
      ? { ...entry, name: `${entry.name}@${entry.node.loc.start.line}` }
      : entry,
  );
}

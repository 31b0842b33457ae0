import { isFunctionNode, type Node, type Program } from "./ast.ts";
import { walk } from "./names.ts";

/** What the text says about a class, or about a function with members on its prototype. */
export interface ClassFacts {
  readonly name: string;
  readonly statement: Node;
  /** Methods, getters and setters of its instances. */
  readonly methods: Set<string>;
  /** Those that do nothing but throw: heirs bring them. */
  readonly stubs: Set<string>;
  /** What is assigned to `this.…`, and fields. */
  readonly fields: Set<string>;
  readonly parent: string | undefined;
  /** Without a constructor, fields and a parent, or abstract by its own word. */
  readonly isBare: boolean;
}

const known = new WeakMap<Program, ReadonlyMap<string, ClassFacts>>();

/** The classes at the top of a file by name, in source order. */
export function classesIn(program: Program): ReadonlyMap<string, ClassFacts> {
  const before = known.get(program);
  if (before) return before;
  const found = new Map<string, ClassFacts>();
  for (const statement of program.body) readStatement(statement, found);
  for (const [name, { methods }] of found) if (methods.size === 0) found.delete(name);
  known.set(program, found);
  return found;
}

/**
 * A class that holds nothing by itself, or lacks methods, and that others extend: nobody makes an instance of it
 * alone.
 */
export function isAbstract(classes: ReadonlyMap<string, ClassFacts>, facts: ClassFacts): boolean {
  const known = abstract.get(facts);
  if (known !== undefined) return known;
  const isLacking = facts.isBare || facts.stubs.size > 0;
  const found = isLacking && heirsAmong(classes, facts).length > 0;
  abstract.set(facts, found);
  return found;
}

const abstract = new WeakMap<ClassFacts, boolean>();

/** The classes that extend another one and bring what it lacks. */
export function heirsAmong(
  classes: ReadonlyMap<string, ClassFacts>,
  { name, stubs }: ClassFacts,
): readonly ClassFacts[] {
  return [...classes.values()].filter(
    ({ parent, methods }) => parent === name && [...stubs].every((stub) => methods.has(stub)),
  );
}

/** The members of instances, those of their parents of the same file included. */
interface Members {
  readonly methods: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

const membersOf = new WeakMap<ClassFacts, Members>();

/** Whether instances have this member, their parents of the same file included. */
export function hasMember(
  classes: ReadonlyMap<string, ClassFacts>,
  facts: ClassFacts,
  key: string,
  among: keyof Members,
): boolean {
  const known = membersOf.get(facts) ?? collectMembers(classes, facts);
  membersOf.set(facts, known);
  return known[among].has(key);
}

function collectMembers(classes: ReadonlyMap<string, ClassFacts>, facts: ClassFacts): Members {
  const line = new Set<ClassFacts>();
  for (let at: ClassFacts | undefined = facts; at && !line.has(at); ) {
    line.add(at);
    at = at.parent === undefined ? undefined : classes.get(at.parent);
  }
  const methods = new Set([...line].flatMap((each) => [...each.methods]));
  const fields = [...line].flatMap((each) => [...each.fields]);
  return { methods, all: new Set([...methods, ...fields]) };
}

const used = new WeakMap<Program, ReadonlyMap<string, ReadonlySet<string>>>();

/** The members that are used of whatever has this name, a variable or a member: `force.x`, `body.force.copy(f)`. */
export function membersUsed(program: Program, name: string): ReadonlySet<string> {
  let all = used.get(program);
  if (!all) {
    all = findUses(program);
    used.set(program, all);
  }
  return all.get(name) ?? new Set();
}

function findUses(program: Program): ReadonlyMap<string, ReadonlySet<string>> {
  const uses = new Map<string, Set<string>>();
  walk(program, (node) => {
    if (node.type !== "MemberExpression" || node.computed) return true;
    const { object, property } = node;
    const named = object.type === "MemberExpression" && !object.computed ? object.property : object;
    if (named.type !== "Identifier" || property.type !== "Identifier") return true;
    const members = uses.get(named.name) ?? new Set();
    uses.set(named.name, members.add(property.name));
    return true;
  });
  return uses;
}

function readStatement(statement: Node, found: Map<string, ClassFacts>): void {
  const node: Node =
    "declaration" in statement && statement.declaration
      ? (statement.declaration as Node)
      : statement;
  if (node.type === "ClassDeclaration") {
    if (node.id) addClass(node.id.name, node, statement, found);
  } else if (node.type === "FunctionDeclaration") {
    if (node.id) found.set(node.id.name, newFacts(node.id.name, statement, node));
  } else if (node.type === "VariableDeclaration") {
    for (const { id, init } of node.declarations) {
      if (id.type !== "Identifier") continue;
      if (init?.type === "ClassExpression") addClass(id.name, init, statement, found);
      else if (init?.type === "FunctionExpression")
        found.set(id.name, newFacts(id.name, statement, init));
    }
  } else if (node.type === "ExpressionStatement" && node.expression.type === "AssignmentExpression")
    addPrototypeMembers(node.expression.left, node.expression.right, found);
}

function newFacts(
  name: string,
  statement: Node,
  body: Node,
  parent?: string,
  isBare = false,
): ClassFacts {
  const [methods, stubs] = [new Set<string>(), new Set<string>()];
  const fields = new Set(assignedFields(body));
  return { name, statement, methods, stubs, fields, parent, isBare };
}

function addClass(
  name: string,
  node: Extract<Node, { type: "ClassDeclaration" | "ClassExpression" }>,
  statement: Node,
  found: Map<string, ClassFacts>,
): void {
  const parent = node.superClass?.type === "Identifier" ? node.superClass.name : undefined;
  const holdsNothing = node.body.body.every((member) =>
    member.type === "MethodDefinition"
      ? member.kind !== "constructor"
      : "static" in member && member.static,
  );
  const isBare = node.abstract === true || (holdsNothing && !node.superClass);
  const facts = newFacts(name, statement, node, parent, isBare);
  for (const member of node.body.body) {
    if (!("key" in member) || ("static" in member && member.static)) continue;
    const key = member.key.type === "Identifier" ? member.key.name : undefined;
    if (key === undefined || key === "constructor") continue;
    if (member.type === "MethodDefinition") facts.methods.add(key);
    else facts.fields.add(key);
    if (member.type === "MethodDefinition" && isStub(member.value)) facts.stubs.add(key);
  }
  found.set(name, facts);
}

/** A method that throws, and that is all. */
function isStub(method: Node): boolean {
  if (!isFunctionNode(method) || method.body?.type !== "BlockStatement") return false;
  const [only, ...others] = method.body.body;
  return only?.type === "ThrowStatement" && others.length === 0;
}

const assigned = new WeakMap<Node, ReadonlySet<string>>();

/** The members of `this` that a function, or a class, assigns. */
export function assignedFields(body: Node): ReadonlySet<string> {
  const before = assigned.get(body);
  if (before) return before;
  const fields = new Set<string>();
  assigned.set(body, fields);
  walk(body, (node) => {
    if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression") {
      const { object, property } = node.left;
      if (object.type === "ThisExpression" && property.type === "Identifier" && !node.left.computed)
        fields.add(property.name);
    }
    return true;
  });
  return fields;
}

/** `F.prototype.m = function …` and `F.prototype = { m() … }`. */
function addPrototypeMembers(left: Node, right: Node, found: Map<string, ClassFacts>): void {
  if (left.type !== "MemberExpression" || left.property.type !== "Identifier") return;
  const { object, property } = left;
  if (property.name === "prototype" && object.type === "Identifier") {
    if (right.type !== "ObjectExpression") return;
    for (const member of right.properties) {
      if (member.type === "Property" && member.key.type === "Identifier" && isMethod(member.value))
        found.get(object.name)?.methods.add(member.key.name);
    }
  } else if (
    object.type === "MemberExpression" &&
    object.object.type === "Identifier" &&
    object.property.type === "Identifier" &&
    object.property.name === "prototype"
  ) {
    found.get(object.object.name)?.methods.add(property.name);
  }
}

function isMethod(node: Node): boolean {
  return isFunctionNode(node);
}

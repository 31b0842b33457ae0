import { isFunctionNode, type Node, type NodeOf } from "./ast.ts";
import { boundNames, holds, walk } from "./names.ts";

/** Whether loading a top-level statement may do something beside declaring its names. */
export function hasEffect(statement: Node): boolean {
  switch (statement.type) {
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      return statement.declaration ? hasEffect(statement.declaration) : false;
    case "VariableDeclaration":
      return statement.declarations.some(({ init }) => init !== null && acts(init));
    case "FunctionDeclaration":
    case "TSDeclareFunction":
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSEnumDeclaration":
    case "TSImportEqualsDeclaration":
    case "ExportAllDeclaration":
    case "ClassDeclaration":
      return false;
    case "ImportDeclaration":
      return statement.specifiers.length === 0;
    default:
      return !statement.type.endsWith("Expression") || acts(statement);
  }
}

/**
 * A class of methods and fields of its instances alone: making it does nothing, and nothing is kept on
 * it. One whose static methods use `this`, or that gets at itself by `constructor`, may keep something.
 */
export function isStateless(node: NodeOf<"ClassDeclaration">): boolean {
  const known = stateless.get(node);
  if (known !== undefined) return known;
  const answer = keepsNothing(node);
  stateless.set(node, answer);
  return answer;
}

const stateless = new WeakMap<Node, boolean>();

function keepsNothing(node: NodeOf<"ClassDeclaration">): boolean {
  if (node.decorators.length > 0) return false;
  if (node.superClass && node.superClass.type !== "Identifier") return false;
  return (
    node.body.body.every((member) => {
      if (member.type === "StaticBlock" || member.type === "AccessorProperty") return false;
      if ("computed" in member && member.computed) return false;
      if (member.type === "PropertyDefinition") return !member.static;
      return member.type !== "MethodDefinition" || !(member.static && holds(member, isThis));
    }) && !holds(node.body, isConstructorMember)
  );
}

function isThis({ type }: Node): boolean {
  return type === "ThisExpression" || type === "Super";
}

function isConstructorMember(node: Node): boolean {
  return (
    node.type === "MemberExpression" &&
    node.property.type === "Identifier" &&
    node.property.name === "constructor"
  );
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

/**
 * Whether code gets hold of something that all other code sees, so that running it may change that:
 * `Math` itself (not `Math.sin`), a prototype, an undeclared name. `isDeclared` knows the file's names.
 */
export function mayChangeGlobals(code: Node, isDeclared: (name: string) => boolean): boolean {
  if (isLoadedForEffect(code)) return true;
  const locals = localNames(code);
  const isKnown = (name: string) => locals.has(name) || isDeclared(name) || constants.has(name);
  let found = false;
  walk(code, (node) => {
    if (node.type === "Identifier") found ||= !isKnown(node.name) && !isHarmless(node);
    else if (node.type === "ThisExpression") found ||= !isInsideMethod(node);
    else if (node.type === "MemberExpression") found ||= leadsUp(node, isKnown);
    return !found;
  });
  return found;
}

/** `import "./extend.js"` and `require("./extend.js")` alone. */
function isLoadedForEffect(statement: Node): boolean {
  if (statement.type === "ImportDeclaration") return statement.specifiers.length === 0;
  if (statement.type !== "ExpressionStatement") return false;
  const { expression } = statement;
  return expression.type === "CallExpression" && rootName(expression.callee) === "require";
}

/**
 * The names that a statement assigns to, with the first member written: `Vec.ZERO.x = 0` writes ZERO of
 * Vec. The member is "" for the name itself and for what cannot be told: then a function among them is
 * more than its code.
 */
export function writtenMembers(statement: Node): ReadonlyMap<string, ReadonlySet<string>> {
  const locals = localNames(statement);
  const written = new Map<string, Set<string>>();
  const write = (name: string, member: string) => {
    if (locals.has(name)) return;
    const members = written.get(name) ?? new Set();
    written.set(name, members.add(member));
  };
  walk(statement, (node) => {
    if (node.type === "CallExpression" && /^(Object|Reflect)$/.test(rootName(node.callee))) {
      for (const argument of node.arguments) write(rootName(argument), "");
    } else if (node.type === "MemberExpression" || node.type === "Identifier") {
      const isPart = node.parent?.type === "MemberExpression" && node.parent.object === node;
      if (!isPart && isWritten(node)) write(rootName(node), firstMember(node));
    }
    return true;
  });
  return written;
}

function firstMember(place: Node): string {
  let member = "";
  for (let at = place; at.type === "MemberExpression"; at = at.object) member = keyOf(at);
  return member;
}

/** The name of a member; "" where it is worked out. */
export function keyOf({ property, computed }: NodeOf<"MemberExpression">): string {
  if (property.type === "Literal") return String(property.value);
  return !computed && property.type === "Identifier" ? property.name : "";
}

/** Names under which nobody keeps anything: constants, and constructors as values (`{ type: Object }`). */
const constants = new Set(
  (
    "undefined NaN Infinity arguments Symbol Object Function Array Number String Boolean Date RegExp " +
    "Error TypeError RangeError Map Set Float32Array Float64Array Int8Array Int16Array Int32Array " +
    "Uint8Array Uint8ClampedArray Uint16Array Uint32Array isNaN isFinite parseInt parseFloat"
  ).split(" "),
);

/** What is bound inside the code, by a parameter, a variable or a function that is not the file's own. */
function localNames(code: Node): ReadonlySet<string> {
  const names = new Set<string>();
  walk(code, (node) => {
    for (const pattern of boundBy(node)) {
      if (pattern) for (const name of boundNames(pattern)) names.add(name);
    }
    return true;
  });
  return names;
}

function boundBy(node: Node): readonly (Node | null | undefined)[] {
  if (isFunctionNode(node)) return isOfFile(node) ? node.params : [...node.params, node.id];
  if (node.type === "VariableDeclarator") return isOfFile(node.parent) ? [] : [node.id];
  if (node.type === "ClassDeclaration" || node.type === "ClassExpression")
    return isOfFile(node) ? [] : [node.id];
  return node.type === "CatchClause" ? [node.param] : [];
}

function isOfFile(declaration: Node): boolean {
  return /^(Program|Export(Named|Default)Declaration)$/.test(declaration.parent?.type ?? "Program");
}

/** A mention of a global that cannot lead to a change of it: `Math.sin(x)`, `new Array(3)`, a key, a type. */
function isHarmless(name: Node): boolean {
  const { parent } = name;
  switch (parent?.type) {
    case "MemberExpression":
      return parent.property === name ? !parent.computed : !parent.computed && !isWritten(parent);
    case "CallExpression":
      return parent.callee === name || isOwnReceiver(parent, name);
    case "NewExpression":
      return parent.callee === name;
    case "VariableDeclarator":
      return isTakenApart(parent);
    case "Property":
    case "PropertyDefinition":
    case "MethodDefinition":
      return parent.key === name && !parent.computed && parent.value !== name;
    case "UnaryExpression":
    case "BinaryExpression":
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
      return true;
    default:
      return parent?.type.startsWith("TS") === true && !parent.type.endsWith("Expression");
  }
}

/** `const { sin, cos } = Math`. */
function isTakenApart({ id }: NodeOf<"VariableDeclarator">): boolean {
  return id.type === "ObjectPattern" && id.properties.every(({ type }) => type === "Property");
}

/** `Math.max.apply(Math, list)`: what is called belongs to what it is called on. */
function isOwnReceiver(
  { callee, arguments: [first] }: NodeOf<"CallExpression">,
  name: Node,
): boolean {
  return (
    first === name &&
    callee.type === "MemberExpression" &&
    name.type === "Identifier" &&
    rootName(callee) === name.name
  );
}

/** `Math.sin = …`, `Math.sin.extra++`, `delete Math.sin`, and targets of patterns. */
function isWritten(place: Node): boolean {
  let target = place;
  while (target.parent?.type === "MemberExpression" && target.parent.object === target)
    target = target.parent;
  const { parent } = target;
  if (parent?.type === "AssignmentExpression") return parent.left === target;
  if (parent?.type === "UnaryExpression") return parent.operator === "delete";
  if (parent?.type === "Property") return parent.parent.type === "ObjectPattern";
  return /^(UpdateExpression|ArrayPattern|RestElement|For(In|Of)Statement)$/.test(
    parent?.type ?? "",
  );
}

/** Members through which a value leads to what all values share. */
function leadsUp(
  member: Node & { readonly property: Node },
  isKnown: (name: string) => boolean,
): boolean {
  const { property } = member;
  const key = property.type === "Literal" ? property.value : undefined;
  const name = property.type === "Identifier" ? property.name : String(key);
  if (/^(__proto__|[gs]etPrototypeOf)$/.test(name)) return true;
  if (
    !/^(prototype|constructor)$/.test(name) ||
    (isKnown(rootName(member)) && !constants.has(rootName(member)))
  )
    return false;
  // `Array.prototype.slice.call(…)` only calls what is there.
  const { parent } = member;
  return parent?.type !== "MemberExpression" || parent.object !== member || isWritten(member);
}

export function rootName(member: Node): string {
  let root = member;
  while (root.type === "MemberExpression") root = root.object;
  return root.type === "Identifier" ? root.name : "";
}

function isInsideMethod(node: Node): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (isFunctionNode(at) && at.type !== "ArrowFunctionExpression") return true;
    if (at.type === "ClassBody") return true;
  }
  return false;
}

import { isFunctionNode, type Node } from "./ast.ts";
import { boundNames, walk } from "./names.ts";

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

/**
 * Whether code gets hold of something that all other code sees, so that running it may change that:
 * `Math` itself (not `Math.sin`), a prototype, an undeclared name. `isDeclared` knows the file's names.
 */
export function mayChangeGlobals(code: Node, isDeclared: (name: string) => boolean): boolean {
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

/** The names that a statement assigns to, or to whose members: a function among them is more than its code. */
export function writtenNames(statement: Node): readonly string[] {
  const locals = localNames(statement);
  const names = new Set<string>();
  walk(statement, (node) => {
    if (node.type === "CallExpression" && /^(Object|Reflect)$/.test(rootName(node.callee))) {
      for (const argument of node.arguments) names.add(rootName(argument));
    } else if (node.type === "MemberExpression" || node.type === "Identifier") {
      if (isWritten(node)) names.add(rootName(node));
    }
    return true;
  });
  return [...names].filter((name) => !locals.has(name));
}

const constants = new Set(["undefined", "NaN", "Infinity", "arguments", "Symbol"]);

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
    case "NewExpression":
      return parent.callee === name;
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

/** `Math.sin = …`, `Math.sin.extra++`, `delete Math.sin`, and targets of patterns. */
function isWritten(place: Node): boolean {
  let target = place;
  while (target.parent?.type === "MemberExpression" && target.parent.object === target)
    target = target.parent;
  const { parent } = target;
  if (parent?.type === "AssignmentExpression") return parent.left === target;
  if (parent?.type === "UnaryExpression") return parent.operator === "delete";
  return /^(UpdateExpression|ArrayPattern|Property|RestElement|For(In|Of)Statement)$/.test(
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
  return /^(prototype|constructor)$/.test(name) && !isKnown(rootName(member));
}

function rootName(member: Node): string {
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

import type { Node } from "./ast.ts";
import { withoutExport } from "./declaredNames.ts";
import { keyOf, rootName } from "./effects.ts";
import { freeNames } from "./freeNames.ts";
import { walk } from "./names.ts";

/** A piece of a top-level statement, and what it gets at. */
export interface Part {
  /** The method's name: without a mention of it somewhere the part does not run. */
  readonly key: string | undefined;
  /** Names from outside. */
  readonly names: ReadonlySet<string>;
  /** Members mentioned; `name[]` where a member of a name is worked out. */
  readonly members: ReadonlySet<string>;
}

/** Mentioned where the name of what is called is worked out: `this[kind](x)`. */
export const anyMember = "()";

/** Mentioned where the name of a member is worked out: `shape[kind]`. */
const computedMember = "[]";

/** A class by its methods; everything else is one part. */
export function partsOf(statement: Node): readonly Part[] {
  const declaration = withoutExport(statement);
  const methods =
    declaration.type === "ClassDeclaration" ? declaration.body.body.flatMap(methodOf) : [];
  if (methods.length === 0) return [partOf(statement, undefined, new Set())];
  return [
    partOf(statement, undefined, new Set(methods.map(({ code }) => code))),
    ...methods.map(({ key, code }) => partOf(code, key, new Set())),
  ];
}

/** A name that is worked out is, when the class is made. */
function methodOf(member: Node): readonly { readonly key: string; readonly code: Node }[] {
  const key = methodName(member);
  if (key === undefined || member.type !== "MethodDefinition") return [];
  return [{ key, code: member.computed ? member.value : member }];
}

/** Called by nothing but its name: no constructor, nothing that conversions and loops call by themselves. */
function methodName(member: Node): string | undefined {
  if (member.type !== "MethodDefinition" || member.kind === "constructor") return undefined;
  if (member.computed) return isNamedElsewhere(member.key) ? computedMember : undefined;
  if (member.key.type !== "Identifier") return undefined;
  const { name } = member.key;
  return /^(constructor|toString|valueOf|toJSON|then)$/.test(name) ? undefined : name;
}

/** `[kinds.sphere]() {}` is called by `shape[kind]`; for symbols the language itself asks. */
function isNamedElsewhere(key: Node): boolean {
  return /^(Identifier|MemberExpression)$/.test(key.type) && !/^(Symbol)?$/.test(rootName(key));
}

function partOf(node: Node, key: string | undefined, left: ReadonlySet<Node>): Part {
  const members = new Set<string>();
  walk(node, (inner) => {
    if (left.has(inner)) return false;
    if (inner.type === "MemberExpression") {
      const name = keyOf(inner);
      members.add(name === "" ? `${rootName(inner)}[]` : name);
      if (name === "") members.add(computedMember);
      const isCalled = inner.parent?.type === "CallExpression" && inner.parent.callee === inner;
      if (name === "" && isCalled) members.add(anyMember);
    } else if (inner.type === "Property" && inner.key.type === "Identifier") {
      members.add(inner.key.name);
    }
    return true;
  });
  return { key, names: freeNames(node, left), members };
}

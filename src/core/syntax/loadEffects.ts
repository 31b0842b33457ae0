import { isFunctionNode, type Node } from "./ast.ts";
import { declaredNames, withoutExport } from "./declaredNames.ts";
import { isStateless, keyOf, mayChangeGlobals, rootName } from "./effects.ts";
import { namesHandedOn } from "./handedOn.ts";
import { holds } from "./names.ts";
import type { Closure, Statement } from "./statement.ts";
import { anyMember } from "./statementParts.ts";

/** What the statements of a file do to each other while it is loaded. */
export interface LoadEffects {
  /** Statements that may change what all code shares. */
  readonly always: readonly number[];
  /** By statement: those that may change what it declares when they run. */
  readonly on: ReadonlyMap<number, readonly number[]>;
  /** Statements that change nothing but the names they declare, and need nothing that ever changes. */
  readonly quiet: ReadonlySet<Node>;
}

export function findLoadEffects(
  statements: readonly Statement[],
  declaring: (name: string) => readonly number[],
  closure: Closure,
): LoadEffects {
  const isDeclared = (name: string) => declaring(name).length > 0;
  const isGlobal = remembering((index) =>
    mayChangeGlobals((statements[index] as Statement).node, isDeclared),
  );
  const written = allWrites(statements);
  const kept = remembering((index) => keptBy((statements[index] as Statement).node, written));
  const always: number[] = [];
  const draws = remembering((index) => holds((statements[index] as Statement).node, isDrawn));
  const on = new Map<number, number[]>();
  const handedOn = remembered(() => new Set(statements.flatMap(({ node }) => namesHandedOn(node))));
  const quiet = new Set<Node>();
  for (const [index, { node, isEffect }] of statements.entries()) {
    if (isPlainClass(node)) quiet.add(node);
    if (!isEffect) continue;
    // A function that is only put somewhere does not run: what it mentions stays as it is.
    const place = placeOfFunction(node);
    const { reached, members } = closure(place ? declaring(rootName(place)) : [index], () => []);
    const isShared = place ? mayChangeGlobals(place, isDeclared) : [...reached].some(isGlobal);
    if (isShared) always.push(index);
    let isAlone = !isShared && isConstant(node) && !members.has(anyMember);
    const target = onlyTarget(node, (name) => handedOn().has(name));
    for (const other of reached) {
      if (
        target !== undefined &&
        !declaredNames((statements[other] as Statement).node).includes(target)
      )
        continue;
      isAlone &&= !draws(other);
      const state = kept(other);
      const isMember = (member: string) => members.has(member) || isPartOf(place, member);
      if (state !== "anything" && ![...state].some(isMember)) continue;
      isAlone &&= other === index;
      const others = on.get(other);
      if (others) others.push(index);
      else on.set(other, [index]);
    }
    if (isAlone) quiet.add(node);
  }
  return { always, on, quiet };
}

/** `Vec.add = function …` and `Vec.prototype.add = (…) => …`: the place. */
function placeOfFunction(statement: Node): Node | undefined {
  const { left, right } = plainAssignment(statement) ?? {};
  if (left?.type !== "MemberExpression" || !right || !isFunctionNode(right)) return undefined;
  return isPlainPlace(left) ? left : undefined;
}

function isPlainPlace(place: Node): boolean {
  if (place.type !== "MemberExpression") return place.type === "Identifier";
  return (!place.computed || place.property.type === "Literal") && isPlainPlace(place.object);
}

/** Whether a member of this name is on the way to the place, or the place itself. */
function isPartOf(place: Node | undefined, member: string): boolean {
  if (place?.type !== "MemberExpression") return false;
  return keyOf(place) === member || isPartOf(place.object, member);
}

/**
 * The name that a statement changes, where it changes nothing else: it runs no code, and what the name then
 * stands for is changed through it by nobody (`kind = kinds.sphere`, which is only a key and compared).
 */
function onlyTarget(statement: Node, isHandedOn: (name: string) => boolean): string | undefined {
  const { left, right } = plainAssignment(statement) ?? {};
  if (left?.type !== "Identifier" || !right) return undefined;
  if (holds(right, (node) => isFunctionNode(node) || runsCode(node))) return undefined;
  return isHandedOn(left.name) ? undefined : left.name;
}

function plainAssignment(statement: Node) {
  if (statement.type !== "ExpressionStatement") return undefined;
  const { expression } = statement;
  return expression.type === "AssignmentExpression" && expression.operator === "="
    ? expression
    : undefined;
}

function runsCode({ type }: Node): boolean {
  return /^(Call|New|Assignment|Update|TaggedTemplate|Await|Yield|Class|Import)Expression$/.test(
    type,
  );
}

/** Gives something else each time it is asked, so that the order of the questions counts. */
function isDrawn(node: Node): boolean {
  return node.type === "Identifier" && /^(random|now|Date|performance|crypto)$/.test(node.name);
}

function isPlainClass(statement: Node): boolean {
  const declaration = withoutExport(statement);
  return (
    declaration.type === "ClassDeclaration" && declaration.id !== null && isStateless(declaration)
  );
}

function isConstant(statement: Node): boolean {
  const declaration = withoutExport(statement);
  return declaration.type === "VariableDeclaration" && declaration.kind === "const";
}

function remembered<T>(work: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: work() };
    return known.value;
  };
}

function remembering<T>(work: (index: number) => T): (index: number) => T {
  const known = new Map<number, T>();
  return (index) => {
    const answer = known.get(index) ?? work(index);
    known.set(index, answer);
    return answer;
  };
}

type Writes = ReadonlyMap<string, ReadonlySet<string>>;

function allWrites(statements: readonly Statement[]): Writes {
  const all = new Map<string, Set<string>>();
  for (const { writes } of statements) {
    for (const [name, members] of writes) {
      const known = all.get(name);
      all.set(name, known ? new Set([...known, ...members]) : new Set(members));
    }
  }
  return all;
}

/**
 * What running other code may change of what a statement declares: of a function or class the members
 * that are ever written to it (`Vec.ZERO`), so nothing of most; of all else anything.
 */
function keptBy(statement: Node, written: Writes): ReadonlySet<string> | "anything" {
  const declaration = withoutExport(statement);
  if (isFixed(declaration)) return nothing;
  if (!isCode(declaration)) return "anything";
  const names = declaredNames(statement).filter((name) => written.has(name));
  const members = new Set(names.flatMap((name) => [...(written.get(name) ?? []), `${name}[]`]));
  return members.has("") ? "anything" : members;
}

const nothing: ReadonlySet<string> = new Set();

/** `const limit = 1e-6`, and what is gone when the code runs. */
function isFixed(declaration: Node): boolean {
  if (/^TS(Interface|TypeAlias)Declaration$/.test(declaration.type)) return true;
  return (
    declaration.type === "VariableDeclaration" &&
    declaration.kind === "const" &&
    declaration.declarations.every(({ init }) => init?.type === "Literal" && !("regex" in init))
  );
}

function isCode(statement: Node): boolean {
  if (statement.type === "ClassDeclaration") return isStateless(statement);
  if (statement.type !== "VariableDeclaration") return isFunctionNode(statement);
  return statement.declarations.every(({ init }) => init !== null && isFunctionNode(init));
}

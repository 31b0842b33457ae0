import { type Node, type NodeOf, nodeRange } from "../../syntax/ast.ts";
import { boundNames } from "../../syntax/names.ts";
import type { SourceRange } from "../../util/sourceRange.ts";

/** Two numbers of one turn of a loop, of which one seems to be the derivative of the other. */
export interface Claim {
  readonly variable: string;
  /** The name that holds it, or its code. */
  readonly value: string | SourceRange;
  readonly slope: string | SourceRange;
  /** The step adds what it should take away: the slope is that of −value. */
  readonly isNegated: boolean;
  /** What is done in the same turn before. */
  readonly before: readonly Node[];
  /** Where the slope stands. */
  readonly place: SourceRange;
  /** Its names say so, or its form; anything else is only worth a word where it holds. */
  readonly isSure: boolean;
  /** As `Pair.isScalable`. */
  readonly isScalable?: boolean;
}

/** The statements that do nothing but give numbers names; nothing where one does more. */
export function namings(statements: readonly Node[]): readonly Node[] | undefined {
  const plain = statements.filter((statement) => !isWayOut(statement));
  return plain.every((one) => assignedNames(one) !== undefined) ? plain : undefined;
}

/** Of `const a = …, b = …` and of `a = …`; nothing for a statement that does something else. */
export function assignedNames(statement: Node): readonly string[] | undefined {
  if (statement.type === "VariableDeclaration")
    return statement.declarations.flatMap(({ id }) => boundNames(id));
  if (statement.type !== "ExpressionStatement") return undefined;
  const assignments = sequence(statement.expression);
  const names = assignments.map((one) =>
    one.type === "AssignmentExpression" && one.operator === "=" && one.left.type === "Identifier"
      ? one.left.name
      : undefined,
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** `a = 1, b = 2` is both. */
export function sequence(expression: Node): readonly Node[] {
  return expression.type === "SequenceExpression" ? expression.expressions : [expression];
}

/** The place and the value of the last naming of `name`. */
export function namedValue(
  statements: readonly Node[],
  name: string,
): { readonly index: number; readonly id: Node; readonly init: Node } | undefined {
  for (let index = statements.length - 1; index >= 0; index--) {
    const statement = statements[index] as Node;
    if (statement.type === "VariableDeclaration") {
      for (const { id, init } of statement.declarations)
        if (init && id.type === "Identifier" && id.name === name) return { index, id, init };
    } else if (statement.type === "ExpressionStatement") {
      for (const one of sequence(statement.expression))
        if (
          one.type === "AssignmentExpression" &&
          one.left.type === "Identifier" &&
          one.left.name === name
        )
          return { index, id: one.left, init: one.right };
    }
  }
  return undefined;
}

/** Where a name was given its number. */
export function placeOfName(statements: readonly Node[], name: string): SourceRange | undefined {
  const found = namedValue(statements, name);
  return found && nodeRange(found.id);
}

/** `if (Math.abs(slope) < 1e-12) break;` */
function isWayOut(node: Node): boolean {
  if (node.type !== "IfStatement" || node.alternate) return false;
  const { consequent }: NodeOf<"IfStatement"> = node;
  const inner = consequent.type === "BlockStatement" ? consequent.body : [consequent];
  return inner.every(({ type }) => /^(Break|Return|Throw|Continue)Statement$/.test(type));
}

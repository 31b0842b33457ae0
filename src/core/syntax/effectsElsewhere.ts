import type { Node, Program } from "./ast.ts";
import { changedNames } from "./changes.ts";
import { declaredNames } from "./declaredNames.ts";
import { hasEffect } from "./effects.ts";
import { isRequire } from "./loadOrder.ts";
import { holds } from "./names.ts";
import type { ParsedModule } from "./parsedModule.ts";

const known = new WeakMap<Program, readonly Node[]>();

/**
 * The top-level statements of a file that may change something of another one when they run: methods put on
 * an imported class, entries of an imported table, and what all code shares. A superset of them.
 */
export function effectsElsewhere({ program, reach, text }: ParsedModule): readonly Node[] {
  const before = known.get(program);
  if (before) return before;
  const imported = new Set(program.body.filter(takesFromElsewhere).flatMap(declaredNames));
  const shared = new Set(reach.from({ start: text.length + 1, end: text.length + 1 }));
  const found = program.body.filter(
    (statement) =>
      !takesFromElsewhere(statement) &&
      hasEffect(statement) &&
      (shared.has(statement) ||
        [...changedNames(program, statement, () => false)].some((name) => imported.has(name))),
  );
  known.set(program, found);
  return found;
}

/** `import` and `require`. */
export function takesFromElsewhere(statement: Node): boolean {
  if (statement.type === "ImportDeclaration" || statement.type === "TSImportEqualsDeclaration")
    return true;
  const isDeclaration = statement.type === "VariableDeclaration";
  const isLoad = statement.type === "ExpressionStatement" && isRequire(statement.expression);
  return isLoad || (isDeclaration && holds(statement, isRequire));
}

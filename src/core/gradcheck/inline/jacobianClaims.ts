import type { Node } from "../../syntax/ast.ts";
import { assignedNames, type Claim, namings, placeOfName, sequence } from "./claim.ts";

/** dxdlambda, deltaxDeltaLambda, dx_dphi: the part that changes, and by what. */
const partialName = /^(?:delta|d_?)(?<of>[a-z]\w*?)_?(?:Delta|d_?|D)(?<by>[A-Za-z]\w*)$/;

/**
 * Newton's method in two unknowns: `fx`, `fy` and the four partial derivatives as locals of one turn,
 * whose unknowns are stepped after them.
 */
export function jacobianClaims(body: readonly Node[]): readonly Claim[] {
  return body.flatMap((statement, index) => {
    const names = assignedNames(statement) ?? [];
    const partials = names.flatMap((name) => {
      const groups = partialName.exec(name)?.groups;
      const [of, by] = [groups?.["of"], groups?.["by"]];
      return of === undefined || by === undefined ? [] : [{ name, of, by }];
    });
    if (partials.length === 0) return [];
    const before = namings(body.slice(0, index + 1));
    const unknowns = stepped(body.slice(index + 1));
    if (!before || unknowns.length < 2) return [];
    const all = before.flatMap((one) => assignedNames(one) ?? []);
    return partials.flatMap(({ name, of, by }): readonly Claim[] => {
      const value = [`f${of}`, `F${of}`, `f_${of}`, of].find((one) => all.includes(one));
      const variable =
        unknowns.find((one) => one.toLowerCase() === by.toLowerCase()) ??
        unknowns.find((one) => one.replace(/\d+$/, "").toLowerCase() === by.toLowerCase());
      const place = placeOfName(before, name);
      if (value === undefined || variable === undefined || !place) return [];
      return [
        {
          variable,
          value,
          slope: name,
          isNegated: false,
          before,
          place,
          isSure: true,
          isScalable: true,
        },
      ];
    });
  });
}

/** What is moved by a step: `lambda -= dlambda, phi -= dphi`. */
function stepped(statements: readonly Node[]): readonly string[] {
  return statements.flatMap((statement) =>
    statement.type === "ExpressionStatement"
      ? sequence(statement.expression).flatMap((one) =>
          one.type === "AssignmentExpression" &&
          /^[-+]=$/.test(one.operator) &&
          one.left.type === "Identifier"
            ? [one.left.name]
            : [],
        )
      : [],
  );
}

import { type Node, nodeRange } from "../../syntax/ast.ts";
import { freeNames } from "../../syntax/freeNames.ts";
import { walk } from "../../syntax/names.ts";
import { assignedNames, type Claim, namedValue, namings, placeOfName, sequence } from "./claim.ts";

/** `x -= f / df`, `x -= delta = f / df`, `delta = f / df; x += delta`, and Halley's step with f″ in it. */
export function newtonClaims(body: readonly Node[]): readonly Claim[] {
  return body.flatMap((statement, index) => {
    if (statement.type !== "ExpressionStatement") return [];
    const before = namings(body.slice(0, index));
    if (!before) return [];
    return sequence(statement.expression).flatMap((one) => claimsOf(one, before));
  });
}

function claimsOf(statement: Node, named: readonly Node[]): readonly Claim[] {
  const step = stepOf(statement);
  if (!step) return [];
  const { variable, isAdded } = step;
  const delta = step.by.type === "Identifier" ? namedValue(named, step.by.name) : undefined;
  const by = delta ? delta.init : step.by;
  const before = delta ? named.slice(0, delta.index) : named;
  const names = before.flatMap((one) => assignedNames(one) ?? []);
  if (names.includes(variable)) return [];
  const base = { variable, before, isNegated: isAdded } as const;
  const higher = halley(by, names).flatMap(([value, slope]): readonly Claim[] => {
    const place = placeOfName(before, slope);
    return place ? [{ ...base, isNegated: false, value, slope, place, isSure: true }] : [];
  });
  if (higher.length > 0) return higher;
  if (by.type !== "BinaryExpression" || by.operator !== "/") return [];
  const { left, right } = by;
  if (
    left.type === "Identifier" &&
    right.type === "Identifier" &&
    names.includes(left.name) &&
    names.includes(right.name)
  ) {
    const place = placeOfName(before, right.name) ?? nodeRange(right);
    return [{ ...base, value: left.name, slope: right.name, place, isSure: !isAdded }];
  }
  const [value, slope] = [nodeRange(left), nodeRange(right)];
  // A quotient of two terms in x that steps x is Newton's, or a multiple of it, unless the numbers say otherwise.
  const isStep = [left, right].every((part) => freeNames(part).has(variable));
  return [{ ...base, value, slope, place: slope, isSure: isStep, isScalable: true }];
}

interface Step {
  readonly variable: string;
  readonly by: Node;
  readonly isAdded: boolean;
}

function stepOf(statement: Node): Step | undefined {
  if (statement.type !== "AssignmentExpression" || statement.left.type !== "Identifier")
    return undefined;
  const variable = statement.left.name;
  const { operator, right } = statement;
  if (operator === "-=" || operator === "+=")
    return { variable, by: assigned(right), isAdded: operator === "+=" };
  const isLonger =
    operator === "=" &&
    right.type === "BinaryExpression" &&
    (right.operator === "-" || right.operator === "+") &&
    right.left.type === "Identifier" &&
    right.left.name === variable;
  if (!isLonger) return undefined;
  return { variable, by: assigned(right.right), isAdded: right.operator === "+" };
}

/** `delta = f / df` gives what it assigns. */
function assigned(node: Node): Node {
  return node.type === "AssignmentExpression" && node.operator === "=" ? node.right : node;
}

/** How f′ and f″ are called beside f. */
const firsts = (f: string) => [`${f}1`, `${f}p`, `d${f}`, `${f}Prime`, `${f}_prime`, `${f}prime`];
const seconds = (f: string) => [`${f}2`, `${f}pp`, `d2${f}`, `dd${f}`, `${f}DoublePrime`];

/** Halley's method takes f, f′ and f″: each is the derivative of the one before. */
function halley(by: Node, names: readonly string[]): readonly (readonly [string, string])[] {
  const used = new Set<string>();
  walk(by, (node) => {
    if (node.type === "Identifier" && names.includes(node.name)) used.add(node.name);
    return true;
  });
  for (const f of used) {
    const first = firsts(f).find((name) => used.has(name));
    const second = seconds(f).find((name) => used.has(name));
    if (first !== undefined && second !== undefined)
      return [
        [f, first],
        [first, second],
      ];
  }
  return [];
}

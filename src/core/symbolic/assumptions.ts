import type { OpName } from "../ops/primitives.ts";
import { opNames } from "../ops/table.ts";
import { argumentsOf, type NodeId, type Tape } from "../tape/tape.ts";
import { formulasOf, nodesBelow } from "./expr/derive.ts";
import type { Expr, ExprPool } from "./expr/expr.ts";
import type { Form, FormPool } from "./normalForm/form.ts";
import { type NormalForms, normalize } from "./normalForm/normalize.ts";
import { primitivePart } from "./normalForm/primitivePart.ts";
import { one } from "./normalForm/quantity.ts";
import {
  above,
  below,
  isNonNegative,
  isNonPositive,
  nought,
  type Signs,
  signsOf,
} from "./normalForm/signs.ts";
import { negate, subtract } from "./normalForm/sums.ts";

/** What a branch that was taken says: left − right has one of those signs. */
export interface Assumption {
  readonly left: Expr;
  readonly right: Expr;
  readonly signs: Signs;
}

/** The signs of a − b where the comparison is true; where it is false, the others. */
const comparisons: { readonly [op in OpName]?: Signs } = {
  lt: below,
  le: below | nought,
  gt: above,
  ge: above | nought,
};

/** More branches than this are those of a loop, and nobody's formula gets shorter by them. */
const GUARD_LIMIT = 24;

/** The comparisons under which a tape holds, as far as they are on its inputs (and its named locals). */
export function assumptionsOf(
  tape: Tape,
  pool: ExprPool,
  names?: ReadonlyMap<NodeId, string>,
): readonly Assumption[] {
  const seen = new Set<NodeId>();
  const found: Assumption[] = [];
  for (const guard of tape.guards) {
    if (found.length >= GUARD_LIMIT) break;
    if (guard.kind !== "truth" || guard.isLoop || seen.has(guard.node)) continue;
    seen.add(guard.node);
    const assumption = assumptionOf(tape, guard.node, guard.truth, pool, names);
    if (assumption) found.push(assumption);
  }
  return found;
}

function assumptionOf(
  tape: Tape,
  node: NodeId,
  truth: boolean,
  pool: ExprPool,
  names?: ReadonlyMap<NodeId, string>,
): Assumption | undefined {
  const op = opNames[tape.ops[node] as number];
  const [a, b] = argumentsOf(tape, node);
  if (op === "not" && a !== undefined) return assumptionOf(tape, a, !truth, pool, names);
  const signs = op && comparisons[op];
  const nodes = nodesBelow(tape, node);
  if (!signs || !nodes || a === undefined || b === undefined) return undefined;
  const formulas = formulasOf(tape, nodes, pool, names);
  const [left, right] = [formulas.get(a), formulas.get(b)];
  const isFixed = left?.kind === "constant" && right?.kind === "constant";
  if (!left || !right || isFixed) return undefined;
  return { left, right, signs: truth ? signs : (above | nought | below) & ~signs };
}

/** Tells a pool what holds, before any formula is made in it: those made before would not know. */
export function assume(forms: FormPool, assumptions: readonly Assumption[]): void {
  // First x > 0, by which of x·y > 1 more is known.
  const known: NormalForms = new Map();
  for (const { left, right, signs } of assumptions) {
    const [a, b] = [left, right].map((expr) => normalize(forms, expr, known));
    if (!a || !b) continue;
    know(forms, subtract(forms, a, b), signs);
    know(forms, a, againstBound(forms, b, signs));
    know(forms, b, againstBound(forms, a, turned(signs)));
  }
}

/** What a > b says of a alone: where b is not negative, a is positive. */
function againstBound(forms: FormPool, bound: Form, signs: Signs): Signs {
  const zero = signsOf(forms, bound) & nought ? signs & nought : 0;
  if (!(signs & below) && isNonNegative(forms, bound)) return above | zero;
  if (!(signs & above) && isNonPositive(forms, bound)) return below | zero;
  return below | nought | above;
}

function turned(signs: Signs): Signs {
  return (signs & nought) | (signs & above ? below : 0) | (signs & below ? above : 0);
}

/** Of a form, of its opposite, and of what is left of it without a number in front. */
function know(forms: FormPool, form: Form, signs: Signs): void {
  const all: (readonly [Form, Signs])[] = [
    [form, signs],
    [negate(forms, form), turned(signs)],
  ];
  if (form.kind === "sum") {
    const { content, common, rest } = primitivePart(forms, form, one);
    const own = content.over < 0 ? turned(signs) : signs;
    if (common.length === 0) all.push([rest, own], [negate(forms, rest), turned(own)]);
  }
  for (const [each, its] of all) {
    if (each.kind === "number") continue;
    const before = forms.assumed.get(each.id) ?? below | nought | above;
    // Branches that exclude one another were taken by rounding: then nothing is known.
    if (before & its) forms.assumed.set(each.id, before & its);
  }
  forms.signs.clear();
}

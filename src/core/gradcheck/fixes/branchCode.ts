import { opIndexOf } from "../../ops/table.ts";
import { formulaOf } from "../../symbolic/expr/derive.ts";
import { createExprPool } from "../../symbolic/expr/expr.ts";
import { printCode } from "../../symbolic/print/printCode.ts";
import type { NodeId, Tape } from "../../tape/tape.ts";

/** More paths than this make no formula that anybody reads. */
const maximumPaths = 6;

const signs = new Map(
  Object.entries({ lt: "<", le: "<=", gt: ">", ge: ">=", eq: "===", ne: "!==" } as const).map(
    ([op, sign]) => [opIndexOf(op as "lt"), sign],
  ),
);
const not = opIndexOf("not");

/**
 * One expression for all paths of a function: `x < 0 ? a : b`, by the conditions on which they part.
 * Nothing where a path is unlike the others, or its condition no comparison.
 */
export function branchCode(
  tapes: readonly Tape[],
  codeOn: (tape: Tape) => string | undefined,
): string | undefined {
  return tapes.length > maximumPaths ? undefined : codeFrom(tapes, codeOn, 0);
}

function codeFrom(
  tapes: readonly Tape[],
  codeOn: (tape: Tape) => string | undefined,
  depth: number,
): string | undefined {
  const [first, ...others] = tapes;
  if (!first) return undefined;
  if (others.length === 0) return codeOn(first);
  const guard = first.guards[depth];
  if (guard?.kind !== "truth" || guard.isLoop) return undefined;
  const isSame = (tape: Tape) => {
    const own = tape.guards[depth];
    const { start, end } = guard.range;
    return own?.kind === "truth" && own.range.start === start && own.range.end === end;
  };
  if (!others.every(isSame)) return undefined;
  const on = (truth: boolean) =>
    tapes.filter(({ guards }) => {
      const own = guards[depth];
      return own?.kind === "truth" && own.truth === truth;
    });
  const [yes, no] = [on(true), on(false)];
  if (yes.length === 0 || no.length === 0) return codeFrom(tapes, codeOn, depth + 1);
  const [whenTrue, whenFalse] = [codeFrom(yes, codeOn, depth + 1), codeFrom(no, codeOn, depth + 1)];
  if (whenTrue === undefined || whenFalse === undefined || whenTrue === whenFalse)
    return whenTrue === whenFalse ? whenTrue : undefined;
  const condition = comparison(first, guard.node);
  if (condition === undefined) return undefined;
  const chosen = whenTrue.includes("?") ? `(${whenTrue})` : whenTrue;
  return `${condition} ? ${chosen} : ${whenFalse}`;
}

function comparison(tape: Tape, node: NodeId): string | undefined {
  const op = tape.ops[node] as number;
  const [left, right] = tape.args.subarray(tape.argStart[node], tape.argStart[node + 1]);
  if (op === not && left !== undefined) {
    const inner = comparison(tape, left);
    return inner === undefined ? undefined : `!(${inner})`;
  }
  const sign = signs.get(op);
  if (sign === undefined || left === undefined || right === undefined) return undefined;
  const pool = createExprPool();
  const [first, second] = [left, right].map((side) => formulaOf(tape, side, pool));
  return first && second && `${printCode(first)} ${sign} ${printCode(second)}`;
}

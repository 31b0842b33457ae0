import type { OpName } from "../../ops/primitives.ts";
import { opIndexOf, opNames } from "../../ops/table.ts";
import { CONSTANT_OP, type NodeId, rangeOf, sizeOf, type Tape } from "../../tape/tape.ts";
import type { SourceRange } from "../../util/sourceRange.ts";

/** Something a function decides by comparing two numbers: an `if`, the winner of a max, the sign in |x|. */
export interface Condition {
  /** The same for the same place of the source. */
  readonly key: string;
  /** Which side the tape is on. */
  readonly side: boolean;
  /** An `if` both of whose sides are whole regions: not `x === 3`, and not the winner of a max. */
  readonly isBranch: boolean;
  readonly left: NodeId;
  /** Zero where there is none. */
  readonly right: NodeId | undefined;
  /** How an `if` compares them. */
  readonly relation?: OpName;
  /** Of a winner. */
  readonly op?: number;
}

const inequalities = new Set((["lt", "le", "gt", "ge"] as const).map((op) => opIndexOf(op)));
const equalities = new Set((["eq", "ne"] as const).map((op) => opIndexOf(op)));
const pickers = new Set((["max", "min"] as const).map((op) => opIndexOf(op)));
const signs = new Set((["abs", "sign"] as const).map((op) => opIndexOf(op)));
const not = opIndexOf("not");

/** How each is written where it holds, and where its opposite does. */
const comparisonSigns: Readonly<Partial<Record<OpName, readonly [string, string]>>> = {
  lt: ["<", "≥"],
  le: ["≤", ">"],
  gt: [">", "≤"],
  ge: ["≥", "<"],
};

/** The sign of an `if` on the side on which the tape is; nothing where it does not compare. */
export function signOf({ relation, side }: Condition): string | undefined {
  return relation && comparisonSigns[relation]?.[side ? 0 : 1];
}

/** More conditions than this come from loops, whose turns are decided alike. */
const maximumConditions = 60;

/** The conditions a tape has passed, the first of each place and side. */
export function conditionsOf(tape: Tape): readonly Condition[] {
  const found = new Map<string, Condition>();
  for (const guard of tape.guards) {
    if (found.size >= maximumConditions) break;
    if (guard.kind !== "truth") continue;
    const key = `if ${guard.range.start} ${guard.range.end}`;
    const place = `${key} ${guard.truth}`;
    if (!found.has(place)) found.set(place, decision(tape, guard.node, key, guard.truth));
  }
  for (let node = 0; node < sizeOf(tape) && found.size < maximumConditions; node++) {
    for (const condition of selections(tape, node)) {
      const place = `${condition.key} ${condition.side}`;
      if (!found.has(place)) found.set(place, condition);
    }
  }
  return [...found.values()];
}

/** What a function asked last before it gave its result: what led to an early return. */
export function lastCondition(
  tape: Tape,
): { readonly condition: Condition; readonly range: SourceRange } | undefined {
  const guard = tape.guards.findLast((one) => one.kind === "truth" && !one.isLoop);
  if (guard?.kind !== "truth") return undefined;
  const { node, range, truth } = guard;
  return { condition: decision(tape, node, `if ${range.start} ${range.end}`, truth), range };
}

function decision(tape: Tape, node: NodeId, key: string, side: boolean): Condition {
  let at = node;
  let isAsIs = true;
  while (tape.ops[at] === not) {
    at = tape.args[tape.argStart[at] as number] as NodeId;
    isAsIs = !isAsIs;
  }
  const op = tape.ops[at] as number;
  const [left = at, right] = tape.args.subarray(tape.argStart[at], tape.argStart[at + 1]);
  if (inequalities.has(op))
    return {
      key,
      side: side === isAsIs,
      isBranch: true,
      left,
      right,
      relation: opNames[op] as OpName,
    };
  if (equalities.has(op)) return { key, side, isBranch: false, left, right };
  return { key, side, isBranch: false, left: at, right: undefined };
}

function selections(tape: Tape, node: NodeId): readonly Condition[] {
  const op = tape.ops[node] as number;
  if (!pickers.has(op) && !signs.has(op)) return [];
  const args = tape.args.subarray(tape.argStart[node], tape.argStart[node + 1]);
  const { start, end } = rangeOf(tape, node);
  const first = args[0] as NodeId;
  if (signs.has(op)) {
    const side = (tape.values[first] as number) > 0;
    return [{ key: `sign ${start} ${end}`, side, isBranch: false, left: first, right: undefined }];
  }
  return Array.from(args).flatMap((arg, index) => {
    const rival = args.find((other) => other !== arg);
    if (rival === undefined || tape.ops[arg] === CONSTANT_OP) return [];
    const side = tape.values[arg] === tape.values[node];
    return [
      { key: `pick ${start} ${end} ${index}`, side, isBranch: false, left: arg, right: rival, op },
    ];
  });
}

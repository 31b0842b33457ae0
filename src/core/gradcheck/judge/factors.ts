import { opIndexOf } from "../../ops/table.ts";
import { argumentsOf, CONSTANT_OP, type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";

const add = opIndexOf("add");
const sub = opIndexOf("sub");
const neg = opIndexOf("neg");
const mul = opIndexOf("mul");
const div = opIndexOf("div");
const pow = opIndexOf("pow");

/**
 * Constant factors that a derivative may carry because of what its primal is at its outermost level:
 * the 1/N of a mean that was dropped, the 2 of a squared error that was left out (½ understood).
 * A constant from inside (the 3 of sin 3x) is never among them: leaving it out is a mistake.
 */
export function outermostFactors(tape: Tape, output: NodeId): readonly number[] {
  const { constant, core } = peel(tape, output);
  const terms = termsOf(tape, core);
  const isSum = terms.length > 1;
  const isSquared = isSum
    ? terms.every((term) => isSquare(tape, term))
    : isSquare(tape, core) && isDifference(tape, baseOf(tape, core));
  const factors: number[] = [];
  const dropped = 1 / constant;
  const isCount = dropped > 1 && Math.abs(dropped - Math.round(dropped)) < 1e-9 * dropped;
  if (isSum && isCount) factors.push(dropped);
  if (isSum && isCount && dropped > terms.length && Math.round(dropped) % terms.length === 0)
    factors.push(terms.length);
  if (isSquared) {
    factors.push(0.5);
    if (constant === 0.5) factors.push(2);
    if (isSum && isCount) factors.push(dropped / 2);
  }
  return factors;
}

/** Factors that are constants around the whole result. */
function peel(tape: Tape, output: NodeId): { readonly constant: number; readonly core: NodeId } {
  let constant = 1;
  let core = output;
  for (;;) {
    const op = tape.ops[core] as number;
    const [left, right] = argumentsOf(tape, core);
    if (left === undefined || right === undefined) return { constant, core };
    if (op === div && isConstant(tape, right)) {
      constant /= tape.values[right] as number;
      core = left;
    } else if (op === mul && isConstant(tape, right)) {
      constant *= tape.values[right] as number;
      core = left;
    } else if (op === mul && isConstant(tape, left)) {
      constant *= tape.values[left] as number;
      core = right;
    } else return { constant, core };
  }
}

/**
 * The terms of a sum, what is taken away among them, without the 0 that a loop starts from. Written out, a sum
 * of sums of sums doubles with each line: what would be longer than the tape itself is one term.
 */
function termsOf(tape: Tape, root: NodeId): readonly NodeId[] {
  const terms: NodeId[] = [];
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (terms.length + pending.length > sizeOf(tape)) return [root];
    const op = tape.ops[node];
    if (op === add || op === sub || op === neg) pending.push(...argumentsOf(tape, node));
    else if (!isConstant(tape, node)) terms.push(node);
  }
  return terms;
}

function isSquare(tape: Tape, node: NodeId): boolean {
  const [left, right] = argumentsOf(tape, node);
  if (left === undefined || right === undefined) return false;
  if (tape.ops[node] === pow) return isConstant(tape, right) && tape.values[right] === 2;
  if (tape.ops[node] !== mul) return false;
  if (isConstant(tape, left)) return isSquare(tape, right);
  return left === right || (isConstant(tape, right) && isSquare(tape, left));
}

function baseOf(tape: Tape, square: NodeId): NodeId {
  return argumentsOf(tape, square)[0] as NodeId;
}

/** An error: what was found less what was wanted. */
function isDifference(tape: Tape, node: NodeId): boolean {
  return tape.ops[node] === sub;
}

function isConstant(tape: Tape, node: NodeId): boolean {
  return tape.ops[node] === CONSTANT_OP;
}

/** A derivative per percent or per day, when its own last operation says so: … / 100. */
export function unitFactors(tape: Tape, output: NodeId): readonly number[] {
  const [left, right] = argumentsOf(tape, output);
  if (left === undefined || right === undefined) return [];
  const op = tape.ops[output];
  for (const unit of [100, 365, 252]) {
    if (op === div && isConstant(tape, right) && tape.values[right] === unit) return [1 / unit];
    const factor = [left, right].find((arg) => isConstant(tape, arg));
    if (op === mul && factor !== undefined && tape.values[factor] === 1 / unit) return [1 / unit];
  }
  return [];
}

/** Words for quantities that are minus a derivative by definition: a force is −dV/dr. */
export function carriesMinus(name: string): boolean {
  return /force|torque|descent|downhill/i.test(name);
}

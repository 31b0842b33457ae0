import type { OpName } from "../ops/primitives.ts";
import { opNames } from "../ops/table.ts";
import type { Expr, ExprPool } from "../symbolic/expr.ts";
import { argumentsOf, CONSTANT_OP, INPUT_OP, type NodeId, type Tape } from "../tape/tape.ts";

/** A value of a tape as a formula over its inputs. */
export function formulaOf(tape: Tape, output: NodeId, pool: ExprPool): Expr {
  const formulas: Expr[] = [];
  const paths = new Map(tape.inputs.map(({ node, path }) => [node, path]));
  for (let node = 0; node <= output; node++) {
    const op = tape.ops[node] as number;
    if (op === CONSTANT_OP) formulas.push(pool.constant(tape.values[node] as number));
    else if (op === INPUT_OP) formulas.push(pool.variable(paths.get(node) ?? `input ${node}`));
    else {
      const args = Array.from(argumentsOf(tape, node), (arg) => formulas[arg] as Expr);
      formulas.push(pool.call(opNames[op] as OpName, args));
    }
  }
  return formulas[output] as Expr;
}

import { type Algebra, algebraFrom } from "../ops/algebra.ts";
import { evaluateOp, partialsAt, rowOf } from "../ops/table.ts";

/** A value with its tangent; rules evaluated over duals give derivatives of derivatives. */
export interface Dual {
  readonly primal: number;
  readonly tangent: number;
}

/** Each row lifted to duals: ẏ = Σ ∂y/∂xᵢ · ẋᵢ. A zero tangent is not multiplied (no 0·∞). */
export const dualAlgebra: Algebra<Dual> = algebraFrom<Dual>(
  (value) => ({ primal: value, tangent: 0 }),
  (op, args) => {
    const row = rowOf(op);
    const primals = args.map((arg) => arg.primal);
    const primal = evaluateOp(row, primals);
    if (row.stops) return { primal, tangent: 0 };
    const partials = partialsAt(row, primals, primal);
    let tangent = 0;
    for (const [index, arg] of args.entries()) {
      if (arg.tangent !== 0) tangent += (partials[index] as number) * arg.tangent;
    }
    return { primal, tangent };
  },
);

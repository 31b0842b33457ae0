import { rowAt } from "../../autodiff/evaluate.ts";
import type { Algebra } from "../../ops/algebra.ts";
import type { OpName } from "../../ops/primitives.ts";
import { opNames, partialsOver } from "../../ops/table.ts";
import { argumentsOf, CONSTANT_OP, INPUT_OP, type NodeId, type Tape } from "../../tape/tape.ts";
import type { Expr, ExprPool } from "./expr.ts";
import { exprAlgebra } from "./exprAlgebra.ts";

/** A derivation that needs more nodes of the tape than this would print nothing a person reads. */
const NODE_LIMIT = 1000;

/**
 * The reverse sweep over formulas instead of numbers: ∂output/∂input for each given input.
 * As in the numeric sweep, a cotangent that never arrives is a structural zero. The loser of a max
 * cannot be known without a point; it is the factor `maxShare` instead.
 * Nothing when the output stands on too much of the tape. A node with a name is that name to the others.
 */
export function deriveSymbolically(
  tape: Tape,
  output: NodeId,
  inputs: readonly NodeId[],
  pool: ExprPool,
  names: ReadonlyMap<NodeId, string> = noNames,
): readonly Expr[] | undefined {
  const needed = nodesBelow(tape, output);
  if (!needed) return undefined;
  const formulas = formulasOf(tape, needed, pool, names);
  const varying = varyingNodes(tape, needed, inputs);
  const algebra = exprAlgebra(pool);
  const adjoints = new Map<NodeId, Expr>([[output, algebra.constant(1)]]);
  for (const node of needed.toReversed()) {
    const adjoint = adjoints.get(node);
    const code = tape.ops[node] as number;
    if (!adjoint || !varying.has(node) || isLeaf(code)) continue;
    const row = rowAt(code);
    if (row.stops) continue;
    const args = argumentsOf(tape, node);
    const formula = formulas.get(node) as Expr;
    const terms = args.map((arg) => formulas.get(arg) as Expr);
    const partials = partialsOver(row, algebra, terms, formula);
    for (let index = 0; index < args.length; index++) {
      const arg = args[index] as NodeId;
      if (!varying.has(arg)) continue;
      const contribution = timesPartial(algebra, adjoint, partials[index] as Expr);
      const before = adjoints.get(arg);
      adjoints.set(arg, before ? algebra.add(before, contribution) : contribution);
    }
  }
  return inputs.map((input) => adjoints.get(input) ?? algebra.constant(0));
}

const noNames: ReadonlyMap<NodeId, string> = new Map();

/** What a node computes over the inputs, as written; nothing when it stands on too much of the tape. */
export function formulaOf(tape: Tape, node: NodeId, pool: ExprPool): Expr | undefined {
  const needed = nodesBelow(tape, node);
  return needed && formulasOf(tape, needed, pool).get(node);
}

/** The nodes the output is computed from, in execution order. */
export function nodesBelow(tape: Tape, output: NodeId): readonly NodeId[] | undefined {
  const seen = new Set<NodeId>([output]);
  const pending = [output];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const arg of argumentsOf(tape, node)) {
      if (seen.has(arg)) continue;
      if (seen.size >= NODE_LIMIT) return undefined;
      seen.add(arg);
      pending.push(arg);
    }
  }
  return [...seen].sort((a, b) => a - b);
}

/** The formula of each of these nodes, which stand in execution order, all that they are computed from included. */
export function formulasOf(
  tape: Tape,
  nodes: readonly NodeId[],
  pool: ExprPool,
  names: ReadonlyMap<NodeId, string> = noNames,
): ReadonlyMap<NodeId, Expr> {
  const leaves = new Map(tape.inputs.map((input) => [input.node, input]));
  const formulas = new Map<NodeId, Expr>();
  for (const node of nodes) {
    const code = tape.ops[node] as number;
    const value = tape.values[node] as number;
    const name = names.get(node);
    if (name !== undefined) {
      formulas.set(node, pool.variable(name));
    } else if (code === CONSTANT_OP) {
      formulas.set(node, pool.constant(value));
    } else if (code === INPUT_OP) {
      const leaf = leaves.get(node);
      const drawn = leaf?.role === "noise" ? value : undefined;
      formulas.set(node, pool.variable(leaf?.path ?? `input ${node}`, drawn));
    } else {
      const args = argumentsOf(tape, node).map((arg) => formulas.get(arg) as Expr);
      formulas.set(node, pool.call(opNames[code] as OpName, args));
    }
  }
  return formulas;
}

/** The nodes through which some input reaches the output: all others would only cost work. */
function varyingNodes(
  tape: Tape,
  nodes: readonly NodeId[],
  inputs: readonly NodeId[],
): ReadonlySet<NodeId> {
  const varying = new Set(inputs);
  for (const node of nodes) {
    if (argumentsOf(tape, node).some((arg) => varying.has(arg))) varying.add(node);
  }
  return varying;
}

function timesPartial(algebra: Algebra<Expr>, adjoint: Expr, partial: Expr): Expr {
  if (adjoint.kind === "constant" && adjoint.value === 1) return partial;
  if (partial.kind === "constant" && partial.value === 1) return adjoint;
  return algebra.mul(adjoint, partial);
}

function isLeaf(code: number): boolean {
  return code === CONSTANT_OP || code === INPUT_OP;
}

import { freeInputs } from "../autodiff/jacobian.ts";
import type { NodeId, Tape } from "../tape/tape.ts";
import { usesDecimals } from "./derivativeText.ts";
import { deriveSymbolically, formulasOf, nodesBelow } from "./expr/derive.ts";
import { createExprPool, type Expr, type ExprPool } from "./expr/expr.ts";
import { localsOf } from "./namedDerivative.ts";
import { type SharedCode, sharedCode } from "./sharedCode.ts";
import { createSimplifier } from "./simplify.ts";

const EFFORT = 400;

interface Wanted {
  /** The first result is the value of the function itself, as it was written. */
  readonly withValue?: boolean;
  /** Names of the numbers that come from above, one for each output: the gradients are multiplied by them. */
  readonly upstream?: readonly string[];
  /** Names that mean something else where the code is to stand. */
  readonly taken: ReadonlySet<string>;
  /** Numbers that have a name where the code is to stand. */
  readonly constants: ReadonlyMap<NodeId, string>;
}

/**
 * The gradient of a function along each of its free inputs as code that shares what can be shared, over its
 * inputs and its own local variables; nothing where it is longer than anybody reads.
 */
export function writtenGradients(
  tape: Tape,
  { withValue = false, upstream, taken, constants }: Wanted,
): SharedCode | undefined {
  const pool = createExprPool();
  const outputs = tape.outputs.map(({ node }) => node);
  const inputs = freeInputs(tape).map(({ node }) => node);
  const needed = outputs.map((output) => nodesBelow(tape, output));
  if (!needed.every((nodes) => nodes !== undefined)) return undefined;
  const nodes = [...new Set(needed.flat())].sort((a, b) => a - b);
  const [first] = outputs;
  if (first === undefined) return undefined;
  const locals = new Map(
    [...localsOf(tape, nodes, first)].filter(
      ([node, name]) => !outputs.includes(node) && !taken.has(name) && !upstream?.includes(name),
    ),
  );
  const names = new Map([...constants, ...locals]);
  const rows = outputs.map((output) => deriveSymbolically(tape, output, inputs, pool, names));
  if (!rows.every((row) => row !== undefined)) return undefined;
  const simplify = createSimplifier(pool, {
    reading: "machines",
    hasDecimals: usesDecimals(tape),
    effort: EFFORT,
  });
  const gradients = inputs.map((_, column) =>
    simplify(
      contracted(
        pool,
        rows.map((row) => row[column] as Expr),
        upstream,
      ),
    ),
  );
  if (!gradients.every((gradient) => gradient !== undefined)) return undefined;
  const meanings = meaningsOf(tape, nodes, locals, names, pool);
  const written = (value: Expr | undefined) =>
    sharedCode([...(value ? [value] : []), ...gradients], pool, meanings, taken);
  if (!withValue) return written(undefined);
  const value = formulasOf(tape, nodes, pool, names).get(first) as Expr;
  const plain = written(value);
  // Rewritten as the gradient is, it may share more with it.
  const simple = simplify(value);
  const rewritten = simple && written(simple);
  return rewritten && lengthOf(rewritten) < lengthOf(plain) ? rewritten : plain;
}

function lengthOf({ definitions, results }: SharedCode): number {
  return [...definitions.map(({ code }) => code), ...results].join("").length;
}

/** Σ upstream · ∂output: what comes from above for each output, times how the output moves. */
function contracted(
  pool: ExprPool,
  slopes: readonly Expr[],
  upstream: readonly string[] | undefined,
): Expr {
  const terms = upstream
    ? slopes.map((slope, row) => pool.call("mul", [pool.variable(upstream[row] as string), slope]))
    : slopes;
  return terms.reduce((sum, term) => pool.call("add", [sum, term]));
}

/** What each local is computed from, the ones before it by their names. */
function meaningsOf(
  tape: Tape,
  nodes: readonly NodeId[],
  locals: ReadonlyMap<NodeId, string>,
  names: ReadonlyMap<NodeId, string>,
  pool: ExprPool,
): ReadonlyMap<string, Expr> {
  const meanings = new Map<string, Expr>();
  for (const [node, name] of [...locals].sort(([a], [b]) => a - b)) {
    const others = new Map([...names].filter(([each]) => each !== node));
    const meaning = formulasOf(tape, nodes, pool, others).get(node);
    if (meaning) meanings.set(name, meaning);
  }
  return meanings;
}

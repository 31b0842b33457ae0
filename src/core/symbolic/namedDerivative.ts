import { CONSTANT_OP, INPUT_OP, type NodeId, type Tape } from "../tape/tape.ts";
import { assumptionsOf } from "./assumptions.ts";
import { deriveSymbolically, formulasOf, nodesBelow } from "./expr/derive.ts";
import { createExprPool, type Expr } from "./expr/expr.ts";
import { treeSize } from "./expr/treeSize.ts";
import { printLatex } from "./print/printLatex.ts";
import { printText } from "./print/printText.ts";
import { printTypeset } from "./print/printTypeset.ts";
import type { Typeset } from "./print/typeset.ts";
import { createSimplifier, type Simplifier } from "./simplify.ts";

/** A derivative over the inputs and the function's own local variables. */
export interface NamedDerivative {
  readonly text: string;
  readonly latex: string;
  readonly typeset: Typeset;
  /** What the locals in it stand for, in the order of the source. */
  readonly definitions: readonly Definition[];
}

export interface Definition {
  readonly name: string;
  readonly text: string;
  readonly latex: string;
  readonly typeset: Typeset;
}

const PRINT_LIMIT = 300;
const EFFORT = 400;

/**
 * ∂output/∂input for each of the inputs, in which a local stays what the person called it: with
 * `const out = (w * x) ** 2` it is 2(out − target)·…. Undefined where no local is in it.
 */
export function namedDerivatives(
  tape: Tape,
  output: NodeId,
  inputs: readonly NodeId[],
  hasDecimals: boolean,
): readonly (NamedDerivative | undefined)[] {
  const none = inputs.map(() => undefined);
  const nodes = nodesBelow(tape, output);
  const locals = nodes ? localsOf(tape, nodes, output) : undefined;
  if (!nodes || !locals || locals.size === 0) return none;
  const pool = createExprPool();
  const derivatives = deriveSymbolically(tape, output, inputs, pool, locals);
  if (!derivatives) return none;
  const paths = [...tape.inputs.map(({ path }) => path), ...locals.values()];
  const simplify = createSimplifier(pool, {
    reading: "people",
    hasDecimals,
    effort: EFFORT,
    paths,
    assumptions: assumptionsOf(tape, pool, locals),
  });
  const define = definer(tape, nodes, locals, pool, simplify);
  return derivatives.map((derivative) => {
    const formula = simplify(derivative);
    if (!formula || treeSize(formula, PRINT_LIMIT) > PRINT_LIMIT) return undefined;
    const definitions = define(formula);
    if (!definitions || definitions.length === 0) return undefined;
    return { ...printed(formula), definitions };
  });
}

function printed(formula: Expr): Pick<Definition, "text" | "latex" | "typeset"> {
  return {
    text: printText(formula),
    latex: printLatex(formula),
    typeset: printTypeset(formula),
  };
}

/** The function's own variables that hold one number each, under a name nothing else has. */
export function localsOf(
  tape: Tape,
  nodes: readonly NodeId[],
  output: NodeId,
): ReadonlyMap<NodeId, string> {
  const { names, frames } = tape.provenance;
  const taken = new Set(tape.inputs.map(({ path }) => path));
  const counts = new Map<string, number>();
  for (const name of names.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const locals = new Map<NodeId, string>();
  for (const node of nodes) {
    const code = tape.ops[node] as number;
    const name = names.get(node);
    if (node === output || code === INPUT_OP || code === CONSTANT_OP) continue;
    if (name === undefined || frames[node] !== 0 || taken.has(name)) continue;
    if (counts.get(name) === 1 && isName.test(name)) locals.set(node, name);
  }
  return locals;
}

const isName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** What the names in a formula stand for, and the names in that; nothing where one is too long to read. */
function definer(
  tape: Tape,
  nodes: readonly NodeId[],
  locals: ReadonlyMap<NodeId, string>,
  pool: ReturnType<typeof createExprPool>,
  simplify: Simplifier,
): (formula: Expr) => readonly Definition[] | undefined {
  const byName = new Map(Array.from(locals, ([node, name]) => [name, node]));
  const known = new Map<string, Expr | undefined>();
  const meaningOf = (name: string): Expr | undefined => {
    if (known.has(name)) return known.get(name);
    const node = byName.get(name) as NodeId;
    const others = new Map([...locals].filter(([each]) => each !== node));
    const formula = formulasOf(tape, nodes, pool, others).get(node);
    const simple = formula && simplify(formula);
    const fits = simple && treeSize(simple, PRINT_LIMIT) <= PRINT_LIMIT;
    known.set(name, fits ? simple : undefined);
    return known.get(name);
  };
  return (formula) => {
    const found = new Map<string, Definition>();
    const pending = [...namesIn(formula)].filter((name) => byName.has(name));
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (found.has(name)) continue;
      const meaning = meaningOf(name);
      if (!meaning) return undefined;
      found.set(name, { name, ...printed(meaning) });
      pending.push(...[...namesIn(meaning)].filter((each) => byName.has(each)));
    }
    const place = ({ name }: Definition) => byName.get(name) as NodeId;
    return [...found.values()].sort((a, b) => place(a) - place(b));
  };
}

function namesIn(formula: Expr): ReadonlySet<string> {
  const seen = new Set<Expr>([formula]);
  const names = new Set<string>();
  for (const expr of seen) {
    if (expr.kind === "variable") names.add(expr.path);
    if (expr.kind === "call") for (const arg of expr.args) seen.add(arg);
  }
  return names;
}

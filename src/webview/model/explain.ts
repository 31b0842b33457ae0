import { argumentsOf, type NodeId, type Tape } from "../../core/tape/tape.ts";
import type { Graph } from "./graph.ts";
import { carries, type LinkNumber } from "./linkNumbers.ts";
import { formatNumber } from "./numbers.ts";
import { spell, wrapped } from "./operators.ts";
import type { Sweep } from "./sweep.ts";
import { opNameOf, type Words } from "./words.ts";

const SHOWN_TERMS = 4;

/** What the inspector says about one node, numbers already formatted. */
export interface Explanation {
  /** u = w × x = 3 × 2 = 6 */
  readonly value: Equation;
  /** ∂u/∂w = 2 */
  readonly locals: readonly Equation[];
  /** ∂loss/∂u = ∂loss/∂output · ∂output/∂u = 52 × 12 = 624; none without an output. */
  readonly gradient: Equation | undefined;
}

/** Equal terms from left to right, and what they come to. */
export interface Equation {
  readonly terms: readonly string[];
  readonly result: string;
}

export interface Figures {
  readonly tape: Tape;
  readonly graph: Graph;
  readonly words: Words;
  readonly sweep: Sweep;
  readonly linkNumbers: readonly LinkNumber[];
}

export function explain(figures: Figures, node: NodeId, seed: NodeId | undefined): Explanation {
  const { graph, words, linkNumbers } = figures;
  const locals = graph.links.flatMap(({ from, to }, index) => {
    const numbers = linkNumbers[index];
    if (to !== node || !numbers) return [];
    const result = numbers.state === "stopped" ? "0 (stops)" : formatNumber(numbers.local);
    return [{ terms: [words.derivative(to, from)], result }];
  });
  const gradient = seed === undefined ? undefined : chainRule(figures, node, seed);
  return { value: arithmetic(figures, node), locals, gradient };
}

/** The operation in words and in numbers; what words and numbers share is said once. */
function arithmetic({ tape, words, sweep }: Figures, node: NodeId): Equation {
  const result = formatNumber(sweep.values[node] as number);
  const op = opNameOf(tape, node);
  const name = words.name(node);
  const terms = name === undefined ? [] : [name];
  if (op !== undefined) {
    const args = [...argumentsOf(tape, node)];
    terms.push(spell(op, args.map(words.term)));
    terms.push(
      spell(
        op,
        args.map((arg) => formatNumber(sweep.values[arg] as number)),
      ),
    );
  }
  return { terms: terms.filter((term, index) => term !== terms[index - 1]), result };
}

/** The gradient as the sum over every link that leaves the node, factors written out. */
function chainRule(figures: Figures, node: NodeId, seed: NodeId): Equation {
  const { graph, words, sweep, linkNumbers } = figures;
  const terms = [words.derivative(seed, node)];
  const result = formatNumber(sweep.adjoints[node] as number);
  const outgoing = graph.links.flatMap(({ from, to }, index) => {
    const numbers = linkNumbers[index];
    return from === node && numbers && carries(numbers) ? [{ to, numbers }] : [];
  });
  const [only, another] = outgoing;
  if (only && !another && only.to !== seed) {
    terms.push(`${words.derivative(seed, only.to)} · ${words.derivative(only.to, node)}`);
  }
  const products = outgoing.slice(0, SHOWN_TERMS).map(({ to, numbers }) => {
    const adjoint = formatNumber(sweep.adjoints[to] as number);
    return `${wrapped(adjoint)} × ${wrapped(formatNumber(numbers.local))}`;
  });
  if (outgoing.length > SHOWN_TERMS) products.push("…");
  if (products.length > 0) terms.push(products.join(" + "));
  return { terms, result };
}

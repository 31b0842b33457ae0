import { argumentsOf, type NodeId, type Tape } from "../../core/tape/tape.ts";
import type { Graph } from "./graph.ts";
import { carries, type LinkNumber } from "./linkNumbers.ts";
import { formatNumber } from "./numbers.ts";
import { spell, wrapped } from "./operators.ts";
import type { Sweep } from "./sweep.ts";
import { opNameOf, type Words } from "./words.ts";

/** One thing that happens in the two passes, in the order in which it happens. */
export type Step =
  | { readonly kind: "value"; readonly node: NodeId }
  | { readonly kind: "seed"; readonly node: NodeId }
  /** A link brings its share of the gradient to the node it leaves. */
  | {
      readonly kind: "share";
      readonly node: NodeId;
      readonly link: number;
      /** What the node has got through other links before. */
      readonly before: number | undefined;
      readonly after: number;
    };

/** What is known after so many steps. */
export interface Frame {
  readonly step: Step | undefined;
  readonly known: ReadonlySet<NodeId>;
  readonly gradients: ReadonlyMap<NodeId, number>;
}

/** Forward through the nodes as they are computed, then backward through the links. */
export function playSteps(
  graph: Graph,
  linkNumbers: readonly LinkNumber[],
  seed: NodeId | undefined,
): readonly Step[] {
  const steps: Step[] = graph.nodes.map(({ id }) => ({ kind: "value", node: id }));
  if (seed === undefined) return steps;
  steps.push({ kind: "seed", node: seed });
  const sums = new Map<NodeId, number>([[seed, 1]]);
  const backward = [...graph.links.entries()].sort(([i, a], [j, b]) => b.to - a.to || i - j);
  for (const [link, { from }] of backward) {
    const numbers = linkNumbers[link];
    if (!numbers || !carries(numbers) || graph.inactive.has(from)) continue;
    const before = sums.get(from);
    const after = (before ?? 0) + numbers.flow;
    sums.set(from, after);
    steps.push({ kind: "share", node: from, link, before, after });
  }
  return steps;
}

export function frameAfter(steps: readonly Step[], count: number): Frame {
  const known = new Set<NodeId>();
  const gradients = new Map<NodeId, number>();
  for (const step of steps.slice(0, count)) {
    if (step.kind === "value") known.add(step.node);
    else gradients.set(step.node, step.kind === "seed" ? 1 : step.after);
  }
  return { step: steps[count - 1], known, gradients };
}

/** A step in words and numbers: "∂loss/∂u", "∂loss/∂output · ∂output/∂u", "52 × 12", "624". */
export interface StepText {
  readonly pass: "forward" | "backward";
  readonly terms: readonly string[];
  readonly result: string;
  /** The sum so far, where a node gets more than one share: "52 + 12 = 64". */
  readonly sum: string | undefined;
}

interface Figures {
  readonly tape: Tape;
  readonly graph: Graph;
  readonly words: Words;
  readonly sweep: Sweep;
  readonly linkNumbers: readonly LinkNumber[];
}

export function stepText(figures: Figures, step: Step, seed: NodeId): StepText {
  const { words } = figures;
  if (step.kind === "value") return valueText(figures, step.node);
  if (step.kind === "seed") {
    const terms = [words.derivative(seed, seed)];
    return { pass: "backward", terms, result: "1", sum: undefined };
  }
  return shareText(figures, step, seed);
}

function valueText({ tape, words, sweep }: Figures, node: NodeId): StepText {
  const result = formatNumber(sweep.values[node] as number);
  const op = opNameOf(tape, node);
  const terms = [words.name(node) ?? words.term(node)];
  if (op !== undefined) {
    const numbers = Array.from(argumentsOf(tape, node), (arg) =>
      formatNumber(sweep.values[arg] as number),
    );
    terms.push(spell(op, numbers));
  }
  return { pass: "forward", terms, result, sum: undefined };
}

function shareText(
  { graph, words, sweep, linkNumbers }: Figures,
  { node, link, before, after }: Extract<Step, { kind: "share" }>,
  seed: NodeId,
): StepText {
  const to = graph.links[link]?.to as NodeId;
  const { local, flow } = linkNumbers[link] as LinkNumber;
  const gradient = formatNumber(sweep.adjoints[to] as number);
  const chain = `${words.derivative(seed, to)} · ${words.derivative(to, node)}`;
  return {
    pass: "backward",
    terms: [
      words.derivative(seed, node),
      ...(to === seed ? [] : [chain]),
      `${wrapped(gradient)} × ${wrapped(formatNumber(local))}`,
    ],
    result: formatNumber(flow),
    sum:
      before === undefined
        ? undefined
        : `${formatNumber(before)} + ${wrapped(formatNumber(flow))} = ${formatNumber(after)}`,
  };
}

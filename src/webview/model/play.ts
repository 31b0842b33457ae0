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
  const start = drawnAs(graph, seed);
  steps.push({ kind: "seed", node: start });
  const sums = new Map<NodeId, number>([[start, 1]]);
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

/** The node of the picture that a value leaves by. */
export function drawnAs({ nodes }: Graph, node: NodeId): NodeId {
  return nodes.find(({ fold }) => fold?.faces.includes(node))?.id ?? node;
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

function valueText({ tape, graph, words, sweep }: Figures, node: NodeId): StepText {
  const fold = graph.nodes.find(({ id }) => id === node)?.fold;
  if (fold) {
    const { length } = fold.faces;
    const result = length === 1 ? formatNumber(sweep.values[node] as number) : `${length} numbers`;
    const terms = [figuresName(graph, words, node)];
    return { pass: "forward", terms, result, sum: undefined };
  }
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

function figuresName(graph: Graph, words: Words, id: NodeId): string {
  const node = graph.nodes.find((each) => each.id === id);
  return (node?.fold && (node.name ?? node.operator)) || words.term(id);
}

function shareText(
  { graph, words, sweep, linkNumbers }: Figures,
  { node, link, before, after }: Extract<Step, { kind: "share" }>,
  seed: NodeId,
): StepText {
  const to = graph.links[link]?.to as NodeId;
  const { local, flow } = linkNumbers[link] as LinkNumber;
  if (graph.links[link]?.bundle) {
    const faces = graph.nodes.find(({ id }) => id === node)?.fold?.faces ?? [node];
    const name = `gradient of ${figuresName(graph, words, node)} through ${figuresName(graph, words, to)}`;
    const result = faces.length === 1 ? formatNumber(flow) : `${faces.length} numbers`;
    return { pass: "backward", terms: [name], result, sum: sumText(before, flow, after, faces) };
  }
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
    sum: sumText(before, flow, after, [node]),
  };
}

function sumText(
  before: number | undefined,
  flow: number,
  after: number,
  faces: readonly NodeId[],
): string | undefined {
  if (before === undefined || faces.length > 1) return undefined;
  return `${formatNumber(before)} + ${wrapped(formatNumber(flow))} = ${formatNumber(after)}`;
}

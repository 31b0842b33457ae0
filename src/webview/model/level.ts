import { argumentsOf, CONSTANT_OP, type NodeId, rangeOf, type Tape } from "../../core/tape/tape.ts";
import type { StageGraph } from "./graph.ts";
import { formatNumber } from "./numbers.ts";
import { spell } from "./operators.ts";
import { stageNames } from "./stageNames.ts";
import { stageRule } from "./stageTape.ts";
import { opNameOf, type Words } from "./words.ts";

const LONGEST_SOURCE = 60;

/** How finely a function is taken apart into stages, and what they are called. */
export interface Level {
  readonly graph: StageGraph;
  name(node: NodeId): string;
  /** What a stage computes, over the names of what goes into it: "w × x"; "" for an input. */
  definition(node: NodeId): string;
  /** Its derivative by one of them as a formula, "2u"; undefined when it is too long to be read. */
  rule(from: NodeId, to: NodeId): string | undefined;
}

export function levelOf(tape: Tape, graph: StageGraph, words: Words, text: string | null): Level {
  const names = stageNames(graph.nodes);
  const name = (node: NodeId) => names.get(node) ?? words.term(node);
  const rules = new Map<string, string | undefined>();

  function definition(node: NodeId): string {
    const op = opNameOf(tape, node);
    if (op === undefined) return "";
    const args = [...argumentsOf(tape, node)];
    const isOneStep = args.every((arg) => names.has(arg) || tape.ops[arg] === CONSTANT_OP);
    if (isOneStep) return spell(op, args.map(nameOrNumber));
    return sourceOf(node) ?? words.operator(node);
  }
  function nameOrNumber(node: NodeId): string {
    return tape.ops[node] === CONSTANT_OP && !words.name(node)
      ? formatNumber(tape.values[node] as number)
      : name(node);
  }
  function sourceOf(node: NodeId): string | undefined {
    const { start, end } = rangeOf(tape, node);
    const source = text?.slice(start, end).replace(/\s+/g, " ").trim();
    return source && source.length <= LONGEST_SOURCE ? source : undefined;
  }
  return {
    graph,
    name,
    definition,
    rule(from, to) {
      const key = `${from}>${to}`;
      if (!rules.has(key)) rules.set(key, stageRule(tape, to, from, names));
      return rules.get(key);
    },
  };
}

/** Whether something lies between the input and the result: only then is there a chain to tell. */
export function hasStages({ graph }: Level, input: NodeId, output: NodeId): boolean {
  const reached = new Set<NodeId>([input]);
  for (const { from, to } of graph.links) {
    if (!reached.has(from)) continue;
    if (to === output && from !== input) return true;
    reached.add(to);
  }
  return false;
}

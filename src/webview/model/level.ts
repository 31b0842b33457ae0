import { derivativeTexts } from "../../core/symbolic/derivativeText.ts";
import { type PrintedFormula, valueFormula } from "../../core/symbolic/valueFormula.ts";
import { argumentsOf, CONSTANT_OP, type NodeId, rangeOf, type Tape } from "../../core/tape/tape.ts";
import type { Formula } from "./formula.ts";
import type { StageGraph } from "./graph.ts";
import { formatNumber } from "./numbers.ts";
import { spell } from "./operators.ts";
import { remembered, rememberedPairs } from "./remembered.ts";
import { stageNames } from "./stageNames.ts";
import { type Stage, stageOf, stageRule } from "./stageTape.ts";
import { opNameOf, type Words } from "./words.ts";

const LONGEST_SOURCE = 60;

/** How finely a function is taken apart into stages, and what they are called. */
export interface Level {
  readonly graph: StageGraph;
  name(node: NodeId): string;
  /** What a stage computes, over the names of what goes into it: "w × x"; "" for an input. */
  definition(node: NodeId): string;
  /** The same, to be typeset. */
  formula(node: NodeId): Formula;
  /** Its derivative by one of them as a formula, "2u"; undefined when it is too long to be read. */
  rule(from: NodeId, to: NodeId): PrintedFormula | undefined;
  /** The same written over the function's own inputs, all ways from the one to the other: "2(3x + 1)". */
  ruleInInputs(from: NodeId, to: NodeId): PrintedFormula | undefined;
  /** What it computes by itself; undefined when that is too much. */
  stage(node: NodeId): Stage | undefined;
}

export function levelOf(tape: Tape, graph: StageGraph, words: Words, text: string | null): Level {
  const names = stageNames(graph.nodes);
  const name = (node: NodeId) => names.get(node) ?? words.term(node);
  // Asked again for every frame of a drag.
  const stage = remembered((node: NodeId) => stageOf(tape, node, names));
  const formula = remembered((node: NodeId): Formula => {
    const own = stage(node);
    const place = own?.place(node);
    const printed = own && place !== undefined && valueFormula(own.tape, place);
    const text = oneStep(node) ?? sourceOf(node) ?? (printed ? printed.text : words.operator(node));
    return { text, latex: printed ? printed.latex : undefined };
  });
  const rule = rememberedPairs((from, to) => {
    const own = stage(to);
    return own && stageRule(own, to, from);
  });

  function definition(node: NodeId): string {
    return oneStep(node) ?? sourceOf(node) ?? words.operator(node);
  }
  /** An operation on what has a name: "w × x"; "" for what is no operation. */
  function oneStep(node: NodeId): string | undefined {
    const op = opNameOf(tape, node);
    if (op === undefined) return "";
    const args = [...argumentsOf(tape, node)];
    const isNamed = args.every((arg) => names.has(arg) || tape.ops[arg] === CONSTANT_OP);
    return isNamed ? spell(op, args.map(nameOrNumber)) : undefined;
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
    formula,
    rule,
    ruleInInputs: rememberedPairs((from, to) => derivativeTexts(tape, to, [from])[0]),
    stage,
  };
}

/**
 * Whether something lies between the input and the result: only then is there a chain to tell variable
 * by variable; else it is told operation by operation.
 */
export function hasStages({ graph }: Pick<Level, "graph">, input: NodeId, output: NodeId): boolean {
  const reached = new Set<NodeId>([input]);
  for (const { from, to } of graph.links) {
    if (!reached.has(from)) continue;
    if (to === output && from !== input) return true;
    reached.add(to);
  }
  return false;
}

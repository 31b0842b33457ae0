import { createEvaluator, type Evaluator } from "../../core/autodiff/evaluator.ts";
import { type MultipliedOut, multipliedOut } from "../../core/symbolic/multipliedOut.ts";
import type { NodeId, Tape } from "../../core/tape/tape.ts";
import { lineColumnAt, lineStartsOf } from "../../core/util/sourceRange.ts";
import type { PanelTrace } from "../../protocol/panelTrace.ts";
import { tapeFromWire } from "../../protocol/wireTape.ts";
import type { Layout } from "../layout/layout.ts";
import { layoutOf } from "../layout/layoutOf.ts";
import type { Formula } from "./formula.ts";
import { type Graph, graphOf } from "./graph.ts";
import { type Level, levelOf } from "./level.ts";
import { rememberedPairs } from "./remembered.ts";
import { createSweeper, type Sweeper } from "./sweep.ts";
import type { Words } from "./words.ts";

export type TracedFunction = Extract<PanelTrace, { kind: "traced" }>;

/** Everything that follows from one trace and does not change while its inputs move. */
export interface Picture {
  readonly trace: TracedFunction;
  readonly tape: Tape;
  readonly graph: Graph;
  /** The function taken apart into its variables, and into single operations. */
  readonly statements: Level;
  readonly operations: Level;
  /** For whatever needs values elsewhere than where the inputs stand. */
  readonly evaluator: Evaluator;
  /** Every frame's numbers come from here; see there what it overwrites. */
  readonly sweeper: Sweeper;
  readonly words: Words;
  readonly layout: Layout;
  readonly inputs: readonly FreeInput[];
  /** The derivative of a result by an input, found by multiplying out first; proved equal. */
  otherWay(output: NodeId, input: NodeId): MultipliedOut | undefined;
  /** The line of an offset, from 1; undefined when the source cannot be read any more. */
  readonly lineOf: (offset: number) => number | undefined;
}

export interface FreeInput {
  readonly path: string;
  readonly node: NodeId;
  /** Its place among all inputs of the tape. */
  readonly index: number;
  readonly sample: number;
}

/** The previous picture's positions are kept when the graph is the same and only numbers differ. */
export function pictureOf(
  trace: TracedFunction,
  text: string | null,
  previous: Picture | undefined,
): Picture {
  const tape = tapeFromWire(trace.tape);
  const { graph, stages, words } = graphOf(tape, trace.name, text);
  const layout =
    previous && hasSameLabels(previous.graph, graph) ? previous.layout : layoutOf(graph);
  const evaluator = createEvaluator(tape);
  const lineStarts = text === null ? undefined : lineStartsOf(text);
  const inputs = tape.inputs.flatMap(({ path, node, role }, index) =>
    role === "free" ? [{ path, node, index, sample: tape.values[node] as number }] : [],
  );
  return {
    trace,
    tape,
    graph,
    statements: levelOf(tape, stages, words, text),
    operations: levelOf(tape, graph, words, text),
    evaluator,
    sweeper: createSweeper(tape, evaluator),
    words,
    layout,
    inputs,
    otherWay: rememberedPairs((output, input) => multipliedOut(tape, output, input)),
    lineOf: (offset) => (lineStarts ? lineColumnAt(lineStarts, offset).line : undefined),
  };
}

function hasSameLabels(a: Graph, b: Graph): boolean {
  return (
    a.shape === b.shape &&
    a.nodes.every(({ name, operator }, index) => {
      const other = b.nodes[index];
      return other?.name === name && other?.operator === operator;
    })
  );
}

/** The same as `derivativeText`, to be typeset. */
export function derivativeFormula(
  picture: Picture,
  output: number,
  input: number,
): Formula | undefined {
  const text = derivativeText(picture, output, input);
  const latex = picture.trace.latex?.[output * picture.inputs.length + input];
  return text === undefined ? undefined : { text, latex: latex ?? undefined };
}

/** The formula of ∂(output)/∂(input): rows are outputs, columns are free inputs. */
export function derivativeText(
  picture: Picture,
  output: number,
  input: number,
): string | undefined {
  return picture.trace.derivatives[output * picture.inputs.length + input] ?? undefined;
}

import { createEvaluator, type Evaluator } from "../../core/autodiff/evaluator.ts";
import { type MultipliedOut, multipliedOut } from "../../core/symbolic/multipliedOut.ts";
import type { NodeId, Tape } from "../../core/tape/tape.ts";
import { lineColumnAt, lineStartsOf } from "../../core/util/sourceRange.ts";
import type { PanelTrace } from "../../protocol/panelTrace.ts";
import { tapeFromWire } from "../../protocol/wireTape.ts";
import { layeredLayout } from "../layout/layeredLayout.ts";
import type { Layout } from "../layout/layout.ts";
import { between } from "./between.ts";
import { foldedGraph } from "./foldedGraph.ts";
import { allOpen, type Folds, nothingOpen, type OpenPiece, unfolded } from "./folds.ts";
import { type Graph, graphOf } from "./graph.ts";
import { hasStages, type Level, levelOf } from "./level.ts";
import { outlineOf } from "./outline.ts";
import { rememberedPairs } from "./remembered.ts";
import { type Seed, seededTape } from "./seededTape.ts";
import { createSweeper, type Sweeper } from "./sweep.ts";
import type { Words } from "./words.ts";

export type TracedFunction = Extract<PanelTrace, { kind: "traced" }>;

/** One way through the code, ready to be computed along. */
export interface Way {
  readonly trace: TracedFunction;
  readonly tape: Tape;
  /** For whatever needs values elsewhere than where the inputs stand. */
  readonly evaluator: Evaluator;
  readonly inputs: readonly FreeInput[];
  /** Whether the trace tells the derivatives as formulas, as far as there are any. */
  readonly hasFormulas: boolean;
  /** Set where the tape has the weighted sum of the results as its last output. */
  readonly seed: Seed | undefined;
}

/** Everything that follows from one trace and does not change while its inputs move. */
export interface Picture extends Way {
  /** What is drawn: all of it, or with its pieces folded. */
  readonly graph: Graph;
  readonly folds: Folds;
  readonly opened: readonly OpenPiece[];
  /** Whether there is anything to fold, and whether every operation could be drawn at once. */
  readonly canFold: boolean;
  readonly canUnfold: boolean;
  /** Equal for two traces of the same shape, whatever is folded. */
  readonly shape: string;
  /** What leads from an input to a result, taken apart into stages a person would name. */
  levelBetween(input: NodeId, output: NodeId): Level;
  /** Every frame's numbers come from here; see there what it overwrites. */
  readonly sweeper: Sweeper;
  readonly words: Words;
  readonly layout: Layout;
  /** The derivative of a result by an input, found by multiplying out first; proved equal. */
  otherWay(output: NodeId, input: NodeId): MultipliedOut | undefined;
  /** The line of an offset, from 1; undefined when the source cannot be read any more. */
  readonly lineOf: (offset: number) => number | undefined;
  /** The same picture with other pieces open. */
  withFolds(folds: Folds): Picture;
}

/** More nodes than this are drawn piece by piece. */
const MOST_UNFOLDED = 80;

export interface FreeInput {
  readonly path: string;
  readonly node: NodeId;
  /** Its place among all inputs of the tape. */
  readonly index: number;
  readonly sample: number;
}

interface WayOptions {
  /** Of another branch of the same function: inputs keep the sample values they have there. */
  readonly home?: Way;
  readonly hasFormulas?: boolean;
  readonly seed?: Seed | undefined;
}

export function wayOf(
  trace: TracedFunction,
  { home, hasFormulas = true, seed }: WayOptions = {},
): Way {
  const own = tapeFromWire(trace.tape);
  const tape = seed ? seededTape(own, seed) : own;
  const samples = new Map(home?.inputs.map(({ path, sample }) => [path, sample]));
  const inputs = tape.inputs.flatMap(({ path, node, role }, index) =>
    role === "free"
      ? [{ path, node, index, sample: samples.get(path) ?? (tape.values[node] as number) }]
      : [],
  );
  return { trace, tape, evaluator: createEvaluator(tape), inputs, hasFormulas, seed };
}

/** The previous picture's positions are kept when the graph is the same and only numbers differ. */
export function pictureOf(
  trace: TracedFunction,
  text: string | null,
  previous: Picture | undefined,
  folds?: Folds,
  way: Way = wayOf(trace),
): Picture {
  const { tape, evaluator } = way;
  const named = graphOf(tape, trace.name, text);
  const { graph: whole, stages, words } = named;
  const lineStarts = text === null ? undefined : lineStartsOf(text);
  const lineOf = (offset: number) =>
    lineStarts ? lineColumnAt(lineStarts, offset).line : undefined;
  const outline = outlineOf(tape, named.candidates, lineOf);
  const statements = levelOf(tape, stages, words, text);
  const operations = levelOf(tape, whole, words, text);
  const isWhole = whole.total === whole.nodes.length;
  const common = {
    ...way,
    canFold: outline.root.some(({ kind }) => kind !== "node"),
    canUnfold: isWhole,
    shape: whole.shape,
    levelBetween: rememberedPairs((input, output) => {
      if (isWhole) return hasStages(statements, input, output) ? statements : operations;
      const { stages, operations: single } = between(tape, named, input, output);
      const graph = hasStages({ graph: stages }, input, output) ? stages : (single ?? stages);
      return levelOf(tape, graph, words, text);
    }),
    sweeper: createSweeper(tape, evaluator),
    words,
    otherWay: rememberedPairs((output, input) => multipliedOut(tape, output, input)),
    lineOf,
  };
  function drawn(folds: Folds, before: Picture | undefined): Picture {
    const pieces = folds.isAll ? undefined : unfolded(outline, folds);
    const graph = pieces ? foldedGraph({ tape, outline, named, text }, pieces.drawn) : whole;
    const layout =
      before && hasSameLabels(before.graph, graph) ? before.layout : layeredLayout(graph);
    const picture: Picture = {
      ...common,
      folds,
      graph,
      layout,
      opened: pieces?.opened ?? [],
      withFolds: (next) => drawn(next, picture),
    };
    return picture;
  }
  return drawn(folds ?? (whole.total > MOST_UNFOLDED ? nothingOpen : allOpen), previous);
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

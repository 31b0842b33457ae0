import { localDerivatives, localDerivativesAt } from "../../autodiff/localDerivatives.ts";
import { reverseSweep } from "../../autodiff/reverse.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { argumentsOf, CONSTANT_OP, type NodeId, rangeOf, type Tape } from "../../tape/tape.ts";
import type { Traced } from "../../trace/machine.ts";
import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import type { RunContext } from "../document/runContext.ts";
import { pointText } from "../lens/lensText.ts";
import { hoverNumber } from "../lens/titles.ts";
import { arrivals } from "./chainProduct.ts";
import type { HoverBlock, HoverFacts } from "./hoverBlocks.ts";
import { hoverTargetsAt } from "./hoverTarget.ts";
import { maximumRows } from "./nameFacts.ts";
import { type Leaf, type Seen, sightingsIn } from "./sightings.ts";

/** Longer names than this are cut: a table column is narrow. */
const maximumName = 28;

/** What is asked about: a place in a function that has a trace. */
interface Asked {
  readonly context: RunContext;
  readonly entry: FunctionEntry;
  readonly fn: FunctionAnalysis;
  readonly traced: TracedFunction;
}

/** The hover inside a function: value, ∂output/∂this, local derivatives, the chain product. */
export function expressionFacts(asked: Asked, offset: number): HoverFacts | undefined {
  const { context, entry, traced } = asked;
  const targets = hoverTargetsAt(entry.node, offset);
  const seen = sightingsIn(context, entry, traced, targets);
  for (const target of targets) {
    const sighting = seen.get(target);
    if (!sighting || sighting.last.kind === "other") continue;
    const { range } = target;
    const source = short(context.module.text.slice(range.start, range.end));
    return { range, blocks: sightingBlocks(asked, source, sighting) };
  }
  // What has no number is left to others; a name that nobody reads has nothing to tell.
  const [first] = targets;
  if (!first || seen.size > 0 || first.nodes.length === 0) return undefined;
  const text = `Not reached at ${pointText(traced)}.`;
  return { range: first.range, blocks: [{ kind: "text", text }] };
}

function sightingBlocks(asked: Asked, source: string, { times, last }: Seen): HoverBlock[] {
  const often = times > 1 ? ` (the last of ${times} times)` : "";
  switch (last.kind) {
    case "number":
      return [{ kind: "formula", text: `${source} = ${hoverNumber(last.value)}${often}` }];
    case "traced":
      return tracedBlocks(asked, source, last.traced, often);
    case "leaves":
      return leafBlocks(asked, source, last.leaves, often);
    case "other":
      return [];
  }
}

function tracedBlocks(
  { context: { module }, fn, traced: { tape } }: Asked,
  source: string,
  { node, value, isBoolean }: Traced,
  often: string,
): HoverBlock[] {
  const [output] = tape.outputs;
  if (isBoolean || !output) {
    const truth = value === 1 ? "true" : "false";
    return [{ kind: "formula", text: `${source} is ${truth}${often}` }];
  }
  const local = localDerivatives(tape);
  const { adjoints } = reverseSweep(tape, new Map([[output.node, 1]]), local);
  const result = `${fn.shortName}${output.path}`;
  const adjoint = adjoints[node] as number;
  const chain = chainText(module, tape, result, source, output.node, node, adjoint);
  const table = localTable(module, tape, node, localDerivativesAt(tape, local, node), adjoints);
  return [
    { kind: "formula", text: `${source} = ${hoverNumber(value)}${often}` },
    { kind: "formula", text: chain },
    ...(table ? [table] : []),
  ];
}

/** The numbers in an array or object, each with what the result gains per unit of it. */
function leafBlocks(
  { fn, traced: { tape } }: Asked,
  source: string,
  leaves: readonly Leaf[],
  often: string,
): HoverBlock[] {
  const [output] = tape.outputs;
  const { adjoints } = reverseSweep(
    tape,
    new Map(output ? [[output.node, 1]] : []),
    localDerivatives(tape),
  );
  const rows = leaves
    .slice(0, maximumRows)
    .map(({ path, value, node }) => [
      `${source}${path}`,
      hoverNumber(value),
      node === undefined ? "" : hoverNumber(adjoints[node] as number),
    ]);
  const more = leaves.length - rows.length;
  if (more > 0) rows.push([`… ${more} more`, "", ""]);
  const header = ["of", "value", `∂${fn.shortName}${output?.path ?? ""}/∂it`];
  const table: HoverBlock = { kind: "table", header, rows };
  return often === "" ? [table] : [{ kind: "formula", text: `${source}${often}` }, table];
}

/** `∂loss/∂u = 52 × 12 = 624`: what arrives at a node from each of its users. */
function chainText(
  module: ParsedModule,
  tape: Tape,
  result: string,
  source: string,
  output: NodeId,
  node: NodeId,
  adjoint: number,
): string {
  const name = nameOf(module, tape, node, source);
  // What was cut stands in full under the mouse.
  const left = `∂${result}/∂${name.includes("…") ? "it" : wrapped(name)}`;
  const products = arrivals(tape, output, node);
  const total = hoverNumber(adjoint);
  if (node === output || products.length === 0 || products.length > 4) return `${left} = ${total}`;
  const isTrivial =
    products.length === 1 && (products[0]?.rate === 1 || products[0]?.adjoint === 1);
  if (isTrivial) return `${left} = ${total}`;
  const terms = products.map(
    ({ adjoint: upstream, rate }) => `${signed(upstream)} × ${signed(rate)}`,
  );
  return `${left} = ${terms.join(" + ")} = ${total}`;
}

/** Parentheses around what does not hold together by itself: `∂loss/∂(output - target)`. */
function wrapped(source: string): string {
  const isOneTerm = /^[\p{ID_Continue}$.]+(?:\([^()]*\)|\[[^[\]]*\])*$/u.test(source);
  return isOneTerm || /^\([^()]*\)$/.test(source) ? source : `(${source})`;
}

function signed(value: number): string {
  return value < 0 ? `(${hoverNumber(value)})` : hoverNumber(value);
}

function localTable(
  module: ParsedModule,
  tape: Tape,
  node: NodeId,
  partials: readonly number[],
  adjoints: Float64Array,
): HoverBlock | undefined {
  const args = [...argumentsOf(tape, node)];
  const isLiteral = (arg: NodeId) => tape.ops[arg] === CONSTANT_OP;
  const rows = args.flatMap((arg, index) =>
    isLiteral(arg)
      ? []
      : [
          [
            nameOf(module, tape, arg, ""),
            hoverNumber(tape.values[arg] as number),
            hoverNumber(partials[index] ?? Number.NaN),
            hoverNumber((adjoints[node] as number) * (partials[index] ?? Number.NaN)),
          ],
        ],
  );
  if (rows.length === 0) return undefined;
  return { kind: "table", header: ["of", "value", "local derivative", "sends back"], rows };
}

/** The name people gave a node, else its source text. */
function nameOf(module: ParsedModule, tape: Tape, node: NodeId, otherwise: string): string {
  const name =
    tape.inputs.find((input) => input.node === node)?.path ?? tape.provenance.names.get(node);
  if (name !== undefined) return name;
  const { start, end } = rangeOf(tape, node);
  const text = otherwise === "" ? short(module.text.slice(start, end)) : otherwise;
  // ∂loss/∂(output − target), not ∂loss/∂output − target.
  return otherwise !== "" && /[^\p{ID_Continue}$.[\]()]/u.test(text) ? `(${text})` : text;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > maximumName ? `${line.slice(0, maximumName - 1)}…` : line;
}

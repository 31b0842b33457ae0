import { localDerivatives, localDerivativesAt } from "../autodiff/localDerivatives.ts";
import { reverseSweep } from "../autodiff/reverse.ts";
import type { Node } from "../syntax/ast.ts";
import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import { argumentsOf, CONSTANT_OP, type NodeId, rangeOf, type Tape } from "../tape/tape.ts";
import type { Limits } from "../trace/budget.ts";
import type { Value } from "../trace/machine.ts";
import { runAgain } from "../trace/runAgain.ts";

import { arrivals } from "./chainProduct.ts";
import type { FunctionAnalysis, TracedFunction } from "./functionAnalysis.ts";
import type { HoverBlock, HoverFacts } from "./hoverBlocks.ts";
import { besideNumber, hoverNumber } from "./nameFacts.ts";

/** Longer names than this are cut: a table column is narrow. */
const maximumName = 28;

/** The hover on a sub-expression: its value, ∂output/∂this, its local derivatives, the chain product. */
export function expressionFacts(
  module: ParsedModule,
  entry: FunctionEntry,
  fn: FunctionAnalysis,
  traced: TracedFunction,
  target: Node,
  limits: Limits,
): HoverFacts | undefined {
  const seen: Value[] = [];
  const observe = (node: Node, value: Value) => {
    if (node === target) seen.push(value);
  };
  runAgain(module, entry, traced, { limits, observe });
  const last = seen.at(-1);
  const range = { start: target.range[0], end: target.range[1] };
  if (last === undefined) {
    return { range, blocks: [{ kind: "text", text: `Not reached at ${traced.point.text}.` }] };
  }
  const times = seen.length > 1 ? ` (the last of ${seen.length} times)` : "";
  const source = short(module.text.slice(range.start, range.end));
  if (typeof last === "number") {
    return {
      range,
      blocks: [{ kind: "formula", text: `${source} = ${hoverNumber(last)}${times}` }],
    };
  }
  if (typeof last !== "object" || last?.kind !== "traced") return undefined;
  const { tape } = traced;
  const [output] = tape.outputs;
  if (last.isBoolean || !output) {
    const truth = last.value === 1 ? "true" : "false";
    return { range, blocks: [{ kind: "formula", text: `${source} is ${truth}${times}` }] };
  }
  const local = localDerivatives(tape);
  const { adjoints } = reverseSweep(tape, new Map([[output.node, 1]]), local);
  const result = `${fn.shortName}${output.path}`;
  const blocks: HoverBlock[] = [
    { kind: "formula", text: `${source} = ${hoverNumber(last.value)}${times}` },
    {
      kind: "formula",
      text: chainText(
        module,
        tape,
        result,
        source,
        output.node,
        last.node,
        adjoints[last.node] as number,
      ),
    },
  ];
  const table = localTable(
    module,
    tape,
    last.node,
    localDerivativesAt(tape, local, last.node),
    adjoints,
  );
  return { range, blocks: table ? [...blocks, table] : blocks };
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
  const left = `∂${result}/∂${wrapped(nameOf(module, tape, node, source))}`;
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
  return value < 0 ? `(${besideNumber(value)})` : besideNumber(value);
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

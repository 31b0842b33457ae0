import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import { derivativesOf } from "../formulas/derivatives.ts";
import { hoverNumber } from "../lens/titles.ts";
import { arrayBlocks } from "./arrayBlocks.ts";
import { equationBlocks, partialOf } from "./equations.ts";
import type { HoverBlock, HoverFacts } from "./hoverBlocks.ts";
import { maximumRows } from "./nameFacts.ts";
import type { Plot } from "./plot.ts";

/** Columns that fit a hover. */
const maximumColumns = 4;

type Leaf = TracedFunction["inputs"][number] & { readonly column: number };

/** The hover on a parameter: its value and gradient, leaf by leaf. */
export function parameterFacts(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  { name, range }: FunctionAnalysis["parameters"][number],
  plotOf: (path: string) => Plot | undefined,
): HoverFacts | undefined {
  const isOf = (path: string) =>
    path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`);
  const leaves = traced.inputs
    .map((input, column) => ({ ...input, column }))
    .filter(({ path }) => isOf(path));
  const [leaf] = leaves;
  if (name === "" || !leaf) {
    const frozen = traced.tape.inputs.some(({ path, role }) => role === "frozen" && isOf(path));
    if (!frozen) return undefined;
    const text = `${name} is held fixed: @wrt names other inputs.`;
    return { range, blocks: [{ kind: "text", text }] };
  }
  const isScalar = leaves.length === 1 && traced.outputs.length === 1;
  if (!isScalar) {
    const arrays = arrayBlocks(fn, traced, isOf);
    return { range, blocks: [...arrays, leavesTable(fn, traced, leaves)] };
  }
  const plot = plotOf(leaf.path);
  return { range, blocks: [...leafBlocks(fn, leaf), ...(plot ? [plotBlock(fn, plot)] : [])] };
}

function plotBlock({ shortName }: FunctionAnalysis, plot: Plot): HoverBlock {
  const { input, at, points } = plot;
  const ends = [points[0], points.at(-1)].map((end) => hoverNumber(end?.x ?? Number.NaN));
  const text = `${shortName} for ${input} from ${ends.join(" to ")}, with its tangent at ${hoverNumber(at.x)}`;
  return { kind: "plot", plot, text };
}

/** `∂loss/∂w = 4w·x²·((w·x)² − target)`, `w = 3`, `∂loss/∂w = 1248` */
function leafBlocks(fn: FunctionAnalysis, { path, value, gradient, column }: Leaf): HoverBlock[] {
  const partial = partialOf(fn.shortName, path);
  const number = hoverNumber(gradient ?? Number.NaN);
  const formula = derivativesOf(fn)[column];
  const isTelling = formula && formula.text !== number;
  return [
    ...(isTelling ? equationBlocks([{ ...partial, formula }]) : []),
    { kind: "formula", text: `${path} = ${hoverNumber(value)}` },
    { kind: "formula", text: `${partial.left} = ${number}` },
  ];
}

function leavesTable(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  leaves: readonly Leaf[],
): HoverBlock {
  const outputs = traced.outputs.slice(0, maximumColumns);
  const rows = leaves
    .slice(0, maximumRows)
    .map(({ path, value, column }) => [
      path,
      hoverNumber(value),
      ...outputs.map((_, row) => hoverNumber(traced.jacobian[row]?.[column] ?? Number.NaN)),
    ]);
  const more = leaves.length - rows.length;
  if (more > 0) rows.push([`… ${more} more`, "", ...outputs.map(() => "")]);
  const columns = outputs.map(({ path }) => `∂${fn.shortName}${path}/∂input`);
  return { kind: "table", header: ["input", "value", ...columns], rows };
}

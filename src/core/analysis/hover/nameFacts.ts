import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import { derivativesOf } from "../formulas/derivatives.ts";
import { pointText } from "../lens/lensText.ts";
import { hoverNumber, isPlainName } from "../lens/titles.ts";
import { arrayBlocks } from "./arrayBlocks.ts";
import { chainProduct } from "./chainProduct.ts";
import { equationBlocks, matrixBlock, partialOf, slopeOf } from "./equations.ts";
import type { HoverBlock, HoverFacts } from "./hoverBlocks.ts";

/** As many rows as fit a hover without scrolling. */
export const maximumRows = 6;

/** More inputs than this are read more easily in a table. */
const maximumPartials = 4;

/** A longer line would wrap; the formula is then on the parameter's own hover. */
const maximumLine = 70;

/**
 * The hover on a function's name: formulas and values at the sample point, then notes. `pieces` are the formulas of
 * one that is defined by cases.
 */
export function nameFacts(
  fn: FunctionAnalysis,
  outcome: TracedFunction,
  pieces: readonly HoverBlock[],
): HoverFacts {
  const isScalar = outcome.outputs.length === 1;
  const blocks: HoverBlock[] = isScalar
    ? scalarBlocks(fn, outcome, pieces)
    : vectorBlocks(fn, outcome);
  // The same at several places is read once: the places are marked in `explain`.
  const messages = new Set(outcome.notes.map(({ message }) => message));
  const notes = [...messages]
    .slice(0, 2)
    .map((message): HoverBlock => ({ kind: "text", text: `${message}.` }));
  return { range: fn.nameRange, blocks: [...blocks, ...notes] };
}

function scalarBlocks(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  pieces: readonly HoverBlock[],
): HoverBlock[] {
  const arrays = arrayBlocks(fn, traced);
  if (traced.inputs.length > maximumPartials || arrays.length > 0)
    return tableBlocks(fn, traced, arrays);
  const { path } = traced.inputs[0] ?? { path: "" };
  return traced.inputs.length === 1 && isPlainName(path)
    ? slopeBlocks(fn, traced, pieces)
    : partialBlocks(fn, traced);
}

/** `h′(x) = 6(3x + 1)`, `h(2) = 49`, `h′(2) = 14 × 3 = 42` */
function slopeBlocks(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  pieces: readonly HoverBlock[],
): HoverBlock[] {
  const name = fn.shortName;
  const { path, value: at, gradient } = traced.inputs[0] as TracedFunction["inputs"][number];
  const formula = derivativesOf(fn)[0];
  const slope = chainProduct(traced.tape) ?? hoverNumber(gradient ?? Number.NaN);
  const chosen = traced.point.chosen ? "  (chosen)" : "";
  const value = `${name}(${hoverNumber(at)}) = ${hoverNumber(resultOf(traced))}${chosen}`;
  return [
    ...(pieces.length === 0 && formula
      ? equationBlocks([{ ...slopeOf(name, path), formula }])
      : pieces),
    { kind: "formula", text: value },
    { kind: "formula", text: `${name}′(${hoverNumber(at)}) = ${slope}` },
  ];
}

/** `loss = 676 at x = 2, w = 3`, then `∂loss/∂w = 4w·x²·((w·x)² − target) = 1248` and so on. */
function partialBlocks(fn: FunctionAnalysis, traced: TracedFunction): HoverBlock[] {
  const name = fn.shortName;
  const texts = derivativesOf(fn);
  const equations = traced.inputs.map(({ path, gradient }, index) => {
    const value = hoverNumber(gradient ?? Number.NaN);
    const full = texts[index];
    const fits = full && full.text !== value && full.text.length <= maximumLine;
    return { ...partialOf(name, path), formula: fits ? full : undefined, value };
  });
  const point = `${name} = ${hoverNumber(resultOf(traced))} at ${pointText(traced)}`;
  return [{ kind: "formula", text: point }, ...equationBlocks(equations)];
}

/** Whole arrays in one line each, then the numbers input by input as far as there is room. */
function tableBlocks(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  arrays: readonly HoverBlock[],
): HoverBlock[] {
  const rows = traced.inputs
    .slice(0, rowsBeside(arrays))
    .map(({ path, value, gradient }) => [
      path,
      hoverNumber(value),
      hoverNumber(gradient ?? Number.NaN),
    ]);
  const more = traced.inputs.length - rows.length;
  if (more > 0) rows.push([`… ${more} more`, "", ""]);
  const chosen = traced.point.chosen ? "  (chosen)" : "";
  const value = `${fn.shortName} = ${hoverNumber(resultOf(traced))}${chosen}`;
  const header = ["input", "value", `∂${fn.shortName}/∂input`];
  return [
    ...arrays,
    { kind: "formula", text: value },
    ...(rows.length > 1 ? [{ kind: "table" as const, header, rows }] : []),
  ];
}

/** A typeset line takes the room of two rows and more; an array's numbers are on its own hover as well. */
function rowsBeside(lines: readonly HoverBlock[]): number {
  if (lines.length === 0) return maximumRows;
  const room = maximumRows - 1 - 2 * lines.length;
  return room < 2 ? 0 : room;
}

function resultOf(traced: TracedFunction): number {
  return traced.outputs[0]?.value ?? Number.NaN;
}

function vectorBlocks(fn: FunctionAnalysis, traced: TracedFunction): HoverBlock[] {
  const { inputs, outputs, jacobian } = traced;
  const size = `${outputs.length} × ${inputs.length}`;
  const point: HoverBlock = { kind: "text", text: `Jacobian ${size} at ${pointText(traced)}` };
  const numbers = jacobian.map((entries) => entries.map(hoverNumber));
  const matrix = matrixBlock(derivativesOf(fn), numbers);
  if (matrix) return [matrix, point];
  const arrays = arrayBlocks(fn, traced);
  const columns = inputs.slice(0, maximumRows);
  const rows = outputs
    .slice(0, rowsBeside(arrays))
    .map(({ path }, place) => [
      `${fn.shortName}${path}`,
      ...columns.map((_, column) => hoverNumber(jacobian[place]?.[column] ?? Number.NaN)),
    ]);
  const header = ["∂", ...columns.map(({ path }) => path)];
  const table: readonly HoverBlock[] = rows.length > 0 ? [{ kind: "table", header, rows }] : [];
  return [...arrays, point, ...table];
}

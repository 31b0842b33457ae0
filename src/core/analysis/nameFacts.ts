import { formatNumber } from "../symbolic/numberText.ts";
import { chainProduct } from "./chainProduct.ts";
import { derivativesOf } from "./derivatives.ts";
import type { FunctionAnalysis, TracedFunction } from "./functionAnalysis.ts";
import type { HoverBlock, HoverFacts } from "./hoverBlocks.ts";
import { pointText } from "./lensText.ts";

/** Hovers show more digits than lenses, but no more than tell something. */
const hoverDigits = 6;

export const hoverNumber = (value: number) => formatNumber(value, hoverDigits);

/** As many rows as fit a hover without scrolling. */
const maximumRows = 6;

/** The hover on a function's name: formulas, the values at the sample point, the chain product, notes. */
export function nameFacts(fn: FunctionAnalysis): HoverFacts {
  const { outcome } = fn;
  if (outcome.kind === "declined") {
    return {
      range: fn.nameRange,
      blocks: [{ kind: "text", text: `Not differentiated: ${outcome.reason.message}.` }],
    };
  }
  if (outcome.kind === "constant") {
    return {
      range: fn.nameRange,
      blocks: [{ kind: "text", text: "No derivative path leads from an input to the result." }],
    };
  }
  const isScalar = outcome.outputs.length === 1;
  const blocks: HoverBlock[] = isScalar ? scalarBlocks(fn, outcome) : vectorBlocks(fn, outcome);
  const notes = outcome.notes
    .slice(0, 2)
    .map(({ message }): HoverBlock => ({ kind: "text", text: `${message}.` }));
  return { range: fn.nameRange, blocks: [...blocks, ...notes] };
}

function scalarBlocks(fn: FunctionAnalysis, traced: TracedFunction): HoverBlock[] {
  const texts = derivativesOf(fn);
  const isSingle = traced.inputs.length === 1;
  const formulas = traced.inputs.flatMap(({ path }, index): HoverBlock[] => {
    const derivative = texts[index];
    if (!derivative || index >= 3) return [];
    const left = isSingle ? `${fn.shortName}′(${path})` : `∂${fn.shortName}/∂${path}`;
    return [{ kind: "formula", text: `${left} = ${derivative.text}`, latex: derivative.latex }];
  });
  const value = hoverNumber(traced.outputs[0]?.value ?? Number.NaN);
  const rows = traced.inputs
    .slice(0, maximumRows)
    .map(({ path, value: at, gradient }) => [
      path,
      hoverNumber(at),
      hoverNumber(gradient ?? Number.NaN),
    ]);
  const more = traced.inputs.length - rows.length;
  if (more > 0) rows.push([`… ${more} more`, "", ""]);
  const chosen = traced.point.chosen ? " (chosen)" : "";
  const blocks: HoverBlock[] = [
    ...formulas,
    { kind: "text", text: `${fn.shortName} = ${value}${chosen}` },
    { kind: "table", header: ["input", "value", `∂${fn.shortName}/∂input`], rows },
  ];
  const chain = isSingle ? chainProduct(traced.tape) : undefined;
  if (chain) blocks.push({ kind: "formula", text: chain });
  return blocks;
}

function vectorBlocks(fn: FunctionAnalysis, traced: TracedFunction): HoverBlock[] {
  const columns = traced.inputs.slice(0, maximumRows);
  const rows = traced.outputs
    .slice(0, maximumRows)
    .map(({ path }, row) => [
      `${fn.shortName}${path}`,
      ...columns.map((_, column) => hoverNumber(traced.jacobian[row]?.[column] ?? Number.NaN)),
    ]);
  const size = `${traced.outputs.length} × ${traced.inputs.length}`;
  return [
    { kind: "text", text: `Jacobian ${size} at ${pointText(traced)}` },
    { kind: "table", header: ["∂", ...columns.map(({ path }) => path)], rows },
  ];
}

/** The hover on a parameter: its value and gradient, leaf by leaf. */
export function parameterFacts(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  parameter: FunctionAnalysis["parameters"][number],
): HoverFacts | undefined {
  const { name, range } = parameter;
  const isOf = (path: string) =>
    path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`);
  const leaves = traced.inputs
    .map((input, column) => ({ ...input, column }))
    .filter(({ path }) => isOf(path));
  if (name === "" || leaves.length === 0) {
    const frozen = traced.tape.inputs.some(({ path, role }) => role === "frozen" && isOf(path));
    if (!frozen) return undefined;
    return {
      range,
      blocks: [{ kind: "text", text: `${name} is held fixed: @wrt names other inputs.` }],
    };
  }
  const texts = derivativesOf(fn);
  const only = leaves.length === 1 ? leaves[0] : undefined;
  const formula = only && traced.outputs.length === 1 ? texts[only.column] : undefined;
  const header = [
    "input",
    "value",
    ...traced.outputs.slice(0, 4).map(({ path }) => `∂${fn.shortName}${path}`),
  ];
  const rows = leaves
    .slice(0, maximumRows)
    .map(({ path, value, column }) => [
      path,
      hoverNumber(value),
      ...traced.outputs
        .slice(0, 4)
        .map((_, row) => hoverNumber(traced.jacobian[row]?.[column] ?? Number.NaN)),
    ]);
  const blocks: HoverBlock[] = [];
  if (formula) {
    blocks.push({
      kind: "formula",
      text: `∂${fn.shortName}/∂${name} = ${formula.text}`,
      latex: formula.latex,
    });
  }
  blocks.push({ kind: "table", header, rows });
  return { range, blocks };
}

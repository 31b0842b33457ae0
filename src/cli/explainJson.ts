import type {
  FunctionAnalysis,
  TracedFunction,
} from "../core/analysis/document/functionAnalysis.ts";
import { hessian } from "../core/autodiff/hessian.ts";
import { toWire, type WireNumber } from "../protocol/wireNumber.ts";
import type { Explanation } from "./explanation.ts";
import { type Formulas, formulasOf } from "./formulas.ts";
import { jsonRange } from "./location.ts";
import { nodesJson } from "./nodesJson.ts";

/** `explain --format json`: one document, the same keys for every function. */
export function explainJson(explanation: Explanation): string {
  const functions = explanation.functions.map((fn) => functionJson(fn, explanation));
  return `${JSON.stringify({ file: explanation.path, functions }, undefined, 2)}\n`;
}

function functionJson(fn: FunctionAnalysis, explanation: Explanation) {
  const { lineStarts } = explanation;
  const head = {
    name: fn.name,
    range: jsonRange(lineStarts, fn.range),
    status: fn.outcome.kind,
  };
  if (fn.outcome.kind === "declined") {
    const { message, range } = fn.outcome.reason;
    const reason = { message, range: jsonRange(lineStarts, range) };
    return {
      ...head,
      reason,
      inputs: [],
      outputs: [],
      jacobian: [],
      derivatives: [],
      notes: [],
      blame: [],
    };
  }
  return { ...head, ...tracedJson(fn, fn.outcome, explanation) };
}

function tracedJson(fn: FunctionAnalysis, traced: TracedFunction, explanation: Explanation) {
  const { lineStarts, order, withNodes } = explanation;
  const { texts, notes } = formulasOf(fn);
  const isScalar = traced.outputs.length === 1;
  return {
    inputs: traced.inputs.map(({ path, value }, column) => ({
      path,
      value: toWire(value),
      ...(isScalar ? { gradient: toWire(traced.jacobian[0]?.[column] ?? 0) } : {}),
    })),
    outputs: traced.outputs.map(({ path, value }) => ({ path, value: toWire(value) })),
    jacobian: matrixJson(traced.jacobian),
    derivatives: derivativesJson(texts, traced),
    ...(order === 2 && isScalar ? { hessian: hessianJson(traced) } : {}),
    ...(withNodes ? { nodes: nodesJson(traced.tape, lineStarts) } : {}),
    notes: notes.map(({ kind, message, range }) => ({
      kind,
      message,
      range: jsonRange(lineStarts, range),
    })),
    blame: explanation.blameOf(fn).map(({ message, range, inputs, rewrite }) => ({
      message,
      range: jsonRange(lineStarts, range),
      inputs,
      ...(rewrite && {
        rewrite: { code: rewrite.code, range: jsonRange(lineStarts, rewrite.range) },
      }),
    })),
  };
}

function hessianJson({ tape }: TracedFunction): readonly (readonly WireNumber[])[] {
  const output = tape.outputs[0];
  return output ? matrixJson(hessian(tape, output.node)) : [];
}

function matrixJson(rows: readonly (readonly number[])[]): readonly (readonly WireNumber[])[] {
  return rows.map((row) => row.map(toWire));
}

/** Row by row of the Jacobian. */
function derivativesJson(texts: Formulas["texts"], { inputs, outputs }: TracedFunction) {
  return outputs.flatMap((output, row) =>
    inputs.flatMap((input, column) => {
      const derivative = texts[row * inputs.length + column];
      if (!derivative) return [];
      const { text, latex, code } = derivative;
      return [{ output: output.path, input: input.path, text, latex, code }];
    }),
  );
}

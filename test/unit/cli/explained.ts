import assert from "node:assert/strict";
import { type ExplainRequest, explain } from "../../../src/cli/explain.ts";
import { plain } from "../../../src/cli/paint.ts";

/** What the JSON form of `explain` promises, as its readers see it. */
export interface ExplainedFunction {
  readonly name: string;
  readonly range: JsonRange;
  readonly status: "differentiable" | "constant" | "declined";
  readonly reason?: { readonly message: string; readonly range: JsonRange };
  readonly inputs: readonly { path: string; value: JsonNumber; gradient?: JsonNumber }[];
  readonly outputs: readonly { path: string; value: JsonNumber }[];
  readonly jacobian: readonly (readonly JsonNumber[])[];
  readonly derivatives: readonly ExplainedDerivative[];
  readonly hessian?: readonly (readonly JsonNumber[])[];
  readonly nodes?: readonly ExplainedNode[];
  readonly notes: readonly { kind: string; message: string; range: JsonRange }[];
  readonly blame: readonly {
    message: string;
    range: JsonRange;
    inputs: readonly string[];
    rewrite?: { code: string; range: JsonRange };
  }[];
}

interface ExplainedDerivative {
  readonly output: string;
  readonly input: string;
  readonly text: string;
  readonly latex: string;
  readonly code: string;
}

export interface ExplainedNode {
  readonly id: number;
  readonly op: string;
  readonly args: readonly number[];
  readonly value: JsonNumber;
  readonly adjoint: JsonNumber;
  readonly partials: readonly JsonNumber[];
  readonly range: JsonRange;
}

type JsonNumber = number | string;
export interface JsonRange {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** Runs `explain --format json` without a process of its own. */
export function explained(
  file: string,
  options: Partial<ExplainRequest> = {},
): readonly ExplainedFunction[] {
  const outcome = explain({ file, order: 1, format: "json", ...options }, plain);
  assert.equal(outcome.kind, "served", outcome.kind === "refused" ? outcome.message : "");
  return outcome.kind === "served" ? JSON.parse(outcome.text).functions : [];
}

/** One function of a file, with its trace. */
export function explainedFunction(
  file: string,
  name: string,
  options: Partial<ExplainRequest> = {},
): ExplainedFunction {
  const [fn, ...others] = explained(file, { ...options, function: name });
  assert.ok(fn, `no ${name}`);
  assert.deepEqual(others, []);
  return fn;
}

/** The gradient by input path. */
export function gradientOf(fn: ExplainedFunction): Readonly<Record<string, number>> {
  return Object.fromEntries(fn.inputs.map(({ path, gradient }) => [path, Number(gradient)]));
}

export function resultOf(fn: ExplainedFunction): number {
  return Number(fn.outputs[0]?.value);
}

export function textsOf(fn: ExplainedFunction): readonly string[] {
  return fn.derivatives.map(({ text }) => text);
}

/** Equal up to the digits given: the lessons print rounded numbers. */
export function assertClose(actual: number, expected: number, tolerance = 1e-12): void {
  const scale = Math.max(1, Math.abs(expected));
  assert.ok(Math.abs(actual - expected) <= tolerance * scale, `${actual} is not ${expected}`);
}

import { freeInputs, jacobian } from "../../autodiff/jacobian.ts";
import { isSide, type NonSmooth } from "../../ops/nonSmooth.ts";
import { nodeRange } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { parameterName } from "../../syntax/names.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Limits } from "../../trace/budget.ts";
import { formatPoint, type Point } from "../../trace/inputs/point.ts";
import { traceFunction } from "../../trace/traceFunction.ts";
import type { FunctionAnalysis, FunctionOutcome } from "./functionAnalysis.ts";
import { notesOf } from "./notes.ts";
import { acrossConditions } from "./slopesFrom.ts";

interface Analyzed {
  readonly outcome: FunctionOutcome;
  /** What that cost. */
  readonly steps: number;
  /** It depends on the code that calls it, too. */
  readonly asksCallers: boolean;
}

/** Traces one function and differentiates it at its sample point. */
export function analyzeFunction(
  module: ParsedModule,
  entry: FunctionEntry,
  limits: Limits,
  nonSmooth: NonSmooth,
  point?: Point,
): Analyzed {
  const trace = traceFunction(module, entry, point ? { limits, point } : { limits });
  if (trace.kind === "declined") {
    const { steps, asksCallers, ...outcome } = trace;
    return { outcome, steps, asksCallers };
  }
  const tape = nonSmooth === "default" ? trace.tape : { ...trace.tape, nonSmooth };
  const seen = jacobian(tape).entries;
  const derived = isSide(nonSmooth)
    ? acrossConditions(module, entry, { ...trace, tape }, limits, nonSmooth, seen)
    : { jacobian: seen };
  const inputs = freeInputs(tape).map(({ path, node }, column) => ({
    path,
    value: tape.values[node] as number,
    gradient: tape.outputs.length === 1 ? derived.jacobian[0]?.[column] : undefined,
  }));
  const written = tape.inputs
    .filter(({ role }) => role !== "noise")
    .map(({ path, node }) => [path, tape.values[node] as number] as const);
  const given = [...trace.questions.given.texts]
    .map(([path, text]) => `${path} = ${text}`)
    .join(", ");
  const outcome: FunctionOutcome = {
    kind: trace.differentiable ? "differentiable" : "constant",
    tape,
    cells: trace.cells,
    questions: trace.questions,
    point: {
      text: formatPoint(written),
      chosen: trace.chosen,
      ...(given !== "" && { given }),
    },
    inputs,
    outputs: tape.outputs.map(({ path, node }) => ({ path, value: tape.values[node] as number })),
    ...derived,
    notes: notesOf(tape),
  };
  return { outcome, steps: trace.steps, asksCallers: trace.asksCallers };
}

/** What is known of a function before anything is traced. */
export function describeEntry(entry: FunctionEntry): Omit<FunctionAnalysis, "outcome"> {
  const { name, shortName, range, nameRange, carrier, level, node } = entry;
  const parameters = node.params.map((parameter) => ({
    name: parameterName(parameter),
    range: nodeRange(parameter),
  }));
  return { name, shortName, range, nameRange, carrier, level, parameters };
}

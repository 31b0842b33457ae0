import { blameOf } from "../core/analysis/blame/blame.ts";
import { createAnalyzer } from "../core/analysis/document/analyzer.ts";
import type { DocumentAnalysis } from "../core/analysis/document/documentAnalysis.ts";
import type { FunctionAnalysis } from "../core/analysis/document/functionAnalysis.ts";
import { jacobian, type Mode } from "../core/autodiff/jacobian.ts";
import { isSide, type NonSmooth } from "../core/ops/nonSmooth.ts";
import { type PointOutcome, parsePoint } from "../core/trace/inputs/point.ts";
import { guardsOnEdge } from "../core/trace/search/edges.ts";
import { type Refusal, refuse, type Served } from "./errors.ts";
import { explainJson } from "./explainJson.ts";
import { explainText } from "./explainText.ts";
import type { Explanation } from "./explanation.ts";
import type { Paint } from "./paint.ts";
import { diskSources, readSource } from "./readSource.ts";
import { syntaxErrorText } from "./syntaxErrorText.ts";

/** `gradlens explain FILE` with its options. */
export interface ExplainRequest {
  readonly file: string;
  readonly function?: string;
  readonly at?: string;
  /** Forces the sweep that fills the Jacobian; otherwise it is the cheaper one. */
  readonly mode?: Mode;
  /** Whose derivative to show where there is no single one. */
  readonly nonSmooth?: NonSmooth;
  readonly order: 1 | 2;
  readonly format: "text" | "json";
}

export function explain(request: ExplainRequest, paint: Paint): Served | Refusal {
  const source = readSource(request.file);
  if (source.kind === "refused") return source;
  const point = pointOf(request.at);
  if (point?.kind === "refused") return point;
  const { nonSmooth = "default" } = request;
  const document = { ...source.document, nonSmooth };
  const analysis = createAnalyzer(diskSources).analyze(document, {
    part: "functions",
    ...(point ? { point: point.point } : {}),
    ...(request.function === undefined ? {} : { only: request.function }),
  });
  const refusal = refusalOf(request, analysis);
  if (refusal) return refusal;
  const explanation = explanationOf(request, analysis);
  const text =
    request.format === "json" ? explainJson(explanation) : explainText(explanation, paint);
  return { kind: "served", text, warnings: [], exitCode: 0 };
}

function pointOf(
  at: string | undefined,
): Extract<PointOutcome, { kind: "point" }> | Refusal | undefined {
  if (at === undefined) return undefined;
  const outcome = parsePoint(at);
  if (outcome.kind === "bad") return refuse(`--at: ${outcome.message}`);
  if (outcome.point.size === 0) return refuse('--at names no input; write --at "x = 2, w = 3"');
  return outcome;
}

/** What the request asks of a file that does not have it. */
function refusalOf(request: ExplainRequest, analysis: DocumentAnalysis): Refusal | undefined {
  const { file, at, function: name } = request;
  const { functions, lineStarts, syntaxError } = analysis;
  if (syntaxError) return refuse(syntaxErrorText(file, lineStarts, syntaxError));
  if (name !== undefined && functions.length === 0) {
    return refuse(`no function ${name} in ${file}${knownNames(analysis)}`);
  }
  if (at !== undefined && !functions.some(({ atGivenPoint }) => atGivenPoint)) {
    return refuse(`--at "${at}" does not name inputs of ${name ?? `any function in ${file}`}`);
  }
  return undefined;
}

function knownNames({ module }: DocumentAnalysis): string {
  const names = (module?.functions ?? []).filter(({ level }) => level !== "nested");
  return names.length === 0 ? "" : `; it has ${names.map(({ name }) => name).join(", ")}`;
}

function explanationOf(request: ExplainRequest, analysis: DocumentAnalysis): Explanation {
  const { file, mode, order, function: name } = request;
  const { functions, lineStarts, module, limits } = analysis;
  const context = module && { module, limits };
  return {
    path: file,
    lineStarts,
    blameOf: (fn) => blameOf(fn, context),
    functions: mode ? functions.map((fn) => inMode(fn, mode)) : functions,
    order,
    withNodes: name !== undefined,
  };
}

/** The function with its Jacobian swept in the mode asked for. */
function inMode(fn: FunctionAnalysis, mode: Mode): FunctionAnalysis {
  if (fn.outcome.kind === "declined") return fn;
  const { tape } = fn.outcome;
  // Slopes from one side across a condition come from other runs, one for each input.
  if (isSide(tape.nonSmooth) && guardsOnEdge(tape).length > 0) return fn;
  return { ...fn, outcome: { ...fn.outcome, jacobian: jacobian(tape, mode).entries } };
}

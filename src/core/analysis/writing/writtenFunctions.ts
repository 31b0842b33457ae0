import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { NodeId, Tape } from "../../tape/tape.ts";
import type { DocumentAnalysis } from "../document/documentAnalysis.ts";
import { entryOf } from "../document/entryOf.ts";
import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import { isPlainName } from "../lens/titles.ts";
import { type CodeStyle, codeStyleOf } from "./codeStyle.ts";
import { constantNames } from "./constantNames.ts";
import { functionCode, type NewFunction } from "./functionCode.ts";
import { type GradientCodes, gradientCodes } from "./gradientCodes.ts";
import { mayBeWritten } from "./mayBeWritten.ts";
import { pathsThrough } from "./paths.ts";
import { numberTree, type ResultTree, recordTree, treeOfLeaves } from "./resultTree.ts";
import { hasValueOf, isVerified } from "./verified.ts";

export type WrittenKind = "derivative" | "value-and-gradient" | "backward";

/** A function that can be added below another one, and was verified there. */
export interface WrittenFunction {
  readonly kind: WrittenKind;
  readonly name: string;
  /** Where `text` goes. */
  readonly offset: number;
  readonly text: string;
}

/** More than this is no help to anybody. */
const longestText = 2500;

const cache = new WeakMap<DocumentAnalysis, Map<FunctionAnalysis, readonly WrittenFunction[]>>();

/**
 * What can be written below a function: its derivative where it has none, value and gradient in one, and the
 * backward pass. Each was tried in the text and found right before it is offered.
 */
export function writtenFunctions(
  analysis: DocumentAnalysis,
  fn: FunctionAnalysis,
  isTyped: boolean,
): readonly WrittenFunction[] {
  const known = cache.get(analysis) ?? new Map<FunctionAnalysis, readonly WrittenFunction[]>();
  cache.set(analysis, known);
  const before = known.get(fn);
  if (before) return before;
  const written = writeAll(analysis, fn, isTyped);
  known.set(fn, written);
  return written;
}

function writeAll(
  analysis: DocumentAnalysis,
  fn: FunctionAnalysis,
  isTyped: boolean,
): readonly WrittenFunction[] {
  const { module, checks, limits } = analysis;
  const entry = module && entryOf(module, fn);
  const traced = fn.outcome;
  if (!module || !entry || traced.kind !== "differentiable") return [];
  // A derivative has what it needs, and so has what gives both.
  if (checks.some(({ derivative }) => derivative.range.start === fn.range.start)) return [];
  const parameters = entry.node.params.map(({ range }) => module.text.slice(...range));
  if (entry.node.typeParameters || !mayBeWritten(module, entry, fn, traced)) return [];
  const tapes =
    traced.tape.guards.length === 0 ? [traced.tape] : pathsThrough(module, entry, traced, limits);
  const taken = namesIn(parameters.join());
  const place: Place = {
    fn,
    traced,
    tapes,
    parameters,
    style: codeStyleOf(module, entry, isTyped),
    taken,
    constants: constantNames(module, traced.tape, taken),
  };
  const hasOwn = checks.some(({ primal }) => primal.range.start === fn.range.start);
  const candidates = [
    hasOwn ? undefined : derivativeOf(place),
    valueAndGradientOf(place, entry),
    backwardOf(place),
  ];
  return candidates.flatMap((candidate) => {
    const isNew = candidate && !module.text.includes(candidate.code.name);
    return isNew ? tried(module, analysis, place, candidate) : [];
  });
}

interface Place {
  readonly fn: FunctionAnalysis;
  readonly traced: TracedFunction;
  readonly tapes: readonly Tape[];
  readonly parameters: readonly string[];
  readonly style: CodeStyle;
  readonly taken: ReadonlySet<string>;
  readonly constants: ReadonlyMap<NodeId, string>;
}

interface Candidate {
  readonly kind: WrittenKind;
  readonly code: NewFunction;
}

function tried(
  module: ParsedModule,
  { uri, limits }: DocumentAnalysis,
  { fn, traced, style }: Place,
  { kind, code }: Candidate,
): readonly WrittenFunction[] {
  const { name } = code;
  const offset = fn.carrier.end;
  const { lineBreak, base } = style;
  const text = lineBreak + lineBreak + base + functionCode(code, style);
  if (text.length > longestText) return [];
  const isBoth = kind === "value-and-gradient";
  const added = {
    text: module.text.slice(0, offset) + text + module.text.slice(offset),
    fileName: uri,
    name,
    primal: isBoth ? name : fn.name,
  };
  const isRight =
    isVerified(module, added, limits) && (!isBoth || hasValueOf(module, added, traced, limits));
  return isRight ? [{ kind, name, offset, text }] : [];
}

function derivativeOf(place: Place): Candidate | undefined {
  const { fn, traced, tapes, parameters } = place;
  const codes = isNumber(traced) ? gradientCodes(tapes, { ...place, withValue: false }) : undefined;
  const result = codes && gradientTree(traced, codes);
  if (!result) return undefined;
  const name = named(fn.shortName, isSlope(traced) ? "Prime" : "Gradient");
  const { definitions } = codes;
  const about = `The ${whatOf(traced)} of \`${fn.shortName}\`.`;
  return { kind: "derivative", code: { name, about, parameters, definitions, result } };
}

/** `{ value, gradient: { w, x } }`. */
function valueAndGradientOf(place: Place, { node }: FunctionEntry): Candidate | undefined {
  const { fn, traced, tapes, parameters } = place;
  const codes = isNumber(traced) ? gradientCodes(tapes, { ...place, withValue: true }) : undefined;
  const gradient = codes && gradientTree(traced, codes);
  const value = codes?.value ?? callOf(fn, node);
  if (!gradient || value === undefined) return undefined;
  const what = whatOf(traced);
  const name = named(fn.shortName, `And${what.charAt(0).toUpperCase()}${what.slice(1)}`);
  const result = recordTree([
    ["value", numberTree(value)],
    [what, gradient],
  ]);
  const about = `The value and the ${what} of \`${fn.shortName}\`.`;
  const { definitions } = codes;
  return {
    kind: "value-and-gradient",
    code: { name, about, parameters, definitions, result },
  };
}

/** `lossBackward(dOut, w, x)`, which gives `{ dw, dx }`. */
function backwardOf(place: Place): Candidate | undefined {
  const { fn, traced, tapes, style, taken, constants } = place;
  const brought = ["dOut", "upstream", "gradOutput"].find((name) => !taken.has(name));
  const places = traced.outputs.map(({ path }) => path);
  const isList = !isNumber(traced) && places.every((path, index) => path === `[${index}]`);
  if (brought === undefined || !(isNumber(traced) || isList)) return undefined;
  const upstream = places.map((path) => brought + path);
  const codes = gradientCodes(tapes, {
    withValue: false,
    upstream,
    constants,
    taken: new Set([...taken, brought]),
  });
  const leaves = codes?.leaves.map(({ path, code }) => ({ path: `d${dashed(path)}`, code }));
  const result = leaves && treeOfLeaves(leaves);
  if (!codes || !result) return undefined;
  const type = isList ? `[${places.map(() => "number").join(", ")}]` : "number";
  const about = `The backward pass of \`${fn.shortName}\`.`;
  const parameter = style.isTyped ? `${brought}: ${type}` : brought;
  const documented = [`@param {${type}} ${brought}`];
  const parameters = [parameter, ...place.parameters];
  const name = named(fn.shortName, "Backward");
  const { definitions } = codes;
  return { kind: "backward", code: { name, about, parameters, documented, definitions, result } };
}

/** `dx`, but `dTarget`. */
function dashed(path: string): string {
  const [, root = path] = /^([^.[]+)/.exec(path) ?? [];
  return root.length === 1 ? path : path.charAt(0).toUpperCase() + path.slice(1);
}

function isNumber({ outputs }: TracedFunction): boolean {
  return outputs.length === 1 && outputs[0]?.path === "";
}

function isSlope({ inputs }: TracedFunction): boolean {
  return inputs.length === 1 && isPlainName(inputs[0]?.path ?? "");
}

function whatOf(traced: TracedFunction): "derivative" | "gradient" {
  return isSlope(traced) ? "derivative" : "gradient";
}

function gradientTree(traced: TracedFunction, { leaves }: GradientCodes): ResultTree | undefined {
  const [only] = leaves;
  return only && isSlope(traced) ? numberTree(only.code) : treeOfLeaves(leaves);
}

/** The function itself gives its value, where it is not one formula. */
function callOf({ shortName, parameters }: FunctionAnalysis, { params }: FunctionEntry["node"]) {
  const names = parameters.map(({ name }) => name);
  if (params.some(({ type }) => type === "RestElement") || names.includes("")) return undefined;
  return `${shortName}(${names.join(", ")})`;
}

/** As the file joins words: `lossGradient`, `huber_loss_gradient`. */
function named(name: string, ending: string): string {
  if (!/[a-z\d]_[a-z]/.test(name)) return name + ending;
  return name + ending.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function namesIn(code: string): ReadonlySet<string> {
  return new Set(["Math", ...(code.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [])]);
}

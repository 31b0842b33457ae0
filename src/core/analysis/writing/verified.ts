import { checkPair } from "../../gradcheck/checkPair.ts";
import { findPairs } from "../../gradcheck/findPairs.ts";
import { parseSource } from "../../syntax/parse.ts";
import { createModule, librarySeenBy, type ParsedModule } from "../../syntax/parsedModule.ts";
import type { Limits } from "../../trace/budget.ts";
import { parsePoint } from "../../trace/inputs/point.ts";
import { traceFunction } from "../../trace/traceFunction.ts";
import type { TracedFunction } from "../document/functionAnalysis.ts";

/** A text with a new function in it. */
interface Added {
  readonly text: string;
  readonly fileName: string;
  readonly name: string;
  /** The function it belongs to; itself where it holds the value as well. */
  readonly primal: string;
}

/** Whether our own check pairs the new function with the one it belongs to, and finds it equal on every branch. */
export function isVerified(module: ParsedModule, added: Added, limits: Limits): boolean {
  const next = parsedAgain(module, added);
  const pair =
    next &&
    findPairs(next).pairs.find(
      ({ primal, derivative }) => primal.name === added.primal && derivative.name === added.name,
    );
  const check = next && pair && checkPair(next, pair, limits);
  return check?.verdict === "equal" && check.branches.covered === check.branches.seen;
}

/** Whether what the new function calls its value is that of the function, at the function's sample point. */
export function hasValueOf(
  module: ParsedModule,
  added: Added,
  { point, outputs }: TracedFunction,
  limits: Limits,
): boolean {
  const next = parsedAgain(module, added);
  const entry = next?.functions.find(({ name }) => name === added.name);
  const given = parsePoint(point.text);
  if (!next || !entry || given.kind === "bad") return false;
  const trace = traceFunction(next, entry, { limits, point: given.point });
  if (trace.kind === "declined") return false;
  const { tape } = trace;
  const own = tape.outputs.find(({ path }) => path === ".value");
  const value = own && (tape.values[own.node] as number);
  const expected = outputs[0]?.value;
  if (value === undefined || expected === undefined) return false;
  return Math.abs(value - expected) <= 1e-12 * Math.abs(expected);
}

function parsedAgain(module: ParsedModule, { text, fileName }: Added): ParsedModule | undefined {
  const outcome = parseSource(text, fileName);
  if (outcome.kind !== "parsed") return undefined;
  const library = librarySeenBy(module);
  return createModule(text, outcome.program, outcome.unread, { uri: module.uri, library });
}

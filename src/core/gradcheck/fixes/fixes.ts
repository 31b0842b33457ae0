import { type Node, nodeRange } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Limits } from "../../trace/budget.ts";
import { checkPair } from "../checkPair.ts";
import { findPairs } from "../findPairs.ts";
import type { GradientCheck } from "../gradientCheck.ts";
import type { Fix } from "./fix.ts";
import { smallEdits } from "./smallEdits.ts";

const maximumTries = 24;

/**
 * The smallest edit that makes the derivative right, and the exact derivative in its place. Each was
 * tried on the text before it is offered; `parse` reads the changed text.
 */
export function fixesOf(
  module: ParsedModule,
  check: GradientCheck,
  limits: Limits,
  parse: (text: string) => ParsedModule | undefined,
): readonly Fix[] {
  const derivative = entryOf(module, check);
  if (!derivative) return [];
  const isRight = (fix: Fix) => verifies(module, check, fix, limits, parse);
  const smallest = smallEdits(module, derivative, check).slice(0, maximumTries).find(isRight);
  const exact = replacement(module, derivative, check);
  return [smallest, exact && isRight(exact) ? exact : undefined].filter((fix) => fix !== undefined);
}

/** `// @gradlens off` above the derivative; nothing where no line is its own. */
export function ignoringFix(module: ParsedModule, check: GradientCheck): Fix | undefined {
  const entry = entryOf(module, check);
  if (!entry) return undefined;
  const { start } = entry.carrier;
  const lineStart = module.text.lastIndexOf("\n", start - 1) + 1;
  const indent = module.text.slice(lineStart, start);
  if (indent.trim() !== "") return undefined;
  return {
    title: `Ignore "${check.derivative.name}"`,
    range: { start, end: start },
    text: `// @gradlens off\n${indent}`,
    isSmallest: false,
  };
}

function entryOf(module: ParsedModule, { derivative }: GradientCheck) {
  const isIt = ({ name, range }: FunctionEntry) =>
    name === derivative.name && range.start === derivative.range.start;
  return (
    module.functions.find(isIt) ??
    findPairs(module).pairs.find((pair) => isIt(pair.derivative))?.derivative
  );
}

function verifies(
  module: ParsedModule,
  check: GradientCheck,
  { range, text }: Fix,
  limits: Limits,
  parse: (text: string) => ParsedModule | undefined,
): boolean {
  const next = parse(module.text.slice(0, range.start) + text + module.text.slice(range.end));
  const pair =
    next &&
    findPairs(next).pairs.find(
      ({ primal, derivative }) =>
        withoutLine(primal.name) === withoutLine(check.primal.name) &&
        withoutLine(derivative.name) === withoutLine(check.derivative.name),
    );
  const after = next && pair && checkPair(next, pair, limits);
  if (!after) return false;
  // The sign of a force and the days of a year belong to the word.
  const isByWord = check.convention === "domain" && after.verdict === "proportional";
  return isByWord || right.has(after.verdict);
}

const right: ReadonlySet<GradientCheck["verdict"]> = new Set(["equal", "equal-of-output", "kink"]);

/** A duplicate is told by its line, which the edit may move. */
function withoutLine(name: string): string {
  return name.replace(/@\d+$/, "");
}

function replacement(
  { text }: ParsedModule,
  { node }: FunctionEntry,
  { exact }: GradientCheck,
): Fix | undefined {
  const { body } = node;
  if (exact === undefined || !body) return undefined;
  return {
    title: "Replace by the exact derivative",
    range: nodeRange(body),
    text: body.type === "BlockStatement" ? block(text, node, exact) : expression(exact),
    isSmallest: false,
  };
}

function expression(code: string): string {
  return code.startsWith("{") ? `(${code})` : code;
}

/** Indented as the line on which the function starts. */
function block(text: string, { range }: Node, code: string): string {
  const lineStart = text.lastIndexOf("\n", range[0] - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
  return `{\n${indent}  return ${code};\n${indent}}`;
}

import { childrenOf, type Node, nodeRange } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Limits } from "../../trace/budget.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import { checkPair } from "../checkPair.ts";
import { returnedExpressions } from "../diagnosis/returned.ts";
import type { GradientCheck } from "../gradientCheck.ts";
import { findPairs } from "../pairs.ts";

/** A change of the text after which the derivative is right. */
export interface Fix {
  readonly title: string;
  readonly range: SourceRange;
  readonly text: string;
  readonly isSmallest: boolean;
}

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

function smallEdits(
  module: ParsedModule,
  derivative: FunctionEntry,
  { diagnosis }: GradientCheck,
): readonly Fix[] {
  if (!diagnosis) return [];
  const { kind, multiplier, range } = diagnosis;
  const returned = returnedExpressions(derivative).filter(isNumeric).map(nodeRange);
  const places = [range, ...returned, ...termsOf(derivative)];
  if (multiplier !== undefined) return places.map((place) => multiplied(module, place, multiplier));
  if (kind === "sign") return flippedSigns(module, derivative, range);
  return kind === "overwrite" ? summed(derivative) : [];
}

/** Whatever is added to something, stored, chosen or listed: it may lack a factor of its own. */
function termsOf({ node }: FunctionEntry): readonly SourceRange[] {
  const terms: SourceRange[] = [];
  each(node, (inner) => {
    if (inner.type === "BinaryExpression" && /^[+-]$/.test(inner.operator))
      terms.push(nodeRange(inner.left), nodeRange(inner.right));
    if (inner.type === "VariableDeclarator" && inner.init) terms.push(nodeRange(inner.init));
    if (inner.type === "AssignmentExpression") terms.push(nodeRange(inner.right));
    if (inner.type === "Property") terms.push(nodeRange(inner.value));
    if (inner.type === "ArrayExpression")
      for (const element of inner.elements) if (element) terms.push(nodeRange(element));
    if (inner.type === "ConditionalExpression")
      terms.push(nodeRange(inner.consequent), nodeRange(inner.alternate));
  });
  return terms;
}

function isNumeric({ type }: Node): boolean {
  return type !== "ArrayExpression" && type !== "ObjectExpression";
}

function multiplied({ text }: ParsedModule, range: SourceRange, by: string): Fix {
  const piece = text.slice(range.start, range.end);
  if (by === "-1") {
    const negated = isSimple(piece) ? `-${piece}` : `-(${piece})`;
    return { title: "Flip the sign", range, text: negated, isSmallest: true };
  }
  const factor = isFactor(by) ? by : `(${by})`;
  const rest = isFactor(piece) ? piece : `(${piece})`;
  return { title: `Multiply by ${by}`, range, text: `${factor} * ${rest}`, isSmallest: true };
}

/** Nothing that binds more loosely than a product. */
function isFactor(code: string): boolean {
  let depth = 0;
  for (const [at, letter] of [...code].entries()) {
    if ("([{".includes(letter)) depth++;
    if (")]}".includes(letter)) depth--;
    if (depth > 0) continue;
    if ("+-".includes(letter) && (at === 0 || !/[eE]/.test(code[at - 1] ?? ""))) return false;
    if (/[?<>=&|,/%]/.test(letter)) return false;
  }
  return !code.includes("//");
}

function isSimple(code: string): boolean {
  return /^[\w$.]+(\([^()]*\))?$/.test(code);
}

/** + for − and − for +, at the place in question first. */
function flippedSigns(
  { text }: ParsedModule,
  { node }: FunctionEntry,
  range: SourceRange,
): readonly Fix[] {
  const found: { node: Node; distance: number }[] = [];
  each(node, (inner) => {
    const isSum =
      inner.type === "BinaryExpression" && (inner.operator === "+" || inner.operator === "-");
    const isMinus = inner.type === "UnaryExpression" && inner.operator === "-";
    const isSummed =
      inner.type === "AssignmentExpression" && (inner.operator === "+=" || inner.operator === "-=");
    if (!isSum && !isMinus && !isSummed) return;
    const distance = Math.abs(inner.range[0] - range.start) + Math.abs(inner.range[1] - range.end);
    found.push({ node: inner, distance });
  });
  return found
    .sort((a, b) => a.distance - b.distance)
    .map(({ node: inner }) => flipped(text, inner))
    .filter((fix) => fix !== undefined);
}

function flipped(text: string, node: Node): Fix | undefined {
  const title = "Flip the sign";
  if (node.type === "UnaryExpression") {
    const [start, end] = [node.range[0], node.argument.range[0]];
    return { title, range: { start, end }, text: "", isSmallest: true };
  }
  if (node.type !== "BinaryExpression" && node.type !== "AssignmentExpression") return undefined;
  const between = text.slice(node.left.range[1], node.right.range[0]);
  const at = between.search(/[+-]/);
  if (at < 0) return undefined;
  const start = node.left.range[1] + at;
  const sign = between[at] === "+" ? "-" : "+";
  return { title, range: { start, end: start + 1 }, text: sign, isSmallest: true };
}

/** += for =, wherever something is stored. */
function summed({ node }: FunctionEntry): readonly Fix[] {
  const fixes: Fix[] = [];
  each(node, (inner) => {
    if (inner.type !== "AssignmentExpression" || inner.operator !== "=") return;
    const range = { start: inner.left.range[1], end: inner.right.range[0] };
    fixes.push({ title: "Sum up with +=", range, text: " += ", isSmallest: true });
  });
  return fixes;
}

function each(root: Node, visit: (node: Node) => void): void {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    visit(node);
    pending.push(...childrenOf(node));
  }
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

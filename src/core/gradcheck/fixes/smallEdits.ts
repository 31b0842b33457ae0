import { childrenOf, type Node, nodeRange } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import type { GradientCheck } from "../gradientCheck.ts";
import { returnedExpressions } from "../pairs/returned.ts";
import type { Fix } from "./fix.ts";

/** The edits that a diagnosis suggests, at the likeliest places first; none is tried yet. */
export function smallEdits(
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

import type { FunctionNode } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";

/** How the code around a function is written, so that what is added to it looks like it. */
export interface CodeStyle {
  /** One step further in, and where the function itself stands. */
  readonly step: string;
  readonly base: string;
  readonly end: ";" | "";
  readonly lineBreak: "\n" | "\r\n";
  readonly form: "declaration" | "arrow" | "expression";
  readonly keyword: "const" | "let" | "var";
  readonly isExported: boolean;
  readonly isTyped: boolean;
  /** Whether the type of a result is written out. */
  readonly hasReturnType: boolean;
  /** The lines of its doc comment that say what its parameters are, where types stand in comments. */
  readonly documented: readonly string[] | undefined;
}

export function codeStyleOf(
  { text }: ParsedModule,
  { node, carrier }: FunctionEntry,
  isTyped: boolean,
): CodeStyle {
  const own = text.slice(carrier.start, carrier.end);
  const line = text.slice(text.lastIndexOf("\n", carrier.start - 1) + 1, carrier.start);
  const variable = /^(?:export\s+)?(const|let|var)\s/.exec(own)?.[1];
  return {
    step: /^(\t| {2,8})(?=[^\s*])/m.exec(text)?.[1] ?? "  ",
    base: /^\s*$/.test(line) ? line : "",
    end: /;[ \t]*(?:\/\/.*)?$/m.test(text) || !/\n/.test(text.trim()) ? ";" : "",
    lineBreak: text.includes("\r\n") ? "\r\n" : "\n",
    form: variable === undefined ? "declaration" : formOf(node),
    keyword: (variable as CodeStyle["keyword"] | undefined) ?? "const",
    isExported: /^export\s+(?!default)/.test(own),
    isTyped,
    hasReturnType: node.returnType !== undefined,
    documented: isTyped ? undefined : documented(text.slice(0, carrier.start)),
  };
}

function formOf({ type }: FunctionNode): CodeStyle["form"] {
  if (type === "ArrowFunctionExpression") return "arrow";
  return type === "FunctionExpression" ? "expression" : "declaration";
}

/** `@param {number} x The side.` of the doc comment that ends where the function starts. */
function documented(before: string): readonly string[] | undefined {
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(before)?.[1];
  if (comment === undefined || !/@(?:param|returns?)\s*\{/.test(comment)) return undefined;
  return [...comment.matchAll(/@param[^\r\n]*/g)].map(([line]) => line.trimEnd());
}

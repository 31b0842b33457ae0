import type { Node } from "../../syntax/ast.ts";
import { walk } from "../../syntax/names.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { compile } from "../regex/pattern.ts";

/** What text stands for that is called with a pattern (`text.match(/…/)`): one that the pattern is likely to fit. */
export function fittingText(module: ParsedModule, call: Node | undefined): string | undefined {
  const [argument] = call?.type === "CallExpression" ? call.arguments : [];
  const literal = argument?.type === "Identifier" ? constants(module).get(argument.name) : argument;
  if (literal?.type !== "Literal" || !("regex" in literal)) return undefined;
  const { pattern, flags } = literal.regex;
  const compiled = compile(pattern, flags);
  return compiled.kind === "pattern" ? compiled.pattern.sample() : undefined;
}

const known = new WeakMap<ParsedModule, ReadonlyMap<string, Node>>();

/** The patterns that names of the file stand for. */
function constants(module: ParsedModule): ReadonlyMap<string, Node> {
  const before = known.get(module);
  if (before) return before;
  const found = new Map<string, Node>();
  walk(module.program, (node) => {
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier") {
      const { init } = node;
      if (init?.type === "Literal" && "regex" in init) found.set(node.id.name, init);
    }
    return true;
  });
  known.set(module, found);
  return found;
}

import type { Node } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { walk } from "../../syntax/names.ts";
import { parseSource } from "../../syntax/parse.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { PointValue } from "./point.ts";

/** A literal of the source as a value: numbers, text, flags, arrays and objects of these. */
function literalOf(node: Node): PointValue | undefined {
  switch (node.type) {
    case "Literal": {
      const { value } = node;
      const isPlain = value === null || ["number", "string", "boolean"].includes(typeof value);
      return isPlain && !("regex" in node) ? (value as PointValue) : undefined;
    }
    case "UnaryExpression": {
      const value = node.operator === "-" ? literalOf(node.argument) : undefined;
      return typeof value === "number" ? -value : undefined;
    }
    case "ArrayExpression": {
      const elements = node.elements.map((element) => (element ? literalOf(element) : undefined));
      return elements.every((element) => element !== undefined) ? elements : undefined;
    }
    case "ObjectExpression": {
      const entries: [string, PointValue][] = [];
      for (const property of node.properties) {
        const value = property.type === "Property" ? literalOf(property.value) : undefined;
        if (
          property.type !== "Property" ||
          property.key.type !== "Identifier" ||
          value === undefined
        )
          return undefined;
        entries.push([property.key.name, value]);
      }
      return Object.fromEntries(entries);
    }
    default:
      return undefined;
  }
}

/** Argument lists people wrote for a function: in `@example`, then in calls with literals in the file. */
export function literalCalls(
  module: ParsedModule,
  entry: FunctionEntry,
): readonly (readonly PointValue[])[] {
  const fromFile = entry.level === "module" ? (module.calls.get(entry.shortName) ?? []) : [];
  const fromExamples = module
    .tagsOf(entry)
    .examples.flatMap(({ text }) => callsIn(text.replace(/```\w*/g, ""), entry.shortName));
  return [...fromExamples, ...fromFile].flatMap((call) => {
    const args = call.arguments.map(literalOf);
    return args.length > 0 && args.every((arg) => arg !== undefined) ? [args] : [];
  });
}

function callsIn(text: string, name: string): { readonly arguments: readonly Node[] }[] {
  const outcome = parseSource(text, "example.ts");
  const calls: { arguments: readonly Node[] }[] = [];
  if (outcome.kind !== "parsed") return calls;
  walk(outcome.program, (node) => {
    if (node.type === "CallExpression") {
      const { callee } = node;
      const called =
        callee.type === "MemberExpression" && !callee.computed ? callee.property : callee;
      if (called.type === "Identifier" && called.name === name) calls.push(node);
    }
    return true;
  });
  return calls;
}

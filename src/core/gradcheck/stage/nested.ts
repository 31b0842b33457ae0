import type { Node } from "../../syntax/ast.ts";
import { freeNames } from "../../syntax/freeNames.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { holds, parameterName } from "../../syntax/names.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Pair, Stage } from "../pairs/pair.ts";
import { localsAround } from "./localsAround.ts";
import { extended, type Piece } from "./stage.ts";

export function isNested({ primal, derivative }: Pair): boolean {
  return (
    primal.level === "nested" && derivative.level === "nested" && primal.node !== derivative.node
  );
}

/**
 * Two functions that stand inside another one, which nothing calls while the file is read: each as a
 * function of its own parameters and of the locals around it that the two use.
 */
export function nestedStage(module: ParsedModule, pair: Pair): Stage | undefined {
  const functions = [pair.primal, pair.derivative];
  if (functions.some(({ node }) => holds(node, ({ type }) => type === "ThisExpression")))
    return undefined;
  const own = new Set(functions.map(({ shortName }) => shortName));
  const captured = new Set(functions.flatMap(capturedNames).filter((name) => !own.has(name)));
  // What a local function gives is not known, and not guessed.
  if (functions.some(({ node }) => callsOneOf(node, captured))) return undefined;
  const copies = functions.flatMap(copyOf);
  const [forward, backward] = functions.map(({ node, shortName }): readonly Piece[] | undefined => {
    const params = node.params.map(parameterName);
    if (params.includes("")) return undefined;
    const inputs = [...params, ...[...captured].filter((name) => !params.includes(name))];
    const head = `function gradlensNested${shortName}(${inputs.join(", ")}) {\n`;
    return [head, ...copies, `return ${shortName}(${params.join(", ")});\n}\n`];
  });
  const stage = forward && backward && extended(module, [...forward, ...backward]);
  const added = stage?.module.functions.filter(
    ({ range, level }) => level === "module" && range.start > module.text.length,
  );
  const [primal, derivative] = added ?? [];
  return stage && primal && derivative && { ...stage, pair: { ...pair, primal, derivative } };
}

function capturedNames({ node }: FunctionEntry): readonly string[] {
  const local = node.parent ? localsAround(node.parent) : new Set<string>();
  return [...freeNames(node)].filter((name) => local.has(name));
}

function callsOneOf(root: Node, names: ReadonlySet<string>): boolean {
  return holds(
    root,
    (node) =>
      node.type === "CallExpression" &&
      node.callee.type === "Identifier" &&
      names.has(node.callee.name),
  );
}

function copyOf({ node, range, shortName }: FunctionEntry): readonly Piece[] {
  const isDeclared = node.type === "FunctionDeclaration";
  return isDeclared ? [range, "\n"] : [`const ${shortName} = `, range, ";\n"];
}

import { isFunctionNode, type Node, nodeRange } from "../../syntax/ast.ts";
import { rootName } from "../../syntax/effects.ts";
import { freeNames } from "../../syntax/freeNames.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { walk } from "../../syntax/names.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Pair, Stage } from "../pairs/pair.ts";
import { localsAround } from "../stage/localsAround.ts";
import { extended, type Piece } from "../stage/stage.ts";
import { assignedNames, type Claim } from "./claim.ts";

/** Value and slope as two functions of the variable; nothing where they depend on more than numbers. */
export function claimStage(
  module: ParsedModule,
  pair: Pair,
  entry: FunctionEntry,
  claim: Claim,
): (() => Stage | undefined) | undefined {
  const inputs = inputsOf(module, entry, claim);
  return inputs && (() => stageOf(module, pair, claim, inputs));
}

/** The variable and whatever else both are computed from. */
function inputsOf(
  module: ParsedModule,
  { node }: FunctionEntry,
  { variable, before, value, slope }: Claim,
): readonly string[] | undefined {
  const local = localsAround(node);
  const made = new Set(before.flatMap((statement) => assignedNames(statement) ?? []));
  const parts = [...before, ...[value, slope].flatMap((part) => nodesAt(node, part))];
  const needed = new Set(parts.flatMap((part) => [...freeNames(part)]));
  const inputs = [...needed].filter((name) => local.has(name) && !made.has(name));
  let isPlain = inputs.includes(variable) && module.text.length > 0;
  for (const part of parts) {
    walk(part, (inner) => {
      if (inner.type === "ThisExpression" || isFunctionNode(inner)) isPlain = false;
      if (inner.type === "CallExpression" && inputs.includes(rootName(inner.callee)))
        isPlain = false;
      return isPlain;
    });
  }
  return isPlain ? [variable, ...inputs.filter((name) => name !== variable)] : undefined;
}

function nodesAt(root: Node, part: Claim["value"]): readonly Node[] {
  if (typeof part === "string") return [];
  const found: Node[] = [];
  walk(root, (node) => {
    if (node.range[0] === part.start && node.range[1] === part.end) found.push(node);
    return found.length === 0;
  });
  return found;
}

function stageOf(
  module: ParsedModule,
  pair: Pair,
  { value, slope, before, isNegated }: Claim,
  inputs: readonly string[],
): Stage | undefined {
  const declared = new Set(
    before.flatMap((statement) =>
      statement.type === "VariableDeclaration" ? (assignedNames(statement) ?? []) : [],
    ),
  );
  // What is only assigned here was declared outside of the loop.
  const bare = before
    .flatMap((statement) => assignedNames(statement) ?? [])
    .filter((name, index, all) => !declared.has(name) && all.indexOf(name) === index);
  const open = (name: string) =>
    `\nfunction ${name}(${inputs.join(", ")}) {\n${bare.length > 0 ? `let ${bare.join(", ")};\n` : ""}`;
  const body = before.flatMap((statement): Piece[] => [nodeRange(statement), ";\n"]);
  const stage = extended(module, [
    open("gradlensValue"),
    ...body,
    `return ${isNegated ? "-" : ""}(`,
    value,
    "); }",
    open("gradlensSlope"),
    ...body,
    "return (",
    slope,
    "); }",
  ]);
  const added = stage?.module.functions.filter(({ range }) => range.start > module.text.length);
  const [primal, derivative] = added ?? [];
  if (!stage || !primal || !derivative) return undefined;
  const ownNames = new Map(inputs.map((name) => [name, name]));
  return { ...stage, ownNames, pair: { ...pair, primal, derivative } };
}

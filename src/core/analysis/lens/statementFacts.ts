import { localDerivatives } from "../../autodiff/localDerivatives.ts";
import { reverseSweep } from "../../autodiff/reverse.ts";
import { isFunctionNode, type Node } from "../../syntax/ast.ts";
import { walk } from "../../syntax/names.ts";
import type { Value } from "../../trace/machine.ts";
import { runAgain } from "../../trace/runAgain.ts";
import type { DocumentAnalysis } from "../document/documentAnalysis.ts";
import { entryOf } from "../document/entryOf.ts";
import type { FunctionAnalysis } from "../document/functionAnalysis.ts";
import { hoverNumber, lensNumber } from "./titles.ts";

/** What stands behind a statement: the value it computed, and what the result gains per unit of it. */
export interface StatementFact {
  /** The end of the statement. */
  readonly offset: number;
  readonly text: string;
  /** The same in full. */
  readonly tooltip: string;
}

/** One fact per statement that computes a number; of a loop's the last turn counts. */
export function statementFacts(
  analysis: DocumentAnalysis,
  fn: FunctionAnalysis,
): readonly StatementFact[] {
  const { module, limits } = analysis;
  const { outcome } = fn;
  const entry = module && entryOf(module, fn);
  if (!module || !entry || outcome.kind !== "differentiable") return [];
  const { tape } = outcome;
  const [output] = tape.outputs;
  if (!output || tape.outputs.length > 1) return [];
  const places = placesIn(entry.node, module.text);
  const last = new Map<Node, Value>();
  runAgain(module, entry, outcome, {
    limits,
    observe: (node, value) => {
      if (places.has(node)) last.set(node, value);
    },
  });
  const { adjoints } = reverseSweep(tape, new Map([[output.node, 1]]), localDerivatives(tape));
  return [...places].flatMap(([node, place]) => {
    const value = last.get(node);
    if (typeof value !== "object" || value?.kind !== "traced" || value.isBoolean) return [];
    const rate = adjoints[value.node] as number;
    const isResult = value.node === output.node;
    const name = place.name === undefined ? "" : `${place.name} = ${hoverNumber(value.value)}`;
    const derivative = `∂${fn.shortName}/∂${place.name ?? "it"} = ${hoverNumber(rate)}`;
    const number = `= ${lensNumber(value.value)}`;
    return {
      offset: place.offset,
      text: isResult ? number : `${number} · ∂ ${lensNumber(rate)}`,
      tooltip:
        `${[name, isResult ? "" : derivative].filter(Boolean).join(", ")} at ${outcome.point.text}`.trim(),
    };
  });
}

interface Place {
  readonly offset: number;
  /** The variable it is stored under. */
  readonly name: string | undefined;
}

/** The expressions whose values are worth a hint, in source order; those of functions inside are not this one's. */
function placesIn(root: Node, text: string): ReadonlyMap<Node, Place> {
  const places = new Map<Node, Place>();
  const add = (node: Node, name: string | undefined, end: Node = node) =>
    places.set(node, { offset: statementEnd(text, end.range[1]), name });
  walk(root, (node) => {
    if (node.type === "VariableDeclarator" && node.init && node.id.type === "Identifier") {
      add(node.init, node.id.name);
    } else if (
      node.type === "ExpressionStatement" &&
      node.expression.type === "AssignmentExpression"
    ) {
      const { left } = node.expression;
      if (left.type === "Identifier") add(node.expression, left.name);
    } else if (node.type === "ReturnStatement" && node.argument) add(node.argument, undefined);
    else if (node === root && isFunctionNode(node) && node.body.type !== "BlockStatement")
      add(node.body, undefined);
    return node === root || !isFunctionNode(node);
  });
  return places;
}

/** Behind the semicolon, where there is one. */
function statementEnd(text: string, end: number): number {
  return text[end] === ";" ? end + 1 : end;
}

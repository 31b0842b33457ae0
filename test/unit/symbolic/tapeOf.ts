import assert from "node:assert/strict";
import { parse, type TSESTree } from "typescript-estree";
import type { OpName } from "../../../src/core/ops/primitives.ts";
import { evaluateOp, opNames, rowOf } from "../../../src/core/ops/table.ts";
import { createTapeBuilder, type TapeBuilder } from "../../../src/core/tape/builder.ts";
import { brokenInvariant } from "../../../src/core/tape/checkTape.ts";
import type { NodeId, Tape } from "../../../src/core/tape/tape.ts";

const nowhere = { start: 0, end: 0 };

export type Point = Readonly<Record<string, number>>;

/** The tape of one JavaScript expression over the leaves of `point`, with its only output. */
export function tapeOf(source: string, point: Point): Tape {
  const [statement] = parse(source).body;
  assert.equal(statement?.type, "ExpressionStatement");
  const expression = (statement as TSESTree.ExpressionStatement).expression;
  return tapeBy(point, (builder, leaves) => record(builder, leaves, expression));
}

/** A tape built by hand. */
export function tapeBy(
  point: Point,
  build: (builder: TapeBuilder, leaves: ReadonlyMap<string, NodeId>) => NodeId,
): Tape {
  const builder = createTapeBuilder(nowhere, "f");
  const leaves = new Map<string, NodeId>();
  for (const [path, value] of Object.entries(point)) {
    const role = path.startsWith("Math.random") ? "noise" : "free";
    leaves.set(path, builder.input(path, value, role, nowhere));
  }
  const node = build(builder, leaves);
  const tape = builder.finish([{ node, path: "" }]);
  assert.equal(brokenInvariant(tape), undefined);
  return tape;
}

/** Records a row of the table with the value it has. */
export function operation(builder: TapeBuilder, op: OpName, args: readonly NodeId[]): NodeId {
  const values = args.map((arg) => builder.valueOf(arg));
  return builder.operation(op, args, evaluateOp(rowOf(op), values), nowhere);
}

export function outputOf(tape: Tape): NodeId {
  return tape.outputs[0]?.node ?? 0;
}

export function inputNodes(tape: Tape): readonly NodeId[] {
  return tape.inputs.filter(({ role }) => role === "free").map(({ node }) => node);
}

function record(
  builder: TapeBuilder,
  leaves: ReadonlyMap<string, NodeId>,
  tree: TSESTree.Expression | TSESTree.PrivateIdentifier | TSESTree.SpreadElement,
): NodeId {
  const visit = (inner: typeof tree) => record(builder, leaves, inner);
  const leaf = leaves.get(pathOf(tree));
  if (leaf !== undefined) return leaf;
  switch (tree.type) {
    case "Literal":
      return builder.constant(Number(tree.value), nowhere);
    case "MemberExpression":
      return builder.constant(constantNamed(pathOf(tree)), nowhere);
    case "UnaryExpression":
      return operation(builder, opSpelled(tree.operator, 1), [visit(tree.argument)]);
    case "BinaryExpression":
      return operation(builder, opSpelled(tree.operator, 2), [visit(tree.left), visit(tree.right)]);
    case "CallExpression":
      return operation(
        builder,
        opSpelled(pathOf(tree.callee), undefined),
        tree.arguments.map(visit),
      );
    default:
      throw new Error(`the helper does not know ${tree.type}`);
  }
}

function pathOf(tree: TSESTree.Node): string {
  if (tree.type === "Identifier") return tree.name;
  if (tree.type === "ThisExpression") return "this";
  if (tree.type === "CallExpression") return `${pathOf(tree.callee)}()`;
  if (tree.type !== "MemberExpression") return "";
  const object = pathOf(tree.object);
  if (!tree.computed) return `${object}.${pathOf(tree.property)}`;
  return tree.property.type === "Literal" ? `${object}[${tree.property.value}]` : "";
}

function constantNamed(path: string): number {
  const value = Reflect.get(Math, path.replace("Math.", ""));
  assert.equal(typeof value, "number", path);
  return value;
}

function opSpelled(js: string, arity: number | undefined): OpName {
  const op = opNames.find((name) => {
    const row = rowOf(name);
    return row.js === js && (arity === undefined || row.arity === arity);
  });
  assert.ok(op, `no row is spelled ${js}`);
  return op;
}

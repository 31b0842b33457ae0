import { childrenOf, isFunctionNode, type Node, type NodeOf, nodeRange } from "../syntax/ast.ts";
import { rootName } from "../syntax/effects.ts";
import { freeNames } from "../syntax/freeNames.ts";
import type { FunctionEntry } from "../syntax/functions.ts";
import { boundNames, walk } from "../syntax/names.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Pair, Stage } from "./pair.ts";
import { extended } from "./stage.ts";

/** `x -= value / slope` in a loop, and what is computed before it in the same turn. */
interface Step {
  readonly variable: string;
  readonly value: string;
  readonly slope: string;
  readonly before: readonly NodeOf<"VariableDeclaration">[];
}

/** Newton steps of a function whose value and slope are both written out. */
export function inlinePairs(module: ParsedModule, entry: FunctionEntry): readonly Pair[] {
  const text = module.text.slice(entry.range.start, entry.range.end);
  if (!/\b(for|while|do)\b/.test(text) || !text.includes("/")) return [];
  return stepsIn(entry.node).flatMap((step) => {
    const inputs = inputsOf(entry, step);
    if (!inputs) return [];
    const base = {
      primal: entry,
      derivative: entry,
      convention: "inline",
      wrt: [step.variable],
      tag: undefined,
    } as const;
    return [{ ...base, stage: () => stageOf(module, base, step, inputs) }];
  });
}

function stepsIn(root: Node): readonly Step[] {
  const steps: Step[] = [];
  const visit = (node: Node, isLooped: boolean): void => {
    if (isLooped && node.type === "BlockStatement") steps.push(...stepsOf(node));
    const isLoop = /^(For|While|DoWhile)Statement$/.test(node.type);
    for (const child of childrenOf(node))
      if (!isFunctionNode(child)) visit(child, isLoop || (isLooped && node.type !== "IfStatement"));
  };
  visit(root, false);
  return steps;
}

function stepsOf({ body }: NodeOf<"BlockStatement">): readonly Step[] {
  return body.flatMap((statement, index) => {
    const ratio = ratioOf(statement);
    if (!ratio) return [];
    const before = body.slice(0, index).filter((one) => one.type === "VariableDeclaration");
    // Anything else that is done before may change what they hold.
    const isPlain = body
      .slice(0, index)
      .every((one) => one.type === "VariableDeclaration" || isWayOut(one));
    const names = before.flatMap(({ declarations }) =>
      declarations.flatMap(({ id }) => boundNames(id)),
    );
    const isWritten = names.includes(ratio.value) && names.includes(ratio.slope);
    return isPlain && isWritten ? [{ ...ratio, before }] : [];
  });
}

/** `if (Math.abs(slope) < 1e-12) break;` */
function isWayOut(node: Node): boolean {
  if (node.type !== "IfStatement" || node.alternate) return false;
  const { consequent } = node;
  const inner = consequent.type === "BlockStatement" ? consequent.body : [consequent];
  return inner.every(({ type }) => /^(Break|Return|Throw|Continue)Statement$/.test(type));
}

function ratioOf(statement: Node): Omit<Step, "before"> | undefined {
  if (statement.type !== "ExpressionStatement") return undefined;
  const { expression } = statement;
  if (expression.type !== "AssignmentExpression" || expression.left.type !== "Identifier")
    return undefined;
  const { left, operator, right } = expression;
  const isLonger =
    operator === "=" &&
    right.type === "BinaryExpression" &&
    right.operator === "-" &&
    right.left.type === "Identifier" &&
    right.left.name === left.name;
  const ratio = operator === "-=" ? right : isLonger ? right.right : undefined;
  if (ratio?.type !== "BinaryExpression" || ratio.operator !== "/") return undefined;
  if (ratio.left.type !== "Identifier" || ratio.right.type !== "Identifier") return undefined;
  return { variable: left.name, value: ratio.left.name, slope: ratio.right.name };
}

/** The variable and whatever else of the function both are computed from; nothing where that is code. */
function inputsOf(
  { node }: FunctionEntry,
  { variable, before }: Step,
): readonly string[] | undefined {
  const local = new Set<string>(node.params.flatMap(boundNames));
  walk(node, (inner) => {
    if (inner.type === "VariableDeclarator")
      for (const name of boundNames(inner.id)) local.add(name);
    if (inner.type === "FunctionDeclaration" && inner.id) local.add(inner.id.name);
    return true;
  });
  const made = new Set(
    before.flatMap(({ declarations }) => declarations.flatMap(({ id }) => boundNames(id))),
  );
  const needed = new Set(before.flatMap((statement) => [...freeNames(statement)]));
  const inputs = [...needed].filter((name) => local.has(name) && !made.has(name));
  let isPlain = inputs.includes(variable);
  for (const statement of before) {
    walk(statement, (inner) => {
      if (inner.type === "ThisExpression" || isFunctionNode(inner)) isPlain = false;
      if (inner.type === "CallExpression" && inputs.includes(rootName(inner.callee)))
        isPlain = false;
      return isPlain;
    });
  }
  return isPlain ? [variable, ...inputs.filter((name) => name !== variable)] : undefined;
}

/** Value and slope as two functions of the variable. */
function stageOf(
  module: ParsedModule,
  pair: Pair,
  { value, slope, before }: Step,
  inputs: readonly string[],
): Stage | undefined {
  const head = (name: string) => `\nfunction ${name}(${inputs.join(", ")}) {\n`;
  const body = before.flatMap((statement) => [nodeRange(statement), ";\n"]);
  const stage = extended(module, [
    head("gradlensValue"),
    ...body,
    `return ${value}; }`,
    head("gradlensSlope"),
    ...body,
    `return ${slope}; }`,
  ]);
  const added = stage?.module.functions.filter(({ range }) => range.start > module.text.length);
  const [primal, derivative] = added ?? [];
  if (!stage || !primal || !derivative) return undefined;
  const ownNames = new Map(inputs.map((name) => [name, name]));
  return { ...stage, ownNames, pair: { ...pair, primal, derivative } };
}

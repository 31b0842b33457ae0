import { childrenOf, isFunctionNode, type Node, type NodeOf } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { parameterName } from "../../syntax/names.ts";
import type { Plain } from "../../trace/inputs/plain.ts";
import type { GradientCheck } from "../gradientCheck.ts";
import { sameName, variablesOf } from "./affixes.ts";
import { motions, timeName } from "./motion.ts";
import { onlyResult } from "./returned.ts";

/** A parameter by which one function is asked for its value or for its derivative. */
export interface Flag {
  readonly index: number;
  readonly on: Plain;
  readonly off: Plain;
}

/** Where the result of one function holds its value and its derivative, as paths. */
export interface Parts {
  readonly value: string;
  readonly gradients: readonly string[];
  /** The keys say what each is the derivative along. */
  readonly areNamed?: true;
}

interface ValueAndGradient {
  readonly convention: "value-and-gradient";
  readonly parts: Parts;
  readonly isGuess?: true;
  /** As `GradientCheck.inside`. */
  readonly inside: NonNullable<GradientCheck["inside"]>;
}

/** How a function is its own derivative: by a flag, or by giving both at once. */
type Joint =
  | { readonly convention: "flag"; readonly flag: Flag }
  | ValueAndGradient
  /** Words that say as much of other quantities: worth a word only where it holds. */
  | {
      readonly convention: "domain";
      readonly parts: Parts;
      readonly inside: NonNullable<GradientCheck["inside"]>;
      readonly wrt: readonly string[];
      readonly isHunch: true;
    };

export function jointOf(entry: FunctionEntry): Joint | undefined {
  const flag = flagOf(entry);
  if (flag) return { convention: "flag", flag };
  const found = partsOf(entry);
  return found ? { convention: "value-and-gradient", ...found } : motionOf(entry);
}

/** `{ position, velocity }` of a time. */
export function motionOf(entry: FunctionEntry): Joint | undefined {
  const time = entry.node.params.map(parameterName).find((name) => timeName.test(name));
  const result = time === undefined ? undefined : onlyResult(entry);
  if (time === undefined || result?.type !== "ObjectExpression") return undefined;
  const keys = keysOf(result);
  for (const [position, velocity] of motions) {
    const value = keys.find((key) => position.test(key));
    const rate = keys.find((key) => velocity.test(key));
    if (value === undefined || rate === undefined) continue;
    const parts = { value: `.${value}`, gradients: [`.${rate}`] };
    const inside = { value, slope: rate };
    return { convention: "domain", parts, inside, wrt: [time], isHunch: true };
  }
  return undefined;
}

function keysOf({ properties }: NodeOf<"ObjectExpression">): readonly string[] {
  return properties.flatMap((property) =>
    property.type === "Property" && property.key.type === "Identifier" && !property.computed
      ? [property.key.name]
      : [],
  );
}

const flagName = /^(is|want|with|return|use)?_?(derivative|derivate|deriv|prime|derive)$/i;
const modeName = /^(mode|kind|type|what|which|op)$/i;
const derivativeWord = /^(derivative|deriv|prime|gradient)$/i;

function flagOf({ node }: FunctionEntry): Flag | undefined {
  if (node.params.length < 2) return undefined;
  for (const [index, parameter] of node.params.entries()) {
    const name = parameterName(parameter);
    if (index === 0 || name === "") continue;
    if (flagName.test(name) && isTested(node, name)) return { index, on: true, off: false };
    if (!modeName.test(name)) continue;
    const texts = comparedTexts(node, name);
    const on = texts.find((text) => derivativeWord.test(text));
    if (on !== undefined) return { index, on, off: texts.find((text) => text !== on) ?? "value" };
  }
  return undefined;
}

function isTested(root: Node, name: string): boolean {
  return some(root, (node) => {
    if (node.type !== "IfStatement" && node.type !== "ConditionalExpression") return false;
    const { test } = node;
    const bare = test.type === "UnaryExpression" && test.operator === "!" ? test.argument : test;
    const operand = bare.type === "BinaryExpression" ? bare.left : bare;
    return operand.type === "Identifier" && operand.name === name;
  });
}

function comparedTexts(root: Node, name: string): readonly string[] {
  const texts: string[] = [];
  some(root, (node) => {
    if (node.type !== "BinaryExpression" || !/^===?$/.test(node.operator)) return false;
    const { left, right } = node;
    const isIt = left.type === "Identifier" && left.name === name;
    if (isIt && right.type === "Literal" && typeof right.value === "string")
      texts.push(right.value);
    return false;
  });
  return texts;
}

function some(root: Node, holds: (node: Node) => boolean): boolean {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (holds(node)) return true;
    pending.push(...childrenOf(node).filter((child) => !isFunctionNode(child)));
  }
  return false;
}

const valueKey = /^(cost|loss|value|error|energy|f|fx|y)$/;
const gradientKey = /^(grad|gradient|gradients|grads|derivative|deriv|df|dfx|fprime|fPrime)$/;

const costKey = /^(cost|loss|error|energy|value)$/;
/** Of these, what else is called dW is hardly anything else. */
const learningKey = /^(cost|loss|error)$/;

/** `{ loss, dLogits, dBias }`, the parameters being `logits` and `bias`. */
function namedPartsOf({ node }: FunctionEntry, keys: readonly string[]) {
  const params = node.params.map(parameterName).filter((name) => name !== "");
  const slopes = keys.filter((key) => {
    const [, ...names] = variablesOf(key);
    return names.some((name) => params.some((own) => sameName(own, name)));
  });
  const [value, ...more] = keys.filter((key) => costKey.test(key));
  if (value === undefined || more.length > 0 || slopes.length === 0) return undefined;
  const gradients = slopes.map((key) => `.${key}`);
  return {
    parts: { value: `.${value}`, gradients, areNamed: true },
    inside: { value, slope: slopes.join(", ") },
    ...(learningKey.test(value) ? {} : { isGuess: true as const }),
  } as const;
}

/** `{ cost, grad }` and `[f, df]`, the only way in which the function ends. */
function partsOf(entry: FunctionEntry): Omit<ValueAndGradient, "convention"> | undefined {
  const result = onlyResult(entry);
  if (!result) return undefined;
  if (result.type === "ObjectExpression") {
    const keys = keysOf(result);
    const named = namedPartsOf(entry, keys);
    if (named) return named;
    const values = keys.filter((key) => valueKey.test(key));
    const gradients = keys.filter((key) => gradientKey.test(key));
    const [[value], [slope]] = [values, gradients];
    if (keys.length !== 2 || values.length !== 1 || gradients.length !== 1) return undefined;
    if (value === undefined || slope === undefined) return undefined;
    const parts = { value: `.${value}`, gradients: [`.${slope}`] };
    return { parts, inside: { value, slope } };
  }
  if (result.type !== "ArrayExpression" || result.elements.length !== 2) return undefined;
  const names = result.elements.map((element) =>
    element?.type === "Identifier" ? element.name : "",
  );
  const [value = "", gradient = ""] = names;
  const isPair = valueKey.test(value) && (gradientKey.test(gradient) || gradient === `d${value}`);
  const parts = { value: "[0]", gradients: ["[1]"] };
  return isPair ? { parts, inside: { value, slope: gradient } } : undefined;
}

import { type Node, nodeRange } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { isDerivativeKey, isPrimalKey } from "../pairs/memberKeys.ts";
import { ownName } from "../pairs/owner.ts";
import type { Pair } from "../pairs/pair.ts";
import { extended } from "./stage.ts";

/** `{ fn: Math.tanh, derivative: (x) => … }`: a function of one number that the file does not write itself. */
export function builtinPair(module: ParsedModule, derivative: FunctionEntry): Pair | undefined {
  if (!isDerivativeKey(ownName(derivative)) || derivative.node.params.length !== 1)
    return undefined;
  const property = derivative.node.parent;
  const record = property?.type === "Property" ? property.parent : undefined;
  if (record?.type !== "ObjectExpression") return undefined;
  const found = record.properties.flatMap((one) => {
    const key = one.type === "Property" && one.key.type === "Identifier" ? one.key.name : "";
    const code = one.type === "Property" && isPrimalKey(key) ? mathName(one.value) : undefined;
    return code === undefined ? [] : [{ key, code, range: nodeRange(one) }];
  });
  const [only, ...others] = found;
  if (!only || others.length > 0) return undefined;
  const stage = extended(module, [`\nfunction gradlensBuiltin(x) { return ${only.code}(x); }\n`]);
  const primal = stage?.module.functions.find(({ name }) => name === "gradlensBuiltin");
  const own = stage?.module.functions.find(({ range }) => range.start === derivative.range.start);
  if (!stage || !primal || !own) return undefined;
  const pair = { derivative, convention: "record", wrt: [], tag: undefined } as const;
  const { range } = only;
  const name = [...derivative.name.split(".").slice(0, -1), only.key].join(".");
  return {
    ...pair,
    primal: { ...primal, name, shortName: only.key, range, nameRange: range },
    stage: () => ({ ...stage, isSure: true, pair: { ...pair, primal, derivative: own } }),
  };
}

/** `Math.tanh`; not what takes several numbers. */
function mathName(node: Node): string | undefined {
  if (node.type !== "MemberExpression" || node.computed) return undefined;
  const { object, property } = node;
  if (object.type !== "Identifier" || object.name !== "Math") return undefined;
  const isOne = property.type === "Identifier" && unary.test(property.name);
  return isOne ? `Math.${property.name}` : undefined;
}

const unary =
  /^(a?(sin|cos|tan)h?|exp|expm1|log|log2|log10|log1p|sqrt|cbrt|abs|floor|ceil|round|trunc|sign)$/;

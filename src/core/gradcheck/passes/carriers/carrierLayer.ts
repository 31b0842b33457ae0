import type { Node } from "../../../syntax/ast.ts";
import type { FunctionEntry } from "../../../syntax/functions.ts";
import { parameterName, walk } from "../../../syntax/names.ts";
import type { ParsedModule } from "../../../syntax/parsedModule.ts";
import { sameName, variablesOf } from "../../pairs/affixes.ts";
import { ownName } from "../../pairs/owner.ts";
import type { Pair, Stage } from "../../pairs/pair.ts";
import { returnedExpressions } from "../../pairs/returned.ts";
import { extended } from "../../stage/stage.ts";
import { withoutChance } from "../chance.ts";
import { layerMethods } from "../layerMethods.ts";
import { sizedClass, sizedName } from "../sizedClass.ts";
import { gradientName } from "./carriedPlaces.ts";
import { carrierSize, carrierWidth, type Fields, madeFrom } from "./maker.ts";

const upstream = { index: 0, name: "dOut" } as const;

/**
 * `forward(V)` of a layer keeps `V` and gives another object of its kind, `backward()` takes the `dw` of
 * what was given and fills that of `V`. Of a layer that ends a network, `backward(y)` gives the loss.
 */
export function carrierLayerPair(
  module: ParsedModule,
  backward: FunctionEntry,
  siblings: () => readonly FunctionEntry[],
): Pair | undefined {
  const methods = layerMethods(module, backward, siblings);
  if (!methods) return undefined;
  const { owner, end, forward } = methods;
  const fields = fieldsOf(forward.node, backward.node);
  const [given = ""] = forward.node.params.map(parameterName);
  const targets = backward.node.params.map(parameterName);
  const isLoss = targets.length === 1 && returnedExpressions(backward).length > 0;
  if (!fields || given === "" || targets.includes("") || (targets.length > 0 && !isLoss))
    return undefined;
  const base = {
    primal: forward,
    derivative: backward,
    convention: "class",
    wrt: [],
    tag: undefined,
    ...(isLoss ? {} : { upstream }),
  } as const;
  const code = (of: string, wide?: number) => codeOf(module, of, [forward, backward], fields, wide);
  const plain = () => stageOf(module, base, code(owner), end);
  const sized = sizedClass(module, owner, carrierSize);
  const wide = sizedClass(module, owner, carrierSize, carrierWidth);
  if (sized === undefined || wide === undefined) return { ...base, stage: plain };
  const even = () => stageOf(module, base, [sized, ...code(sizedName)], end);
  return sized === wide
    ? { ...base, stage: even, otherStage: plain }
    : {
        ...base,
        stage: () => stageOf(module, base, [wide, ...code(sizedName, carrierWidth)], end),
        otherStage: even,
      };
}

/** `V.dw[i] = …` beside `V.w`: the only gradient that is stored, and the values it is of. */
function fieldsOf(forward: Node, backward: Node): Fields | undefined {
  const known = new Set<string>();
  const stored = new Set<string>();
  for (const root of [forward, backward])
    walk(root, (node) => {
      if (node.type !== "MemberExpression" || node.computed) return true;
      if (node.property.type !== "Identifier" || node.object.type === "ThisExpression") return true;
      known.add(node.property.name);
      const list = node.parent;
      const isElement = list?.type === "MemberExpression" && list.computed && list.object === node;
      const place = isElement ? list : node;
      const isStored = place.parent?.type === "AssignmentExpression" && place.parent.left === place;
      if (root === backward && isStored) stored.add(node.property.name);
      return true;
    });
  const [gradient, ...others] = [...stored].filter((name) => gradientName.test(name));
  if (gradient === undefined || others.length > 0) return undefined;
  const value =
    [...known].find((name) =>
      variablesOf(gradient).some((base) => base !== gradient && sameName(base, name)),
    ) ?? usualValues.find((name) => known.has(name));
  return value === undefined ? undefined : { value, gradient };
}

const usualValues = ["w", "weights", "values", "data", "x", "v"];

/** Runs both passes on one instance; what is sent back stands under the names of what it is of. */
function codeOf(
  module: ParsedModule,
  owner: string,
  [forward, backward]: readonly [FunctionEntry, FunctionEntry],
  fields: Fields,
  wide?: number,
): readonly string[] {
  const { value, gradient } = fields;
  const [given = ""] = forward.node.params.map(parameterName);
  const [target] = backward.node.params.map(parameterName);
  const make = madeFrom(module, fields, given, "from_", wide);
  // What is dropped or scaled in training is what the backward pass knows.
  const others = forward.node.params
    .slice(1)
    .map((parameter) => (/train/i.test(parameterName(parameter)) ? ", true" : ", undefined"));
  const pass = `${make} const to_ = this.${ownName(forward)}(from_${others.join("")});`;
  const isWeight = (place: string) =>
    `${place} && ${place}.${gradient} && ${place} !== from_ && ${place} !== to_`;
  const weights = (use: (place: string, key: string) => string) =>
    `for (const key_ of Object.keys(this)) { const own_ = this[key_]; if (${isWeight("own_")}) { ${use("own_", "sent_[key_]")} } else if (Array.isArray(own_) && ${isWeight("own_[0]")}) { sent_[key_] = []; for (let at_ = 0; at_ < own_.length; at_++) { ${use("own_[at_]", "sent_[key_][at_]")} } } }`;
  const empty = weights((place) => `${place}.${gradient} = ${place}.${value}.map(() => 0);`);
  const send = weights((place, sent) => `${sent} = { ${value}: ${place}.${gradient} };`);
  const back = (name: string) =>
    `${pass} const sent_ = {}; ${empty} ${name} sent_.${given} = { ${value}: from_.${gradient} }; ${send} return sent_; };`;
  const head = (name: string, names: readonly string[]) =>
    `\n${owner}.prototype.${name} = function (${names.join(", ")}) {`;
  return target === undefined
    ? [
        `${head("gradlensForward", [given])} ${pass} return to_.${value}; };`,
        `${head("gradlensBackward", [upstream.name, given])} ${back(`to_.${gradient} = ${upstream.name}; this.${ownName(backward)}();`)}`,
      ]
    : [
        `${head("gradlensForward", [given, target])} ${pass} return this.${ownName(backward)}(${target}); };`,
        `${head("gradlensBackward", [given, target])} ${back(`this.${ownName(backward)}(${target});`)}`,
      ];
}

function stageOf(
  module: ParsedModule,
  pair: Pair,
  pieces: readonly string[],
  end: number,
): Stage | undefined {
  const stage = extended(module, pieces, withoutChance(module, pair, "file"), end);
  const added = (name: string) =>
    stage?.module.functions.find(({ shortName }) => shortName.endsWith(`.${name}`));
  const [primal, derivative] = [added("gradlensForward"), added("gradlensBackward")];
  return stage && primal && derivative && { ...stage, pair: { ...pair, primal, derivative } };
}

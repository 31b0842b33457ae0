import type { FunctionEntry } from "../../syntax/functions.ts";
import { parameterName } from "../../syntax/names.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { ownName } from "../pairs/owner.ts";
import type { Pair, Stage } from "../pairs/pair.ts";
import { returnedExpressions } from "../pairs/returned.ts";
import { type Upstream, upstreamOf } from "../pairs/upstream.ts";
import { extended } from "../stage/stage.ts";
import { withoutChance } from "./chance.ts";
import { type Filled, filledFields, keptInputs } from "./layerFields.ts";
import { layerMethods } from "./layerMethods.ts";
import { sizedClass, sizedName } from "./sizedClass.ts";

/** Of a list whose length nobody says. */
const listSize = 3;

const errorName = /^(err|error|gradients?|grads?|out(put)?_?(grads?|gradients?|error))$/i;

/** `backward(dOut)` of a class, which goes by what `forward(x)` kept on the same instance. */
export function layerPair(
  module: ParsedModule,
  backward: FunctionEntry,
  siblings: () => readonly FunctionEntry[],
): Pair | undefined {
  const methods = layerMethods(module, backward, siblings);
  if (!methods) return undefined;
  const { owner, end, forward } = methods;
  const inputs = names(forward);
  const upstream = upstreamOf(forward, backward) ?? errorOf(backward, inputs);
  if (!inputs || inputs.length === 0 || !upstream) return undefined;
  const filled = filledFields(forward, backward, inputs);
  const base = {
    primal: forward,
    derivative: backward,
    convention: "class",
    wrt: [],
    tag: undefined,
  } as const;
  return {
    ...base,
    upstream,
    stage: () => stageOf(module, { ...base, upstream }, { owner, end }, inputs, filled),
    otherStage() {
      const sized = sizedClass(module, owner, listSize);
      const place = { owner: sizedName, end, sized };
      return sized === undefined
        ? undefined
        : stageOf(module, { ...base, upstream }, place, inputs, filled);
    },
  };
}

/** The names of the parameters, where all are plain. */
function names({ node }: FunctionEntry): readonly string[] | undefined {
  const found = node.params.map(parameterName);
  return found.includes("") ? undefined : found;
}

function errorOf(
  { node }: FunctionEntry,
  inputs: readonly string[] | undefined,
): Upstream | undefined {
  const [first] = node.params;
  return first?.type === "Identifier" && errorName.test(first.name) && !inputs?.includes(first.name)
    ? { index: 0, name: first.name }
    : undefined;
}

/** The class whose instance runs, where its code is added, and the code of the class itself if it is ours. */
interface Place {
  readonly owner: string;
  readonly end: number;
  readonly sized?: string | undefined;
}

/** Runs forward and backward on one instance, and gives back the gradients by what they are of. */
function stageOf(
  module: ParsedModule,
  pair: Pair,
  { owner, end, sized }: Place,
  inputs: readonly string[],
  filled: readonly Filled[],
): Stage | undefined {
  const { primal, derivative, upstream } = pair;
  const called = [inputs, names(derivative) ?? []].flat();
  const free = (name: string): string => (called.includes(name) ? free(`${name}_`) : name);
  const [result, name] = [free("result"), free("gradlensBackward")];
  const brought = upstream?.name ?? "";
  const given = (names(derivative) ?? []).flatMap((own, place) => {
    if (own === brought || inputs.includes(own)) return [own];
    // A rate of learning and the like: any will do.
    return derivative.node.params[place]?.type === "Identifier" ? ["0.1"] : [];
  });
  const [only] = inputs;
  const isReturned = returnedExpressions(derivative).length > 0;
  const isAlone = inputs.length === 1 || filled.length > 0;
  const entries = [
    ...(isReturned && inputs.length === 1 ? [`${only}: ${result}`] : []),
    ...filled
      .filter(({ of }) => !(isReturned && of === only))
      .map(({ field, of }) => `${of}: this.${field}`),
  ];
  if (isAlone && entries.length === 0) return undefined;
  const code = [
    `${owner}.prototype.${name} = function (${[brought, ...inputs].join(", ")}) {`,
    `this.${ownName(primal)}(${inputs.join(", ")});`,
    `const ${result} = this.${ownName(derivative)}(${given.join(", ")});`,
    `return ${isAlone ? `{ ${entries.join(", ")} }` : result}; };`,
  ].join("\n");
  const own = `\n${owner}.prototype.gradlensForward = function (${inputs.join(", ")}) { return this.${ownName(primal)}(${inputs.join(", ")}); };\n`;
  const pieces = sized === undefined ? [code] : [sized, own, code];
  const stage = extended(module, pieces, withoutChance(module, pair, "class"), end);
  const added = stage?.module.functions.find(({ shortName }) => shortName.endsWith(`.${name}`));
  const forward = stage?.module.functions.find(({ range, shortName }) =>
    sized === undefined
      ? range.start === primal.range.start
      : shortName.endsWith(".gradlensForward"),
  );
  if (!stage || !added || !forward) return undefined;
  const fields = filled.map(({ field }) => `this.${field}`);
  return {
    ...stage,
    ownNames: new Map([
      ...keptInputs(primal, inputs),
      ...(names(derivative) ?? []).map((own) => [own, own] as const),
    ]),
    pair: {
      ...pair,
      primal: forward,
      derivative: added,
      upstream: { index: 0, name: brought },
      startsEmpty: fields,
    },
  };
}

import type { FunctionEntry } from "../../syntax/functions.ts";
import { parameterName } from "../../syntax/names.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { sameName, variablesOf } from "../pairs/affixes.ts";
import { type Pair, passOf } from "../pairs/pair.ts";
import { onlyResult } from "../pairs/returned.ts";
import { upstreamOf } from "../pairs/upstream.ts";
import { roofEnd } from "../stage/roof.ts";
import { documented, stagedPasses } from "../stage/stage.ts";
import { carriedPlaces } from "./carriers/carriedPlaces.ts";

/** A function that gives a box, `out.data[i]` in a Tensor, beside one that is given an upstream gradient. */
interface BoxedFunctions {
  readonly params: readonly string[];
  /** The parameters of the derivative, of which one is brought from above. */
  readonly asked: readonly string[];
  readonly brought: string;
  readonly output: Box;
  readonly end: number;
}

export function boxedFunctions(
  module: ParsedModule,
  primal: FunctionEntry,
  derivative: FunctionEntry,
): BoxedFunctions | undefined {
  const params = primal.node.params.map(parameterName);
  const asked = derivative.node.params.map(parameterName);
  const brought = upstreamOf(primal, derivative)?.name;
  const [output] = boxesIn(primal);
  if (brought === undefined || !output || [...params, ...asked].includes("")) return undefined;
  if (primal.instanceOf !== undefined || derivative.instanceOf !== undefined) return undefined;
  const end = roofEnd(module, primal.node, primal.name.split(".")[0] as string);
  return end === undefined ? undefined : { params, asked, brought, output, end };
}

/**
 * `matmul(a, b)` and `matmulBackward(dOut, a, b)` whose values come in boxes, `out.data[i]` in a Tensor: the
 * upstream gradient is given in a box like that of the output, and gradients are taken out of theirs.
 */
export function boxedPair(
  module: ParsedModule,
  primal: FunctionEntry,
  derivative: FunctionEntry,
): Pair | undefined {
  const functions = boxedFunctions(module, primal, derivative);
  const back = boxesIn(derivative);
  if (!functions || back.length === 0) return undefined;
  const { params, asked, brought, output, end } = functions;
  const { field } = output;
  const isBox = (name: string, root: FunctionEntry) =>
    carriedPlaces(root.node, false).some((place) => place.on === name && place.field === field);
  if (!isBox(brought, derivative)) return undefined;
  const boxes = params.filter((name) => isBox(name, primal));
  const others = boxes.filter((name) => !asked.some((own) => sameName(own, name)));
  const given = asked.map((name) => {
    if (name === brought) return "up_";
    const own = params.find((one) => sameName(one, name));
    if (own !== undefined) return own;
    if (output.keys.includes(name)) return `kept_.${name}`;
    if (/out|result|^y$/i.test(name)) return `kept_${output.at}`;
    return others.length === 1 && isBox(name, derivative) ? others[0] : undefined;
  });
  const gradients = back.map(({ at, local, field: own }) => {
    const names = variablesOf(at === "" ? local : at.slice(1));
    const of = params.find((name) => names.some((one) => sameName(one, name)));
    const only = back.length === 1 && boxes.length === 1 ? boxes[0] : undefined;
    const to = of ?? only;
    return to === undefined ? undefined : `${to}: { ${field}: back_${at}.${own} }`;
  });
  if (![...given, ...gradients].every((text) => text !== undefined)) return undefined;
  const base = passOf(primal, derivative, brought);
  const written = primal.node.params.map((node) => module.text.slice(...node.range));
  const call = `${primal.name}(${params.join(", ")})`;
  const doc = documented(module, primal);
  const pieces = [
    `${doc}\nfunction gradlensForward(${written.join(", ")}) { return ${call}${output.at}.${field}; }`,
    `${doc}\nfunction gradlensBackward(${[brought, ...written].join(", ")}) { const kept_ = ${call}; const up_ = ${call}${output.at}; up_.${field} = ${brought}; const back_ = ${derivative.name}(${given.join(", ")}); return { ${gradients.join(", ")} }; }`,
  ];
  return { ...base, stage: () => stagedPasses(module, base, pieces, end) };
}

/** A list in a box that a function fills and gives back. */
interface Box {
  readonly local: string;
  readonly field: string;
  /** Where it stands in the result: "", ".dA". */
  readonly at: string;
  /** What else the result holds. */
  readonly keys: readonly string[];
}

function boxesIn(entry: FunctionEntry): readonly Box[] {
  const result = onlyResult(entry);
  if (!result) return [];
  const given: { readonly local: string; readonly at: string }[] = [];
  if (result.type === "Identifier") given.push({ local: result.name, at: "" });
  if (result.type === "ObjectExpression")
    for (const property of result.properties) {
      if (property.type !== "Property" || property.key.type !== "Identifier") return [];
      const { key, value } = property;
      given.push({ local: value.type === "Identifier" ? value.name : "", at: `.${key.name}` });
    }
  const written = carriedPlaces(entry.node, false).filter(({ isWritten }) => isWritten);
  return given.flatMap(({ local, at }) => {
    const fields = new Set(written.filter(({ on }) => on === local).map(({ field }) => field));
    const [field, ...more] = fields;
    if (field === undefined || more.length > 0) return [];
    return [{ local, field, at, keys: given.map((one) => one.at.slice(1)) }];
  });
}

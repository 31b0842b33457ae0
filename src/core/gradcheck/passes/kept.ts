import type { Node } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { parameterName } from "../../syntax/names.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { type Pair, passOf } from "../pairs/pair.ts";
import { onlyResult } from "../pairs/returned.ts";
import { upstreamOf } from "../pairs/upstream.ts";
import { roofEnd } from "../stage/roof.ts";
import { documented, stagedPasses } from "../stage/stage.ts";

/** How a result that holds more than the output goes on to the backward pass. */
interface Passing {
  /** The key of the output itself. */
  readonly output: string;
  readonly upstream: string;
  /** What each parameter of the backward pass is given. */
  readonly given: readonly string[];
}

/**
 * `affineForward(x, w)` that gives `{ out, cache }` and `affineBackward(dOut, cache)`: the gradient belongs to
 * one part of the result, and another part is what was kept for the way back.
 */
export function keptPair(
  module: ParsedModule,
  primal: FunctionEntry,
  derivative: FunctionEntry,
  /** Code that brings a function of another file here. */
  imports?: string,
): Pair | undefined {
  const [first] = primal.name.split(".");
  const isHere = imports === undefined && first !== undefined;
  const end = isHere ? roofEnd(module, primal.node, first) : module.text.length;
  const names = primal.node.params.map(parameterName);
  const passing =
    names.includes("") || end === undefined ? undefined : passingOf(primal, derivative);
  if (!passing || primal.instanceOf !== undefined || derivative.instanceOf !== undefined)
    return undefined;
  const base = passOf(primal, derivative, passing.upstream);
  // A type of another file need not be known here.
  const written = isHere
    ? primal.node.params.map((node: Node) => module.text.slice(...node.range))
    : names;
  const call = `${primal.name}(${names.join(", ")})`;
  const given = passing.given.join(", ");
  const doc = isHere ? documented(module, primal) : "";
  const pieces = [
    imports ?? "",
    `${doc}\nfunction gradlensForward(${written.join(", ")}) { return ${call}.${passing.output}; }`,
    `${doc}\nfunction gradlensBackward(${[passing.upstream, ...written].join(", ")}) { const kept_ = ${call}; return ${derivative.name}(${given}); }`,
  ];
  const ownNames = new Map(
    passing.given.flatMap((text, place) => ownName(derivative, text, place)),
  );
  return {
    ...base,
    stage() {
      const stage = stagedPasses(module, base, pieces, end);
      return stage && { ...stage, ownNames };
    },
  };
}

function ownName({ node }: FunctionEntry, text: string, place: number) {
  const name = parameterName(node.params[place] as Node);
  return text.startsWith("kept_") ? [] : [[text, name] as const];
}

function passingOf(primal: FunctionEntry, derivative: FunctionEntry): Passing | undefined {
  const result = onlyResult(primal);
  if (result?.type !== "ObjectExpression") return undefined;
  const keys = result.properties.flatMap((property) =>
    property.type === "Property" && property.key.type === "Identifier" && !property.computed
      ? [property.key.name]
      : [],
  );
  const asked = derivative.node.params.map(parameterName);
  const inputs = new Set(primal.node.params.map(parameterName));
  const ends = [asked[0], asked.at(-1)].filter((name) => name !== undefined && !inputs.has(name));
  const named = ends.find((name) => outputOf(name as string, keys) !== undefined);
  const brought = named ?? upstreamOf(primal, derivative)?.name;
  if (brought === undefined || keys.length < 2 || asked.includes("")) return undefined;
  const output = outputOf(brought, keys) ?? keys.find((key) => usualOutput.test(key)) ?? keys[0];
  const kept = keys.filter((key) => key !== output);
  const given = asked.map((name) => {
    if (name === brought) return name;
    if (keys.includes(name)) return `kept_.${name}`;
    if (inputs.has(name)) return name;
    return kept.length === 1 ? `kept_.${kept[0]}` : undefined;
  });
  return output !== undefined && given.every((text) => text !== undefined)
    ? { output, upstream: brought, given }
    : undefined;
}

const usualOutput = /^(out|output|y|z|a|h|result|value|probs)$/i;

/** `dA` brings the gradient of `A`. */
function outputOf(name: string, keys: readonly string[]): string | undefined {
  const of = /^(?:d|grad)_?(\w+)$/.exec(name)?.[1];
  return of && keys.find((key) => key.toLowerCase() === of.toLowerCase());
}

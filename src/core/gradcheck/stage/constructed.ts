import type { FunctionEntry } from "../../syntax/functions.ts";
import { parameterName } from "../../syntax/names.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Pair, Stage } from "../pairs/pair.ts";
import { constructorOf } from "./constructorOf.ts";
import { extended } from "./stage.ts";

/**
 * Two methods as functions of what their instance is made from: of a curve that keeps its points and what it
 * derived from them, both follow from the points.
 */
export function constructedStage(module: ParsedModule, pair: Pair): Stage | undefined {
  const { primal, derivative } = pair;
  const owner = primal.instanceOf;
  if (owner === undefined || derivative.instanceOf !== owner || pair.upstream) return undefined;
  const made = constructorOf(module, owner)?.params.map(parameterName);
  const own = [primal, derivative].map(namesOf);
  if (!made || made.length === 0 || [made, ...own].flat().includes("")) return undefined;
  const taken = new Set(own.flat());
  const given = made.map((name) => free(name, taken));
  const [forward = [], backward = []] = own;
  const method = (name: string, { shortName }: FunctionEntry, names: readonly string[]) =>
    `\nfunction ${name}(${[...names, ...given].join(", ")}) { return new ${owner}(${given.join(", ")}).${shortName}(${names.join(", ")}); }`;
  const stage = extended(module, [
    method("gradlensForward", primal, forward),
    method("gradlensBackward", derivative, backward),
  ]);
  const added = stage?.module.functions.filter(({ range }) => range.start > module.text.length);
  const [first, second] = added ?? [];
  if (!stage || !first || !second) return undefined;
  // What the instance is made from is not what its methods are differentiated by.
  const wrt = pair.wrt.length > 0 || forward.length !== 1 ? pair.wrt : forward;
  const ownNames = new Map(backward.map((name) => [name, name]));
  return { ...stage, ownNames, pair: { ...pair, primal: first, derivative: second, wrt } };
}

function namesOf({ node }: FunctionEntry): readonly string[] {
  return node.params.map(parameterName);
}

function free(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? free(`${name}_`, taken) : name;
}

import { isFunctionNode, type Node, nodeRange } from "../../../syntax/ast.ts";
import type { FunctionEntry } from "../../../syntax/functions.ts";
import { parameterName, walk } from "../../../syntax/names.ts";
import type { ParsedModule } from "../../../syntax/parsedModule.ts";
import { sameName } from "../../pairs/affixes.ts";
import { ownName } from "../../pairs/owner.ts";
import { type Pair, passOf } from "../../pairs/pair.ts";
import { returnedExpressions } from "../../pairs/returned.ts";
import { roofEnd } from "../../stage/roof.ts";
import { stagedPasses } from "../../stage/stage.ts";
import { type Carriers, carriedPlaces, carriersOf } from "./carriedPlaces.ts";
import { madeFrom } from "./maker.ts";

/** `sigmoidB`, `sigmoidBackward`, `sigmoid_grad`. */
export function carrierBase(name: string): string | undefined {
  return backwardName.exec(name)?.groups?.["of"];
}

const backwardName = /^(?<of>\w+?)_?(?:B|[Bb]ackward|[Bb]ackprop|[Gg]rad|[Gg]radient)$/;
const upstream = { index: 0, name: "dOut" } as const;

/**
 * `sigmoid(out, x)` that fills `out.w`, and `sigmoidBackward(out, x)` that takes `out.dw` and fills `x.dw`:
 * lists of values and of gradients, side by side on the same objects.
 */
export function carrierPair(
  module: ParsedModule,
  derivative: FunctionEntry,
  siblings: () => readonly FunctionEntry[],
  /** Code that brings a function of another file here. */
  imports = "",
): Pair | undefined {
  const of = carrierBase(ownName(derivative));
  const params = derivative.node.params.map(parameterName);
  if (of === undefined || params.includes("") || params.includes(upstream.name)) return undefined;
  if (returnedExpressions(derivative).length > 0 || derivative.instanceOf !== undefined)
    return undefined;
  const primal = siblings().find(
    (entry) =>
      entry !== derivative &&
      sameName(ownName(entry).replace(/_?[fF]orward$/, ""), of) &&
      entry.node.params.map(parameterName).join() === params.join(),
  );
  if (!primal || returnedExpressions(primal).length > 0) return undefined;
  const carriers = carriersOf(
    carriedPlaces(primal.node, false),
    carriedPlaces(derivative.node, false),
  );
  if (!carriers || ![carriers.result, ...carriers.operands].every((name) => params.includes(name)))
    return undefined;
  const base = passOf(primal, derivative, upstream.name);
  const given = params.join(", ");
  const { result, value, gradient } = carriers;
  const pieces = [
    imports,
    `\nfunction gradlensForward(${given}) { ${primal.name}(${given}); return ${result}.${value}; }`,
    `\nfunction gradlensBackward(dOut, ${given}) { ${primal.name}(${given}); ${emptied(carriers)} ${result}.${gradient} = dOut; ${derivative.name}(${given}); return ${filled(carriers, (name) => name)}; }`,
  ];
  return {
    ...base,
    stage() {
      const stage = stagedPasses(module, base, pieces);
      return stage && { ...stage, isMadeUp: true };
    },
  };
}

/** `this.backprop.push(function () { m.dw[i] += … })` of a method, to be called when all is done. */
export function pushedPair(module: ParsedModule, entry: FunctionEntry): Pair | undefined {
  const text = module.text.slice(entry.range.start, entry.range.end);
  if (!text.includes(".push(")) return undefined;
  const pushed = pushedClosure(entry.node);
  const params = entry.node.params.map(parameterName);
  const [returned, ...others] = returnedExpressions(entry);
  if (!pushed || params.includes("") || params.includes(upstream.name) || others.length > 0)
    return undefined;
  const carriers = carriersOf(
    carriedPlaces(entry.node, false),
    carriedPlaces(pushed.closure, true),
  );
  if (!carriers || returned?.type !== "Identifier" || returned.name !== carriers.result)
    return undefined;
  if (!carriers.operands.every((name) => params.includes(name))) return undefined;
  const base = {
    primal: entry,
    derivative: { ...entry, nameRange: nodeRange(pushed.list) },
    convention: "tape",
    wrt: [],
    tag: undefined,
    upstream,
  } as const;
  const list = module.text.slice(...pushed.list.range);
  const end = roofEnd(module, entry.node, (entry.instanceOf ?? entry.name).split(".")[0] as string);
  const given = params.join(", ");
  const { value, gradient } = carriers;
  const owner = entry.instanceOf;
  const own = (name: string) => (carriers.operands.includes(name) ? `${name}_` : name);
  const passed = params.map(own).join(", ");
  const made = carriers.operands
    .map((name) => madeFrom(module, carriers, name, own(name)))
    .join(" ");
  const call =
    owner === undefined ? `${entry.name}(${passed})` : `this.${ownName(entry)}(${passed})`;
  const head = (name: string, inputs: string) =>
    owner === undefined
      ? `\nfunction ${name}(${inputs}) {`
      : `\n${owner}.prototype.${name} = function (${inputs}) {`;
  const on = pushed.switches.map((field) => `this.${field} = true;`).join(" ");
  const pieces = [
    `${head("gradlensForward", given)} ${on} ${made} return ${call}.${value}; };`,
    `${head("gradlensBackward", `dOut, ${given}`)} ${on} ${made} const before_ = ${list}.length; const out_ = ${call}; out_.${gradient} = dOut; for (const back_ of ${list}.slice(before_).reverse()) back_(); return ${filled(carriers, own)}; };`,
  ];
  return { ...base, stage: () => stagedPasses(module, base, pieces, end) };
}

interface Pushed {
  readonly list: Node;
  readonly closure: Node;
  /** The fields of the instance that say whether there is anything to push. */
  readonly switches: readonly string[];
}

/** The first function that is pushed, written there or under a name of its own. */
function pushedClosure(root: Node): Pushed | undefined {
  let found: Pushed | undefined;
  const named = new Map<string, Node>();
  walk(root, (node) => {
    if (found || (node !== root && isFunctionNode(node))) return false;
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init)
      named.set(node.id.name, node.init);
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return true;
    const { object, property } = node.callee;
    const [given] = node.arguments;
    if (property.type !== "Identifier" || property.name !== "push" || !given) return true;
    const closure = given.type === "Identifier" ? named.get(given.name) : given;
    if (closure && isFunctionNode(closure) && closure.params.length === 0)
      found = { list: object, closure, switches: switchesAround(node, root) };
    return true;
  });
  return found;
}

/** `if (this.needsBackprop)` around it. */
function switchesAround(place: Node, root: Node): readonly string[] {
  const fields: string[] = [];
  for (let node = place.parent; node && node !== root; node = node.parent) {
    if (node.type !== "IfStatement" || node.test.type !== "MemberExpression") continue;
    const { object, property } = node.test;
    if (object.type === "ThisExpression" && property.type === "Identifier")
      fields.push(property.name);
  }
  return fields;
}

function emptied({ operands, value, gradient }: Carriers): string {
  return operands.map((name) => `${name}.${gradient} = ${name}.${value}.map(() => 0);`).join(" ");
}

function filled({ operands, value, gradient }: Carriers, own: (name: string) => string): string {
  const entries = operands.map((name) => `${name}: { ${value}: ${own(name)}.${gradient} }`);
  return `{ ${entries.join(", ")} }`;
}

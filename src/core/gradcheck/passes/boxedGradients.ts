import type { Node } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { walk } from "../../syntax/names.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { type Pair, passOf } from "../pairs/pair.ts";
import { returnedExpressions } from "../pairs/returned.ts";
import { documented, stagedPasses } from "../stage/stage.ts";
import { boxedFunctions } from "./boxed.ts";
import { gradientName } from "./carriers/carriedPlaces.ts";

/** Longer than any list of ours; of what no input has its place in, nothing is compared. */
const room = 256;

/**
 * `lookup(table, row)` that gives a Tensor, and `lookupBackward(dOut, table, row)` that adds to
 * `table.grad.data`: boxes keep their gradients in boxes of their own.
 */
export function boxedGradientPair(
  module: ParsedModule,
  primal: FunctionEntry,
  derivative: FunctionEntry,
): Pair | undefined {
  const functions = boxedFunctions(module, primal, derivative);
  if (!functions) return undefined;
  const { params, asked, brought, output, end } = functions;
  if (returnedExpressions(derivative).length > 0) return undefined;
  if (!asked.every((name) => name === brought || params.includes(name))) return undefined;
  const filled = gradientBoxes(derivative.node, output.field).filter(({ on }) =>
    params.includes(on),
  );
  if (filled.length === 0) return undefined;
  const { field } = output;
  const base = passOf(primal, derivative, brought);
  const written = primal.node.params.map((node) => module.text.slice(...node.range));
  const call = `${primal.name}(${params.join(", ")})`;
  const given = asked.map((name) => (name === brought ? "up_" : name));
  const empty = filled.map(
    ({ on, kept }) => `${on}.${kept} = { ${field}: new Array(${room}).fill(0) };`,
  );
  const gradients = filled.map(({ on, kept }) => `${on}: { ${field}: ${on}.${kept}.${field} }`);
  const doc = documented(module, primal);
  const pieces = [
    `${doc}\nfunction gradlensForward(${written.join(", ")}) { return ${call}${output.at}.${field}; }`,
    `${doc}\nfunction gradlensBackward(${[brought, ...written].join(", ")}) { const up_ = ${call}${output.at}; up_.${field} = ${brought}; ${empty.join(" ")} ${derivative.name}(${given.join(", ")}); return { ${gradients.join(", ")} }; }`,
  ];
  return {
    ...base,
    stage() {
      const stage = stagedPasses(module, base, pieces, end);
      return stage && { ...stage, isMadeUp: true };
    },
  };
}

/** The field in which an object keeps the box of its gradient: `grad` of `table.grad.data[i] += …`. */
interface KeptBox {
  readonly on: string;
  readonly kept: string;
}

function gradientBoxes(root: Node, field: string): readonly KeptBox[] {
  const found = new Map<string, KeptBox>();
  walk(root, (node) => {
    if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return true;
    const list = node.left.computed ? member(node.left.object) : undefined;
    const box = list?.name === field ? member(list.of) : undefined;
    if (box?.of.type === "Identifier" && gradientName.test(box.name))
      found.set(`${box.of.name} ${box.name}`, { on: box.of.name, kept: box.name });
    return true;
  });
  return [...found.values()];
}

/** `a.b` and `a.b!` as a and "b". */
function member(node: Node): { readonly of: Node; readonly name: string } | undefined {
  const own = node.type === "TSNonNullExpression" ? node.expression : node;
  if (own.type !== "MemberExpression" || own.computed || own.property.type !== "Identifier")
    return undefined;
  const of = own.object.type === "TSNonNullExpression" ? own.object.expression : own.object;
  return { of, name: own.property.name };
}

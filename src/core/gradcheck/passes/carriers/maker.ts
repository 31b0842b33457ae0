import { isFunctionNode, type Node } from "../../../syntax/ast.ts";
import { parameterName, walk } from "../../../syntax/names.ts";
import type { ParsedModule } from "../../../syntax/parsedModule.ts";

/** The fields of one object in which its values and their gradients lie. */
export interface Fields {
  readonly value: string;
  readonly gradient: string;
}

/** Of every length. */
export const carrierSize = 2;

/** From left to right, of an image over which a window moves. */
export const carrierWidth = 3;
const wideParameter = /^(sx|w|x|wide|width|cols|columns)$/i;

/**
 * Code that makes an object of the values of `given`: by its own class where the file has it, so that its
 * sizes and what it holds belong together.
 */
export function madeFrom(
  module: ParsedModule,
  { value, gradient }: Fields,
  given: string,
  made: string,
  wide = carrierSize,
): string {
  const maker = makerOf(module, { value, gradient }, wide);
  if (maker === undefined)
    return `const ${made} = { ...${given}, ${gradient}: ${given}.${value}.map(() => 0) };`;
  return `const ${made} = ${maker}; for (let at_ = 0; at_ < ${made}.${value}.length; at_++) { ${made}.${value}[at_] = ${given}.${value}[at_]; ${made}.${gradient}[at_] = 0; }`;
}

function makerOf(
  { functions }: ParsedModule,
  { value, gradient }: Fields,
  wide: number,
): string | undefined {
  const maker = functions.find(({ node, level, instanceOf }) => {
    if (level === "nested" || instanceOf !== undefined) return false;
    const kept = keptFields(node);
    return kept.has(value) && kept.has(gradient);
  });
  const sizes = maker?.node.params.map((parameter) =>
    wideParameter.test(parameterName(parameter)) ? wide : carrierSize,
  );
  return maker && `new ${maker.name}(${sizes?.join(", ")})`;
}

function keptFields(root: Node): ReadonlySet<string> {
  const kept = new Set<string>();
  walk(root, (node) => {
    if (node !== root && isFunctionNode(node)) return false;
    if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return true;
    const { object, property } = node.left;
    if (object.type === "ThisExpression" && property.type === "Identifier") kept.add(property.name);
    return true;
  });
  return kept;
}

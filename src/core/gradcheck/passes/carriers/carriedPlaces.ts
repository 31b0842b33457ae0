import { isFunctionNode, type Node } from "../../../syntax/ast.ts";
import { walk } from "../../../syntax/names.ts";

/** `m.dw[i]`: an element of a list that an object carries. */
export interface CarriedPlace {
  readonly on: string;
  readonly field: string;
  readonly isWritten: boolean;
}

export const gradientName = /grad|adjoint|delta|^d[wxv]?$/i;

function isGradientField(field: string): boolean {
  return gradientName.test(field);
}

/** Every such place, of the functions inside only where asked for. */
export function carriedPlaces(root: Node, isDeep: boolean): readonly CarriedPlace[] {
  const places: CarriedPlace[] = [];
  walk(root, (node) => {
    if (!isDeep && node !== root && isFunctionNode(node)) return false;
    if (node.type !== "MemberExpression" || !node.computed) return true;
    const { object: list } = node;
    if (list.type !== "MemberExpression" || list.computed) return true;
    const { object, property } = list;
    if (object.type !== "Identifier" || property.type !== "Identifier") return true;
    const isWritten = node.parent?.type === "AssignmentExpression" && node.parent.left === node;
    places.push({ on: object.name, field: property.name, isWritten });
    return true;
  });
  return places;
}

/** What carries the result, and the operands whose gradients are written. */
export interface Carriers {
  readonly result: string;
  readonly operands: readonly string[];
  /** The fields of the values and of the gradients. */
  readonly value: string;
  readonly gradient: string;
}

/** From what a forward pass and a backward pass read and write; nothing where that leaves a choice. */
export function carriersOf(
  forward: readonly CarriedPlace[],
  backward: readonly CarriedPlace[],
): Carriers | undefined {
  const written = backward.filter(({ isWritten }) => isWritten);
  const gradients = only(written.map(({ field }) => field));
  if (gradients === undefined || !isGradientField(gradients)) return undefined;
  const operands = [...new Set(written.map(({ on }) => on))];
  const values = forward.filter(({ isWritten, field }) => isWritten && field !== gradients);
  const value = only(values.map(({ field }) => field));
  const result = only(values.map(({ on }) => on));
  if (value === undefined || result === undefined || operands.includes(result)) return undefined;
  const asks = backward.some(
    ({ on, field, isWritten }) => on === result && field === gradients && !isWritten,
  );
  return asks ? { result, operands, value, gradient: gradients } : undefined;
}

function only(names: readonly string[]): string | undefined {
  const [first, ...others] = new Set(names);
  return others.length === 0 ? first : undefined;
}

import { isFunctionNode, type Node } from "../../syntax/ast.ts";
import type { Callable } from "../machine.ts";
import type { Cell } from "./cell.ts";
import type { Way } from "./questions.ts";
import { candidatePoints } from "./samples.ts";

/** A constructor that asks for several kinds of things, and is led astray by that, takes plain sizes most of the time. */
const all: readonly Way[] = [
  { isOpen: true, isSized: false },
  { isOpen: true, isSized: true },
  { isOpen: false, isSized: true },
];

/** All ways to make an instance; the one that led to it before comes first. */
export function waysFrom(known: Way | undefined): readonly Way[] {
  return known ? [known, ...all.filter((way) => way !== known)] : all;
}

/** Numbers for a constructor's own parameters; two instances made in a row are not equal, unless all have one `size`. */
export function numbersFor(
  { isSized }: Way,
  start: number,
  size: number | undefined,
): (path: string, sample: number | undefined) => number {
  const [firstNumbers] = candidatePoints;
  const known = new Map<string, number>();
  return (path, sample) => {
    const index = start + known.size;
    const chosen = isSized ? (size ?? 2 + (index % 3)) : firstNumbers(path, index);
    const value = known.get(path) ?? sample ?? chosen;
    known.set(path, value);
    return value;
  };
}

export function beNumber(cell: Cell): void {
  if (cell.shape.kind === "unknown" && !cell.optional)
    cell.shape = { kind: "number", sample: undefined };
}

export function constructorParameters(owner: Callable): readonly Node[] {
  if (owner.kind === "closure") return owner.node.params;
  if (owner.kind !== "class") return [];
  for (const member of owner.node.body.body) {
    if (
      member.type === "MethodDefinition" &&
      member.kind === "constructor" &&
      isFunctionNode(member.value)
    ) {
      return member.value.params;
    }
  }
  return owner.parent ? constructorParameters(owner.parent) : [];
}

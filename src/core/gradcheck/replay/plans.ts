import type { Node } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { TapeOutput } from "../../tape/tape.ts";
import { type Cell, numberCell, unknownCell } from "../../trace/inputs/cell.ts";
import { freshCell } from "../../trace/inputs/freshCell.ts";
import { parameterCells } from "../../trace/inputs/inputs.ts";

/**
 * What the derivative is called with. Its cells keep the paths of the primal's, so that one point
 * serves both; a leaf fed with the primal's output has a path that starts with `outputPrefix`.
 */
export interface Plan {
  readonly form: "input" | "output";
  readonly cells: readonly Cell[];
  /** A parameter that matches no input was taken for the output; it may be something else altogether. */
  readonly unknown: string | undefined;
}

export const outputPrefix = "\u0000output";

/** Ways to call the derivative, likeliest first; none when its parameters cannot be matched. */
export function plansOf(
  module: ParsedModule,
  primalCells: readonly Cell[],
  derivative: FunctionEntry,
  outputs: readonly TapeOutput[],
  /** The place of a parameter that is no input: it is given a value of its own. */
  settled?: number,
): readonly Plan[] {
  const own = parameterCells(module, derivative).map((cell, place) =>
    isFilledIn(derivative, place) ? { ...cell, optional: true } : cell,
  );
  const texts = new Set(own.filter((_, place) => isText(derivative.node.params[place])));
  const matches = matchParameters(primalCells, own, texts);
  const open = own.findIndex(
    (cell, place) => place !== settled && matches[place] === undefined && !cell.optional,
  );
  const cellFor = (place: number, fed: number): Cell | undefined => {
    if (place === settled) return own[place];
    if (place === fed) return outputCell(outputs);
    const match = matches[place];
    if (match !== undefined) return freshCell(primalCells[match] as Cell);
    const cell = own[place] as Cell;
    return cell.optional ? leftOut(cell) : undefined;
  };
  const planWith = (fed: number): Plan | undefined => {
    const cells = own.map((_, place) => cellFor(place, fed));
    if (!cells.every((cell) => cell !== undefined)) return undefined;
    const form = fed < 0 ? "input" : "output";
    return { form, cells, unknown: fed >= 0 && fed === open ? own[fed]?.path : undefined };
  };
  const takesOutput = (place: number) =>
    !texts.has(own[place] as Cell) && isCompatible(own[place], outputCell(outputs));
  if (open >= 0) return takesOutput(open) ? present([planWith(open)]) : [];
  // A parameter that has the name of an input is that input, unless there is nothing else to call it.
  const first = settled === 0 ? 1 : 0;
  const free = own.length - (settled === undefined ? 0 : 1);
  const isInput = primalCells.some(({ path }) => path === own[first]?.path);
  const mayTakeOutput = free === 1 || (free === 2 && !isInput);
  return present([planWith(-1), mayTakeOutput && takesOutput(first) ? planWith(first) : undefined]);
}

function present<T>(items: readonly (T | undefined)[]): readonly T[] {
  return items.filter((item) => item !== undefined);
}

/** By name, then by position; the primal's parameter for each of the derivative's. */
function matchParameters(
  primal: readonly Cell[],
  own: readonly Cell[],
  texts: ReadonlySet<Cell>,
): readonly (number | undefined)[] {
  const taken = new Set<number>();
  const take = (index: number, cell: Cell): number | undefined => {
    const fits = !texts.has(cell) && isCompatible(cell, primal[index]);
    if (index < 0 || taken.has(index) || !fits) return undefined;
    taken.add(index);
    return index;
  };
  // Patterns such as `{ size, scale }` have no name of their own: the next one that the function takes.
  const byName = own.map((cell) =>
    take(
      primal.findIndex(
        ({ path }, index) => path === cell.path && (path !== "" || !taken.has(index)),
      ),
      cell,
    ),
  );
  return own.map((cell, place) => byName[place] ?? take(place < primal.length ? place : -1, cell));
}

/** `out = out || [0, 0]`: a place for the result that the caller may leave out. */
function isFilledIn({ node }: FunctionEntry, place: number): boolean {
  const parameter = node.params[place];
  if (parameter?.type !== "Identifier" || node.body?.type !== "BlockStatement") return false;
  return node.body.body.some((statement) => {
    if (statement.type !== "ExpressionStatement") return false;
    const { expression } = statement;
    if (expression.type !== "AssignmentExpression") return false;
    const { left, right, operator } = expression;
    if (left.type !== "Identifier" || left.name !== parameter.name) return false;
    if (operator === "||=" || operator === "??=") return true;
    return right.type === "LogicalExpression" && right.operator !== "&&";
  });
}

/** Text is an input of neither function. */
function isText(parameter: Node | undefined): boolean {
  if (parameter?.type !== "Identifier") return false;
  return parameter.typeAnnotation?.typeAnnotation.type === "TSStringKeyword";
}

function isCompatible(own: Cell | undefined, given: Cell | undefined): boolean {
  if (!own || !given) return false;
  const wanted = own.shape.kind;
  const found = given.shape.kind;
  if (wanted === "unknown" || found === "unknown") return true;
  return wanted === found;
}

function leftOut(cell: Cell): Cell {
  return { ...unknownCell(cell.path, true), shape: { kind: "plain", value: undefined } };
}

/** The primal's result as an input: a number, an array of them, or a matrix. */
function outputCell(outputs: readonly TapeOutput[]): Cell | undefined {
  return resultCell(
    outputPrefix,
    outputs.map(({ path }) => path),
  );
}

/** What the paths of its leaves, in their order, say that it is. */
function resultCell(path: string, leaves: readonly string[]): Cell | undefined {
  if (leaves.length === 1 && leaves[0] === "") return numberCell(path);
  const rows = new Map<string, string[]>();
  for (const leaf of leaves) {
    const [own, rest] = [/^\[\d+\]/.exec(leaf)?.[0], leaf.replace(/^\[\d+\]/, "")];
    if (own === undefined) return undefined;
    rows.set(own, [...(rows.get(own) ?? []), rest]);
  }
  if (![...rows.keys()].every((own, index) => own === `[${index}]`)) return undefined;
  const elements = [...rows].map(([own, rest]) => resultCell(path + own, rest));
  if (!elements.every((element) => element !== undefined)) return undefined;
  const shape = {
    kind: "array",
    typed: undefined,
    elements,
    makeElement: numberCell,
    elastic: false,
    wanted: elements.length,
  } as const;
  return { path, optional: false, shape };
}

import type { Plain } from "./plain.ts";
import type { Point } from "./point.ts";

/**
 * What is known of an input before and between runs: its shape, found from types, defaults, literals
 * and use, and the sample values at its numeric leaves. A run may refine a cell; it never un-refines.
 */
export interface Cell {
  /** "x", "v[0]", "p.x"; the leaves' paths name the inputs of the tape. */
  readonly path: string;
  shape: CellShape;
  /** May be left out by the caller (`x?`, a default): asked for nothing else, it is undefined. */
  readonly optional: boolean;
}

export type CellShape =
  /** `isPresent`: its truth was asked and taken for true. `isText`: its type says so, though not which. */
  | { readonly kind: "unknown"; readonly isPresent?: true; readonly isText?: true }
  /** `sample` is what a person wrote; otherwise a value is searched. `typed`: the kind of array that stores it. */
  | { readonly kind: "number"; readonly sample: number | undefined; readonly typed?: string }
  /** `others` are what its type also allows. */
  | { readonly kind: "plain"; readonly value: Plain; readonly others?: readonly Plain[] }
  /** Made by the constructor of a class of the program; an unknown input where there is no such class. */
  | { readonly kind: "instance"; readonly className: string; readonly written?: Point }
  | ArrayShape
  | ObjectShape
  | { readonly kind: "function" }
  /** Left out by the caller: its default makes it anew in each run. */
  | { readonly kind: "default" };

export interface ArrayShape {
  readonly kind: "array";
  readonly typed: string | undefined;
  readonly elements: Cell[];
  readonly makeElement: (path: string) => Cell;
  /** Nobody said how long it is: it may grow to `wanted`. */
  readonly elastic: boolean;
  wanted: number;
}

interface ObjectShape {
  readonly kind: "object";
  readonly fields: Map<string, Cell>;
  /** Known by use only: new members may appear. */
  readonly elastic: boolean;
}

/** How long an array is that nobody sized, and how far use may stretch it. */
const elasticLength = 3;
export const maximumElasticLength = 64;

export function unknownCell(path: string, optional = false): Cell {
  return { path, shape: { kind: "unknown" }, optional };
}

export function numberCell(path: string, sample?: number): Cell {
  return { path, shape: { kind: "number", sample }, optional: false };
}

export function elasticArray(
  path: string,
  makeElement: (path: string) => Cell,
  typed?: string,
  length: number = elasticLength,
): ArrayShape {
  const elements = Array.from({ length }, (_, index) => makeElement(elementPath(path, index)));
  return { kind: "array", typed, elements, makeElement, elastic: true, wanted: length };
}

export function elasticObject(): ObjectShape {
  return { kind: "object", fields: new Map(), elastic: true };
}

export function elementPath(path: string, index: number): string {
  return `${path}[${index}]`;
}

/** "v" → 1, "v.points[0]" → 3. */
export function levelsOf(path: string): number {
  return path.split(/[.[]/).length;
}

export function fieldPath(path: string, field: string): string {
  if (path === "") return field;
  // Most names are plain letters, which are told at once.
  return /^[A-Za-z_$][\w$]*$/.test(field) || /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(field)
    ? `${path}.${field}`
    : `${path}[${JSON.stringify(field)}]`;
}

/** Gives elastic arrays the length that the last run asked for. True when one grew. */
export function grow(cell: Cell): boolean {
  const { shape } = cell;
  if (shape.kind === "object") {
    return [...shape.fields.values()].map(grow).some((grew) => grew);
  }
  if (shape.kind !== "array") return false;
  let grew = shape.elements.map(grow).some((inner) => inner);
  while (shape.elements.length < Math.min(shape.wanted, maximumElasticLength)) {
    shape.elements.push(shape.makeElement(elementPath(cell.path, shape.elements.length)));
    grew = true;
  }
  return grew;
}

/** What the last run asked for was a mistake. */
export function forgetGrowth({ shape }: Cell): void {
  if (shape.kind === "object") for (const field of shape.fields.values()) forgetGrowth(field);
  if (shape.kind !== "array") return;
  shape.wanted = shape.elements.length;
  for (const element of shape.elements) forgetGrowth(element);
}

/** The shapes alone, as text: equal texts mean that nothing was learnt. */
export function shapeText(cells: readonly Cell[]): string {
  return cells
    .map(({ shape }) => {
      if (shape.kind === "array") return `${shape.typed ?? ""}[${shapeText(shape.elements)}]`;
      if (shape.kind === "object") {
        const names = [...shape.fields.keys()].join(",");
        return `{${names}:${shapeText([...shape.fields.values()])}}`;
      }
      if (shape.kind === "number") return `number ${shape.sample ?? ""}`;
      if (shape.kind === "instance") return `instance ${shape.className}`;
      return shape.kind === "plain" ? `plain ${String(shape.value)}` : shape.kind;
    })
    .join(";");
}

/** The numeric leaves in order. */
export function numericLeaves(cells: readonly Cell[]): readonly Cell[] {
  return cells.flatMap((cell): readonly Cell[] => {
    const { shape } = cell;
    if (shape.kind === "number") return [cell];
    if (shape.kind === "array") return numericLeaves(shape.elements);
    if (shape.kind === "object") return numericLeaves([...shape.fields.values()]);
    return [];
  });
}

/** Whether the numbers of an instance come from its constructor, because nobody wrote any for it. */
export function hasMadeInstance({ shape }: Cell): boolean {
  if (shape.kind === "instance") return (shape.written?.size ?? 0) === 0;
  if (shape.kind === "array") return shape.elements.some(hasMadeInstance);
  return shape.kind === "object" && [...shape.fields.values()].some(hasMadeInstance);
}

/** A shape that was closed, and what it was before. */
export interface Closed {
  readonly cell: Cell;
  readonly before: CellShape;
}

/** What use left open: elements take after a known sibling, the rest are numbers (or left out). */
export function closeShape(cell: Cell): readonly Closed[] {
  const { shape } = cell;
  if (shape.kind === "unknown") {
    cell.shape = closedShape(cell, shape);
    return [{ cell, before: shape }];
  }
  if (shape.kind === "object") return [...shape.fields.values()].flatMap(closeShape);
  if (shape.kind !== "array") return [];
  const known = shape.elements.find((element) => element.shape.kind !== "unknown");
  return shape.elements.flatMap((element) => {
    const before = element.shape;
    if (!known || before.kind !== "unknown") return closeShape(element);
    element.shape = copyShape(known, element.path);
    closeShape(element);
    return [{ cell: element, before }];
  });
}

function closedShape(
  { optional }: Cell,
  { isPresent, isText }: Extract<CellShape, { readonly kind: "unknown" }>,
): CellShape {
  if (isPresent) return { kind: "plain", value: true };
  if (isText && !optional) return { kind: "plain", value: "" };
  return optional ? { kind: "plain", value: undefined } : { kind: "number", sample: undefined };
}

/** Use may yet tell what they are. */
export function reopen(closed: readonly Closed[]): void {
  for (const { cell, before } of closed) cell.shape = before;
}

/** What was seen of an input is all there is to it. */
export function fixShape(cell: Cell): void {
  closeShape(cell);
  const { shape } = cell;
  if (shape.kind === "array") {
    for (const element of shape.elements) fixShape(element);
    cell.shape = { ...shape, elastic: false };
  } else if (shape.kind === "object") {
    for (const field of shape.fields.values()) fixShape(field);
    cell.shape = { ...shape, elastic: false };
  }
}

/** The same shape under another path, without its sample values. */
function copyShape(from: Cell, path: string): CellShape {
  const { shape } = from;
  const rebase = (cell: Cell): Cell => {
    const inner = path + cell.path.slice(from.path.length);
    return { path: inner, shape: copyShape(cell, inner), optional: cell.optional };
  };
  if (shape.kind === "number") return { kind: "number", sample: undefined };
  if (shape.kind === "array") return { ...shape, elements: shape.elements.map(rebase) };
  if (shape.kind === "object") {
    return {
      ...shape,
      fields: new Map([...shape.fields].map(([key, cell]) => [key, rebase(cell)])),
    };
  }
  return shape;
}

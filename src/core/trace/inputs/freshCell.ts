import type { Cell, CellShape } from "./cell.ts";

/** The same input under the same paths, without the values that people wrote for it. */
export function freshCell(cell: Cell): Cell {
  return { path: cell.path, optional: cell.optional, shape: freshShape(cell.shape) };
}

function freshShape(shape: CellShape): CellShape {
  switch (shape.kind) {
    case "number":
      return { kind: "number", sample: undefined };
    case "array":
      return { ...shape, elements: shape.elements.map(freshCell) };
    case "object":
      return {
        ...shape,
        fields: new Map([...shape.fields].map(([key, field]) => [key, freshCell(field)])),
      };
    default:
      return shape;
  }
}

import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Reason } from "../machine.ts";
import type { Cell } from "./cell.ts";
import { applyPoint, parameterCells, shapeOfValue, takesTheRest } from "./inputs.ts";
import { literalCalls } from "./literalValues.ts";
import { type Point, type PointValue, parsePoint } from "./point.ts";

export type WrittenInputs =
  | {
      readonly kind: "inputs";
      readonly cells: readonly Cell[];
      /** What somebody wrote for `this.…`. */
      readonly state: Point;
    }
  | { readonly kind: "misplaced"; readonly reason: Reason };

/** The inputs with the values people wrote, in the order in which they count: a given point, `@at`, `@example`, calls in the file. */
export function writtenInputs(
  module: ParsedModule,
  entry: FunctionEntry,
  given: Point | undefined,
): WrittenInputs {
  const cells = parameterCells(module, entry);
  const state = new Map<string, PointValue>();
  const apply = (point: Point): string | undefined => {
    const unknown = applyPoint(cells, point);
    const own = hasState(module, entry) ? unknown.filter((name) => name.startsWith("this.")) : [];
    for (const name of own) state.set(name, point.get(name) ?? null);
    return unknown.find((name) => !own.includes(name));
  };
  const [call] = literalCalls(module, entry);
  if (call) {
    for (const [index, value] of call.entries()) {
      const cell = cells[index];
      if (!cell) break;
      if (!takesTheRest(entry, index)) cell.shape = shapeOfValue(value, cell);
      else {
        cell.shape = shapeOfValue(call.slice(index), cell);
        break;
      }
    }
  }
  const [tag] = module.tagsOf(entry).at;
  if (tag) {
    const outcome = parsePoint(tag.text);
    if (outcome.kind === "bad") {
      const start = tag.textStart + outcome.offset;
      return misplaced(`@at: ${outcome.message}`, { start, end: tag.range.end });
    }
    const unknown = apply(outcome.point);
    if (unknown !== undefined)
      return misplaced(`@at: "${unknown}" is not an input of this function`, tag.range);
  }
  const unknown = given ? apply(given) : undefined;
  return unknown === undefined
    ? { kind: "inputs", cells, state }
    : misplaced(`"${unknown}" is not an input of this function`, entry.nameRange);
}

function misplaced(message: string, range: Reason["range"]): WrittenInputs {
  return { kind: "misplaced", reason: { message, range } };
}

/** Whether `this.…` speaks of something. */
export function hasState(module: ParsedModule, entry: FunctionEntry): boolean {
  return entry.instanceOf !== undefined || /\bthis\b/.test(module.text.slice(...entry.node.range));
}

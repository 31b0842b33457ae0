import type { Tape } from "../../tape/tape.ts";
import { type Cell, closeShape, elementPath, grow, numberCell } from "../../trace/inputs/cell.ts";
import { freshCell } from "../../trace/inputs/freshCell.ts";
import type { Plan } from "./plans.ts";
import type { Replay, Replayed } from "./replay.ts";

/** What of a bench says how long its lists have to be. */
interface Sized {
  readonly plan: Plan;
  readonly hand: Replay;
  readonly start: Replayed;
}

/** The cells at the lengths that the derivative asks for; nothing if they have them. */
export function resizedCells(
  cells: readonly Cell[],
  benches: readonly Sized[],
): Cell[] | undefined {
  const resized = cells.map(freshCell);
  const changed = benches.flatMap((bench) => {
    if (bench.plan.form === "output") return [];
    return [grewByUse(resized, bench), fittedToResult(resized, bench)];
  });
  return changed.includes(true) ? resized : undefined;
}

/** The derivative read beyond the end. */
function grewByUse(cells: readonly Cell[], { plan }: Sized): boolean {
  let grew = false;
  for (const asked of plan.cells) {
    const cell = cells.find(({ path }) => path === asked.path);
    if (!cell || !askFor(cell, asked) || !grow(cell)) continue;
    closeShape(cell);
    grew = true;
  }
  return grew;
}

/** Passes on the lengths that use asked for, level by level. */
function askFor(cell: Cell, asked: Cell): boolean {
  const { shape } = cell;
  const wanted = asked.shape;
  if (shape.kind !== "array" || wanted.kind !== "array" || !shape.elastic) return false;
  const isLonger = wanted.wanted > shape.elements.length;
  shape.wanted = Math.max(shape.wanted, wanted.wanted);
  return shape.elements
    .map((element, index) => {
      const inner = wanted.elements[index];
      return inner ? askFor(element, inner) : false;
    })
    .reduce((some, next) => some || next, isLonger);
}

/**
 * A gradient written out for two numbers says that the array has two: elements that neither function
 * reads are cut off, missing ones are added.
 */
function fittedToResult(cells: readonly Cell[], { hand, start }: Sized): boolean {
  const [first] = hand.tapes;
  const wanted = first?.outputs.length ?? 0;
  if (!first?.outputs.every(({ path }, index) => path === `[${index}]`) || wanted === 0)
    return false;
  const arrays = cells.filter(({ shape }) => shape.kind === "array" && shape.elastic);
  const read = new Set([...readPaths(start.tape), ...readPaths(first)]);
  let changed = false;
  for (const { shape } of arrays) {
    if (shape.kind !== "array") continue;
    const extra = shape.elements.slice(wanted);
    if (extra.length > 0 && extra.every(({ path }) => !read.has(path))) {
      shape.elements.length = wanted;
      shape.wanted = wanted;
      changed = true;
    } else if (shape.elements.length < wanted && arrays.length === 1) {
      for (let at = shape.elements.length; at < wanted; at++) {
        shape.elements.push(numberCell(elementPath(pathOf(cells, shape), at)));
      }
      changed = true;
    }
  }
  return changed;
}

function pathOf(cells: readonly Cell[], shape: Cell["shape"]): string {
  return cells.find((cell) => cell.shape === shape)?.path ?? "";
}

/** The inputs that some operation uses, or that are given back as they are. */
function readPaths(tape: Tape): readonly string[] {
  const used = new Set<number>([...tape.args, ...tape.outputs.map(({ node }) => node)]);
  return tape.inputs.filter(({ node }) => used.has(node)).map(({ path }) => path);
}

import type { ExprPool } from "../expr/expr.ts";
import type { Form, FormPool } from "../normalForm/form.ts";
import { splitCoefficient } from "../normalForm/form.ts";
import { generalStep, memberOf, patternsThrough, stepAt } from "./loopSteps.ts";
import { filled, type Slot, skeletonOf } from "./slots.ts";

/** How many neighbouring entries are looked at for what they have in common. */
const TRIES = 8;

/** The formula of every entry of a vector as one over the index; nothing where they are of different kinds. */
export function generalElement(
  forms: FormPool,
  pool: ExprPool,
  entries: readonly Form[],
  index: Form,
): Form | undefined {
  const [only] = entries;
  if (!only || entries.every((entry) => entry === only)) return only;
  const members = entries.map((entry) => memberOf(splitCoefficient(forms, entry)));
  for (let start = 0; start < Math.min(TRIES, entries.length - 1); start++) {
    const [first, second] = members.slice(start, start + 2);
    if (!first || !second || first.text !== second.text) continue;
    for (const pattern of patternsThrough(first, second, start)) {
      const isAll = entries.every((entry, at) => stepAt(forms, pool, pattern, at) === entry);
      if (isAll) return generalStep(forms, pool, pattern, index);
    }
  }
  return undefined;
}

/** The same for the entries of a matrix, in whose formulas the indices stand as they are. */
export function generalCell(
  forms: FormPool,
  pool: ExprPool,
  rows: readonly (readonly Form[])[],
  indices: readonly [string, string],
): Form | undefined {
  const [only] = rows[0] ?? [];
  if (!only || rows.every((row) => row.every((entry) => entry === only))) return only;
  let tries = 0;
  for (const [r, row] of rows.entries()) {
    for (const [c, cell] of row.entries()) {
      for (const [down, across] of [
        [1, 1],
        [1, -1],
        [-1, 1],
        [-1, -1],
      ] as const) {
        const below = rows[r + down]?.[c];
        const beside = row[c + across];
        if (!below || !beside || tries++ > TRIES * TRIES) continue;
        const places = placesOf({ cell, below, beside }, [r, c]);
        if (!places) continue;
        const at = (i: string, j: string) => cellAt(forms, pool, cell, places, [i, j]);
        const isAll = rows.every((each, i) =>
          each.every((entry, j) => entry === at(String(i), String(j))),
        );
        if (isAll) return at(...indices);
      }
    }
  }
  return undefined;
}

/** For each slot: the place of the index in [row, column], or nothing where it stays. */
type Places = readonly (0 | 1 | undefined)[];

interface Corner {
  readonly cell: Form;
  readonly below: Form;
  readonly beside: Form;
}

function placesOf(
  { cell, below, beside }: Corner,
  at: readonly [number, number],
): Places | undefined {
  const [own, under, next] = [cell, below, beside].map(skeletonOf);
  if (!own || !under || !next || own.text !== under.text || own.text !== next.text)
    return undefined;
  const places: (0 | 1 | undefined)[] = [];
  for (const [place, slot] of own.slots.entries()) {
    const [a, b, c] = [slot, under.slots[place], next.slots[place]].map((each) => valueAt(each));
    const varies = [a !== b, a !== c];
    if (varies[0] && varies[1]) return undefined;
    const axis = varies[0] ? 0 : varies[1] ? 1 : undefined;
    if (axis !== undefined && (slot.kind !== "index" || a !== at[axis])) return undefined;
    places.push(axis);
  }
  return places;
}

function valueAt(slot: Slot | undefined): number {
  return slot ? slot.value.over / slot.value.under : Number.NaN;
}

function cellAt(
  forms: FormPool,
  pool: ExprPool,
  cell: Form,
  places: Places,
  indices: readonly [string, string],
): Form {
  const { slots } = skeletonOf(cell);
  return filled(forms, pool, cell, {
    number: (place) => forms.number((slots[place] as Slot).value),
    index: (place) => {
      const axis = places[place];
      return axis === undefined ? String((slots[place] as Slot).value.over) : indices[axis];
    },
  });
}

import type { ExprPool } from "../expr/expr.ts";
import type { Form, FormPool, Term } from "../normalForm/form.ts";
import { multiply } from "../normalForm/products.ts";
import {
  isInteger,
  one,
  type Quantity,
  quantityOf,
  sameQuantity,
  toNumber,
} from "../normalForm/quantity.ts";
import { affine, type Sequence, sequencesThrough, steady } from "./sequences.ts";
import { type Filling, filled, type Slot, skeletonOf } from "./slots.ts";

/** A term with what may differ between the steps of a loop: its coefficient first, then its slots. */
export interface Member extends Term {
  readonly text: string;
  readonly slots: readonly Slot[];
}

/** What every step of a loop looks like, as a function of the index of the step. */
export interface StepPattern {
  readonly member: Member;
  /** The index at which the pattern is the member it was made of. */
  readonly start: number;
  /** One for each slot. */
  readonly sequences: readonly Sequence[];
}

/** How many ways to read the numbers of two terms as the start of sequences are tried. */
const READING_LIMIT = 12;

export function memberOf({ coefficient, body }: Term): Member {
  const { text, slots } = skeletonOf(body);
  return { coefficient, body, text, slots: [{ kind: "number", value: coefficient }, ...slots] };
}

/** The loops of which two terms of one skeleton may be steps one after the other. */
export function patternsThrough(
  first: Member,
  second: Member,
  start = startOf(first, second),
): readonly StepPattern[] {
  const varying = first.slots.filter((slot, place) => !isSame(slot, second.slots[place] as Slot));
  if (varying.length === 0) return [];
  const hasIndex = varying.some(({ kind }) => kind === "index");
  let patterns: readonly (readonly Sequence[])[] = [[]];
  for (const [place, slot] of first.slots.entries()) {
    const { value } = second.slots[place] as Slot;
    const options = [...sequencesOf(slot, value, start)];
    // x[0]·(a[0][0] + a[0][0]): a step of one loop and of another.
    const isShared = place === 0 && hasIndex && options.length > 1;
    if (isShared) options.unshift(steady(slot.value), steady(value));
    patterns = patterns.flatMap((before) => options.map((option) => [...before, option]));
    if (patterns.length > READING_LIMIT) patterns = patterns.slice(0, READING_LIMIT);
  }
  return patterns.map((sequences) => ({ member: first, start, sequences }));
}

/** The loop that does the same with each of two neighbouring elements. */
export function simplePattern(first: Member, second: Member): StepPattern | undefined {
  let start: number | undefined;
  for (const [place, { kind, value }] of first.slots.entries()) {
    const step = second.slots[place] as Slot;
    if (sameQuantity(value, step.value)) continue;
    if (kind !== "index" || step.value.over !== value.over + 1) return undefined;
    start = Math.min(start ?? value.over, value.over);
  }
  if (start === undefined) return undefined;
  const from = start;
  const sequences = first.slots.map(({ value }, place) =>
    sameQuantity(value, (second.slots[place] as Slot).value)
      ? steady(value)
      : affine(from, value, one),
  );
  return { member: first, start, sequences };
}

function sequencesOf(slot: Slot, next: Quantity, start: number): readonly Sequence[] {
  if (sameQuantity(slot.value, next)) return [steady(slot.value)];
  if (slot.kind !== "index") return sequencesThrough(start, slot.value, next);
  return [affine(start, slot.value, quantityOf(next.over - slot.value.over))];
}

/** The index is that of an array where one counts up, else a whole number that counts up, else from 1. */
function startOf(first: Member, second: Member): number {
  const growing = first.slots.flatMap(({ kind, value }, place) => {
    const step = (second.slots[place]?.value.over ?? 0) - value.over;
    return isInteger(value) && step > 0 ? [{ kind, value: value.over, step }] : [];
  });
  const least = (kind: Slot["kind"], most: number) => {
    const found = growing.filter((slot) => slot.kind === kind && slot.step <= most);
    const starts = found.map(({ value, step }) => Math.floor(value / step));
    return starts.length > 0 ? Math.min(...starts) : undefined;
  };
  return (
    least("index", 1) ?? least("index", Infinity) ?? least("number", 1) ?? least("exponent", 1) ?? 1
  );
}

function isSame(slot: Slot, other: Slot): boolean {
  return sameQuantity(slot.value, other.value);
}

/** How far apart the indices and numbers of two terms are. */
export function distance(first: Member, second: Member): number {
  return first.slots.reduce(
    (sum, { value }, place) =>
      sum + Math.abs(toNumber(value) - toNumber((second.slots[place] as Slot).value)),
    0,
  );
}

/** The step of that index; nothing where an array has no such element. */
export function stepAt(
  forms: FormPool,
  pool: ExprPool,
  pattern: StepPattern,
  index: number,
): Form | undefined {
  const { slots } = pattern.member;
  const values = pattern.sequences.map((sequence) => sequence.at(index));
  if (slots.some(({ kind }, place) => kind === "index" && (values[place] as Quantity).over < 0))
    return undefined;
  return withSlots(forms, pool, pattern, {
    number: (place) => forms.number(values[place] as Quantity),
    index: (place) => String((values[place] as Quantity).over),
  });
}

/** The step of any index. */
export function generalStep(
  forms: FormPool,
  pool: ExprPool,
  pattern: StepPattern,
  index: Form,
): Form {
  const name = index.kind === "symbol" ? index.variable.path : "";
  return withSlots(forms, pool, pattern, {
    number: (place) => (pattern.sequences[place] as Sequence).written(forms, index),
    index: (place) => indexText(pattern, place, name),
  });
}

/** `i+1`, `2i`, `4-i`. */
function indexText({ sequences }: StepPattern, place: number, name: string): string {
  const sequence = sequences[place] as Sequence;
  const offset = sequence.at(0).over;
  const slope = sequence.at(1).over - offset;
  if (slope === 0) return String(offset);
  if (slope < 0) return `${offset}-${slope === -1 ? "" : -slope}${name}`;
  const scaled = `${slope === 1 ? "" : slope}${name}`;
  if (offset === 0) return scaled;
  return offset < 0 ? `${scaled}-${-offset}` : `${scaled}+${offset}`;
}

function withSlots(
  forms: FormPool,
  pool: ExprPool,
  { member }: StepPattern,
  filling: Filling,
): Form {
  const body = filled(forms, pool, member.body, {
    number: (place) => filling.number(place + 1),
    index: (place) => filling.index(place + 1),
  });
  return multiply(forms, filling.number(0), body);
}

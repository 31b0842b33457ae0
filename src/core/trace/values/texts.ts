import type { TapeBuilder } from "../../tape/builder.ts";
import type { Machine, Traced } from "../machine.ts";
import { isTraced } from "./value.ts";

/**
 * Text is plain: it holds for this trace only, which a guard says. What is remembered is which rounded
 * number a text spells, so that reading it back gives that number with its note, not a mere constant.
 */
const spelled = new WeakMap<TapeBuilder, Map<string, Traced>>();

export function textOfTraced(machine: Machine, text: string, rounded: Traced | number): string {
  if (!isTraced(rounded)) return text;
  const known = spelled.get(machine.tape) ?? new Map<string, Traced>();
  spelled.set(machine.tape, known.set(text, rounded));
  return text;
}

export function numberBehind(machine: Machine, text: string): Traced | undefined {
  return spelled.get(machine.tape)?.get(text.trim());
}

import { briefValue } from "../../symbolic/print/valueText.ts";

/** Whether a lens says the derivative as a formula, as numbers at the sample point, or as what fits of both. */
export type TitleForm = "both" | "symbolic" | "numeric";

/** What a person wants to read above a function. */
export interface TitleOptions {
  readonly form: TitleForm;
  readonly maximumLength: number;
  /** Which derivative: the first, unless somebody asked for another. */
  readonly order: number;
}

/** What fits above a line without being in its way. */
export const defaultTitles: TitleOptions = { form: "both", maximumLength: 80, order: 1 };

/** Enough to see how large a number is; the hover has the rest. */
export const lensDigits = 4;

export const lensNumber = (value: number) => briefValue(value, lensDigits);

/** As many as somebody compares with what a program prints; `explain --format json` has them all. */
export const hoverDigits = 6;

export const hoverNumber = (value: number) => briefValue(value, hoverDigits);

/** Such an input reads as an argument: `h′(x)`. Those like `v[0]` do not. */
export function isPlainName(path: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(path);
}

/** Cut where it is too long. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}

import type { Plain } from "./plain.ts";

/** What an input that nobody described may be taken for. */
export type Want =
  | "number"
  | "array"
  | "object"
  | "function"
  /** Given, and true where its truth is asked; what it is shows later. */
  | "present"
  | { readonly plain: Plain }
  | { readonly instance: string };

/**
 * The program asks about its inputs: is it there, is it an array, is it "linear"? A run answers with the
 * first thing that comes to mind, notes what else could have been said, and may be told to say that.
 */
export interface Questions {
  readonly answers: ReadonlyMap<string, Want>;
  readonly asked: Map<string, readonly Want[]>;
}

/** Notes that the input at `path` could also be one of these. */
export function ask({ asked }: Questions, path: string, others: readonly Want[]): void {
  const known = asked.get(path) ?? [];
  const isNew = (want: Want) => known.every((other) => wantText(other) !== wantText(want));
  const added = others.filter(isNew);
  if (added.length > 0) asked.set(path, [...known, ...added]);
}

export function wantText(want: Want): string {
  return typeof want === "string" ? want : JSON.stringify(want, (_key, v) => v ?? String(v));
}

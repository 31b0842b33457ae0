/** A request that cannot be served: one line for the person who made it, exit code 2. */
export interface Refusal {
  readonly kind: "refused";
  readonly message: string;
}

/** A request that was served: what goes to stdout, and asides for stderr. */
export interface Served {
  readonly kind: "served";
  readonly text: string;
  readonly warnings: readonly string[];
  /** 1 where `check` found a derivative to be wrong. */
  readonly exitCode: 0 | 1;
}

export function refuse(message: string): Refusal {
  return { kind: "refused", message: oneLine(message) };
}

/** File names and messages of others may hold line breaks and control characters; a message does not. */
export function oneLine(text: string): string {
  const visible = text.replace(/\p{Cc}+/gu, " ").trim();
  return visible.length > 400 ? `${visible.slice(0, 400)}…` : visible;
}

/** What the system says of a file, in its own short code: "EACCES", "ELOOP". */
export function errorCode(error: unknown): string {
  if (error instanceof Error) return "code" in error ? String(error.code) : error.message;
  return String(error);
}

/**
 * A synchronous snapshot of the files beside a document. Paths are URIs without percent-encoding:
 * "file:///home/ada/my maths/loss.ts".
 */
export interface Sources {
  /** The text; null where there is no such file; undefined where nobody has looked yet. */
  read(uri: string): string | null | undefined;
}

/** Everything that was read, with the answer that was given. */
export type Reads = ReadonlyMap<string, string | null | undefined>;

export const noSources: Sources = { read: () => null };

/** "file:///a%20b.ts" → "file:///a b.ts"; what is not encoded properly stays as it is. */
export function plainUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** Whether every file reads as it did then. */
export function areUnchanged(reads: Reads, sources: Sources): boolean {
  for (const [uri, text] of reads) if (sources.read(uri) !== text) return false;
  return true;
}

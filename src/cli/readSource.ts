import { readFileSync, statSync } from "node:fs";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { SourceDocument } from "../core/analysis/document/analyzer.ts";
import type { Sources } from "../core/syntax/sources.ts";
import { diskPathOf } from "../server/diskPath.ts";
import { errorCode, type Refusal, refuse } from "./errors.ts";

/** A source file by the name under which the person knows it. */
export interface SourceFile {
  readonly kind: "source";
  readonly path: string;
  readonly document: SourceDocument;
}

export const sourceExtensions = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"] as const;

/** Larger files are generated ones, and nobody waits for their lenses. */
const largestSource = 16 * 1024 * 1024;

export function isSourceName(path: string): boolean {
  return sourceExtensions.some((extension) => path.endsWith(`.${extension}`));
}

export function readSource(path: string): SourceFile | Refusal {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) return refuse(`no such file: ${path}`);
    if (stats.isDirectory()) return refuse(`${path} is a folder, not a file`);
    if (!isSourceName(path)) return refuse(unknownExtension(path));
    if (!stats.isFile()) return refuse(`${path} is not a regular file`);
    if (stats.size > largestSource) return refuse(`${path} is too large (over 16 MB)`);
    const text = decode(readFileSync(path));
    if (text === undefined) return refuse(`${path} is not a text file in UTF-8`);
    const uri = pathToFileURL(resolve(path)).href;
    return { kind: "source", path, document: { uri, version: 1, text } };
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOTDIR") return refuse(`no such file: ${path}`);
    return refuse(`cannot read ${path} (${code})`);
  }
}

function unknownExtension(path: string): string {
  const extension = extname(path);
  const found = extension === "" ? "has no extension" : `ends in ${extension}`;
  return `${path} ${found}; Gradlens reads ${sourceExtensions.map((name) => `.${name}`).join(" ")}`;
}

/** The text, or nothing for bytes that are no text. A byte order mark is dropped, as editors do. */
function decode(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What a file imports, read when it is asked for. */
export const diskSources: Sources = {
  read(uri) {
    const known = read.get(uri);
    if (known !== undefined) return known;
    const text = textAt(uri);
    read.set(uri, text);
    return text;
  },
};

const read = new Map<string, string | null>();

function textAt(uri: string): string | null {
  try {
    const path = diskPathOf(uri);
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() && stats.size <= largestSource
      ? (decode(readFileSync(path)) ?? null)
      : null;
  } catch {
    return null;
  }
}

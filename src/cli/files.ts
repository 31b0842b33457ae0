import { statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { globSync, isDynamicPattern } from "tinyglobby";
import { type Refusal, refuse } from "./errors.ts";
import { gitIgnored } from "./gitIgnore.ts";
import { isSourceName, sourceExtensions } from "./readSource.ts";

/** A file to check: named by the person, or found in a folder or by a glob. */
export interface FoundFile {
  readonly path: string;
  readonly named: boolean;
}

export interface FoundFiles {
  readonly kind: "found";
  readonly files: readonly FoundFile[];
}

const neverLookedInto = ["**/node_modules/**", "**/.git/**"];
const declarations = /\.d\.([^./]+\.)?[mc]?ts$/;

/** The files that paths, folders and globs stand for: in the order given, each once. */
export function findFiles(paths: readonly string[]): FoundFiles | Refusal {
  const files = new Map<string, FoundFile>();
  for (const path of paths) {
    const found = filesOf(path);
    if (found.kind === "refused") return found;
    for (const file of found.files) {
      const key = resolve(file.path);
      if (!files.has(key) || file.named) files.set(key, file);
    }
  }
  return { kind: "found", files: [...files.values()] };
}

function filesOf(path: string): FoundFiles | Refusal {
  const kind = kindOf(path);
  if (kind === "file") return { kind: "found", files: [{ path, named: true }] };
  if (kind === "folder") return found(inFolder(path));
  if (!isDynamicPattern(path)) return refuse(`no such file or folder: ${path}`);
  const matches = glob(path, ".");
  if (matches.length === 0) return refuse(`no file matches ${path}`);
  return found(matches.filter(isSource).filter(notIgnoredIn(".")));
}

function inFolder(folder: string): string[] {
  return glob(`**/*.{${sourceExtensions.join(",")}}`, folder)
    .map((name) => join(folder, name))
    .filter(isSource)
    .filter(notIgnoredIn(folder));
}

function glob(pattern: string, folder: string): string[] {
  const portable = sep === "\\" ? pattern.replaceAll("\\", "/") : pattern;
  const options = { cwd: folder, ignore: neverLookedInto, followSymbolicLinks: false };
  return globSync(portable, { ...options, expandDirectories: false }).sort();
}

function isSource(path: string): boolean {
  return isSourceName(path) && !declarations.test(path);
}

function notIgnoredIn(folder: string): (path: string) => boolean {
  const ignored = gitIgnored(folder);
  return (path) => !ignored(path);
}

function found(paths: readonly string[]): FoundFiles {
  return { kind: "found", files: paths.map((path) => ({ path, named: false })) };
}

function kindOf(path: string): "file" | "folder" | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) return undefined;
    return stats.isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
}

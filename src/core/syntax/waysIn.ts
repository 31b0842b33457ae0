import { entryPaths, type ImportStyle, parsed } from "./manifest.ts";
import {
  type Found,
  firstFile,
  firstOf,
  foldersAbove,
  joined,
  type Read,
} from "./resolveImport.ts";
import type { Sources } from "./sources.ts";

/**
 * The files through which others may get at the code of a file: what its package.json names, then the index
 * files of the folders around it, outermost first. A bundle is none: it imports nothing of what it is made of.
 */
export function waysIn(
  sources: Sources,
  uri: string,
  style: ImportStyle,
): readonly NonNullable<Found>[] {
  const read: Read = (at) => sources.read(at) ?? null;
  const folders: string[] = [];
  const found: Found[] = [];
  for (const folder of foldersAbove(uri)) {
    folders.unshift(folder);
    const manifest = Object(parsed(read(`${folder}/package.json`) ?? "{}"));
    if (!saysMore(manifest)) continue;
    const paths = entryPaths(manifest, String(manifest.name ?? ""), undefined, style);
    found.push(firstOf(paths, (path) => firstFile(read, joined(folder, path), uri, style)));
    break;
  }
  // Outside of any package only the files beside it are looked at.
  const around = found.length === 0 ? folders.slice(-1) : folders;
  for (const folder of around) found.push(firstFile(read, `${folder}/index`, uri, style));
  const ways = new Map(found.flatMap((file) => (file ? [[file.uri, file] as const] : [])));
  ways.delete(uri);
  return [...ways.values()].filter(({ text }) => importsBeside.test(text));
}

const importsBeside = /["'`]\.{1,2}\//;

/** Some folders have a package.json only to say of which kind their files are. */
export function saysMore(manifest: object): boolean {
  return Object.keys(manifest).some((key) => key !== "type" && key !== "sideEffects");
}

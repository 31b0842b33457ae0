import { entryPaths, parsed } from "./manifest.ts";
import {
  type Found,
  firstFile,
  foldersAbove,
  joined,
  type Read,
  resolveImport,
} from "./resolveImport.ts";
import type { Sources } from "./sources.ts";
import { saysMore } from "./waysIn.ts";

interface SourceText {
  readonly uri: string;
  readonly text: string;
}

/** A file of the same project, as far as its text tells without being parsed. */
export interface FileAround extends SourceText {
  /** The files beside it that it imports. */
  readonly imports: ReadonlySet<string>;
}

/** Bounds for what is looked at; a file that is longer was generated. */
const maximumFiles = 300;
const maximumCharacters = 4_000_000;
const maximumLength = 300_000;
/** How far above a file its project is looked for. */
const maximumFolders = 8;

/**
 * The files that belong together with one file: those to which the entries of its project lead by relative
 * imports, in the order in which they are come across. So nobody has to list folders, and every file that was
 * looked for is known by name: when it changes, whoever asked can ask again.
 */
export function filesAround(sources: Sources, uri: string): readonly FileAround[] {
  const found: FileAround[] = [];
  let left = maximumCharacters;
  for (const file of filesFrom(sources, entryFiles(sources, uri))) {
    if (isGenerated(file)) continue;
    left -= file.text.length;
    if (left < 0) break;
    if (found.push(file) === maximumFiles) break;
  }
  return found;
}

/**
 * The files in which a project starts, as seen from one of its files: what its manifest names, and the `index`
 * files on the way there.
 */
function entryFiles(sources: Sources, from: string): readonly SourceText[] {
  const read: Read = (uri) => sources.read(uri) ?? null;
  const found: Found[] = [];
  for (const folder of foldersAbove(from).slice(0, maximumFolders)) {
    found.push(firstFile(read, `${folder}/index`, from, "import"));
    const manifest = Object(parsed(read(`${folder}/package.json`) ?? "{}"));
    if (!saysMore(manifest)) continue;
    const { source } = manifest;
    const paths = entryPaths(manifest, String(manifest.name ?? ""), undefined, "import");
    for (const path of typeof source === "string" ? [source, ...paths] : paths)
      found.push(firstFile(read, joined(folder, path), from, "import"));
    break;
  }
  return found.filter((each) => each !== undefined);
}

/** Loading more than that to look at one function takes too long. */
const maximumLoaded = 1_000_000;

/**
 * Whether loading one file loads another one, and no more than can be read. The texts alone tell, so that a bundle
 * or a way that leads elsewhere costs no parsing.
 */
export function loads(sources: Sources, entry: SourceText, uri: string): boolean {
  let count = 0;
  let left = maximumLoaded;
  let isLoaded = false;
  for (const file of filesFrom(sources, [entry])) {
    left -= file.text.length;
    if (isGenerated(file) || left < 0 || ++count > maximumFiles) return false;
    isLoaded ||= file.uri === uri;
  }
  return isLoaded;
}

/** Each file once, those that come first before what they import; where a generated one leads is not asked. */
function* filesFrom(sources: Sources, starts: readonly SourceText[]): Iterable<FileAround> {
  const open = [...starts];
  const met = new Set<string>();
  for (let next = open.shift(); next; next = open.shift()) {
    if (met.has(next.uri)) continue;
    met.add(next.uri);
    const imports = isGenerated(next) ? [] : importedFiles(sources, next);
    open.push(...imports);
    yield { ...next, imports: new Set(imports.map((file) => file.uri)) };
  }
}

function isGenerated({ text }: SourceText): boolean {
  return text.length > maximumLength;
}

function importedFiles(sources: Sources, { uri, text }: SourceText): readonly SourceText[] {
  const specifiers = text.matchAll(/(?:\bfrom|\bimport|\brequire\s*\()\s*["'](\.[^"'\n]*)["']/g);
  const names = new Set(Array.from(specifiers, ([, specifier]) => specifier as string));
  return [...names].flatMap((specifier) => {
    const found = resolveImport(sources, uri, specifier, "import");
    return found.kind === "file" && !found.uri.endsWith(".json") ? [found] : [];
  });
}

import { entryPaths, type ImportStyle, parsed } from "./manifest.ts";
import type { Sources } from "./sources.ts";

/** Where an import leads. */
export type Resolution =
  | { readonly kind: "file"; readonly uri: string; readonly text: string }
  | { readonly kind: "missing"; readonly message: string }
  /** Files have to be read first that nobody has looked at. */
  | { readonly kind: "needed" };

/**
 * Finds the source behind a specifier, as TypeScript, Node and bundlers agree on it: extensionless
 * files, `.js` that means `.ts`, `index` files, `paths` of the nearest tsconfig.json or jsconfig.json,
 * and packages in `node_modules` by their `exports`, `module` or `main`. Declaration files hold no code
 * and are passed over, unless types are asked for.
 */
export function resolveImport(
  sources: Sources,
  from: string,
  specifier: string,
  style: ImportStyle,
): Resolution {
  let isNeeded = false;
  const read = (uri: string): string | null => {
    const text = sources.read(uri);
    if (text === undefined) isNeeded = true;
    return text ?? null;
  };
  const found = /^\.{0,2}\/|^\.{1,2}$/.test(specifier)
    ? firstFile(read, joined(folderOf(from), specifier), from, style)
    : (byConfiguredPath(read, from, specifier, style) ?? byPackage(read, from, specifier, style));
  if (found) return found;
  if (isNeeded) return { kind: "needed" };
  const message = /^[./]/.test(specifier)
    ? `there is no file for "${specifier}"`
    : `the package "${specifier}" has no source here that can be read`;
  return { kind: "missing", message };
}

export type Read = (uri: string) => string | null;
export type Found = Extract<Resolution, { kind: "file" }> | undefined;

const extensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];
const typeExtensions = [".ts", ".tsx", ".mts", ".cts", ".d.ts", ".d.mts", ".d.cts"];

export function firstFile(read: Read, path: string, from: string, style: ImportStyle): Found {
  let found: Found;
  // All are asked for, found or not, so that what is missing is loaded in one go.
  for (const uri of candidates(path, from, style)) {
    const text = read(uri);
    if (text !== null) found ??= { kind: "file", uri, text };
  }
  return found;
}

/** In TypeScript "./x.js" names the file that x.ts is compiled to. */
function candidates(path: string, from: string, style: ImportStyle): readonly string[] {
  const isTypes = style === "types";
  const [ending = ""] = /\.[^./]+$/.exec(path) ?? [];
  if (extensions.includes(ending)) {
    const kind = /^\.([cm]?)jsx?$/.exec(ending)?.[1];
    const suffixes = [`.${kind}ts`, ".tsx", ...(isTypes ? [`.d.${kind}ts`] : [])];
    const typed =
      kind === undefined ? [] : suffixes.map((suffix) => path.slice(0, -ending.length) + suffix);
    if (isTypes) return kind === undefined ? [path] : typed;
    return /\.[cm]?tsx?$/.test(from) ? [...typed, path] : [path, ...typed];
  }
  const endings = isTypes ? typeExtensions : extensions;
  const bare = path.replace(/\/$/, "");
  return [
    ...(path.endsWith("/") ? [] : endings.map((extension) => bare + extension)),
    ...endings.map((extension) => `${bare}/index${extension}`),
  ];
}

/** `compilerOptions.paths` and `baseUrl` of the nearest configuration. */
function byConfiguredPath(read: Read, from: string, specifier: string, style: ImportStyle): Found {
  for (const folder of foldersAbove(from)) {
    for (const name of ["tsconfig.json", "jsconfig.json"]) {
      const text = read(`${folder}/${name}`);
      if (text === null) continue;
      const options = compilerOptions(text);
      const base = joined(folder, options.baseUrl ?? ".");
      for (const target of targetsOf(options, specifier)) {
        const found = firstFile(read, joined(base, target), from, style);
        if (found) return found;
      }
      return undefined;
    }
  }
  return undefined;
}

interface CompilerOptions {
  readonly baseUrl?: string;
  readonly paths?: Readonly<Record<string, readonly string[]>>;
}

/** People edit these files by hand: what is not as it should be counts for nothing. */
function compilerOptions(text: string): CompilerOptions {
  const { baseUrl, paths } = Object(Object(parsed(text)).compilerOptions);
  return {
    ...(typeof baseUrl === "string" ? { baseUrl } : {}),
    ...(typeof paths === "object" && paths !== null ? { paths } : {}),
  };
}

function targetsOf({ baseUrl, paths = {} }: CompilerOptions, specifier: string): readonly string[] {
  const targets: string[] = [];
  for (const [pattern, places] of Object.entries(paths)) {
    const [before = "", after] = pattern.split("*");
    const isMatch =
      after === undefined
        ? specifier === pattern
        : specifier.startsWith(before) && specifier.endsWith(after);
    if (!isMatch || !Array.isArray(places)) continue;
    const star = specifier.slice(before.length, specifier.length - (after ?? "").length);
    for (const place of places) targets.push(String(place).replace("*", star));
  }
  return baseUrl === undefined ? targets : [...targets, specifier];
}

function byPackage(read: Read, from: string, specifier: string, style: ImportStyle): Found {
  const [name = "", subpath = ""] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier)?.slice(1) ?? [];
  // Types of a package that has none are in one of their own.
  const names =
    style === "types" ? [name, `@types/${name.replace(/^@/, "").replace("/", "__")}`] : [name];
  for (const folder of foldersAbove(from)) {
    for (const each of names) {
      const root = `${folder}/node_modules/${each}`;
      const manifest = read(`${root}/package.json`);
      if (manifest === null) continue;
      const found = firstOf(entryPaths(Object(parsed(manifest)), each, subpath, style), (path) =>
        firstFile(read, joined(root, path), from, style),
      );
      if (found || style !== "types") return found;
    }
  }
  return undefined;
}

export function firstOf(paths: readonly string[], find: (path: string) => Found): Found {
  for (const path of paths) {
    const found = find(path);
    if (found) return found;
  }
  return undefined;
}

function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf("/")));
}

/** The folder of a file and those around it, nearest first. */
export function foldersAbove(uri: string): readonly string[] {
  const folders: string[] = [];
  for (let at = folderOf(uri); /[^:/]$/.test(at); at = folderOf(at)) folders.push(at);
  return folders;
}

export function joined(folder: string, path: string): string {
  if (path.startsWith("/")) return `${/^[^:]*:\/\/[^/]*/.exec(folder)?.[0] ?? ""}${path}`;
  const segments = folder.split("/");
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}

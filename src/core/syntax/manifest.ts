import JSON5 from "json5";
import * as packages from "resolve.exports";

/** How a file asks: `import` or `require`; or for types alone, which declaration files have too. */
export type ImportStyle = "import" | "require" | "types";

/** What a package.json says of the way in. */
export interface Manifest {
  readonly exports?: unknown;
  readonly module?: unknown;
  readonly main?: unknown;
  readonly types?: unknown;
  readonly typings?: unknown;
}

/** The files that a package gives for a specifier, the preferred one first. */
export function entryPaths(
  manifest: Manifest,
  name: string,
  subpath: string | undefined,
  style: ImportStyle,
): readonly string[] {
  const types = style === "types" && !subpath ? [manifest.types, manifest.typings] : [];
  if (manifest.exports !== undefined)
    return [...exportedPaths(manifest, name, subpath, style), ...types.filter(isText)];
  if (subpath) return [`.${subpath}`];
  const entries = style === "require" ? [manifest.main] : [manifest.module, manifest.main];
  return [...[...types, ...entries].filter(isText), "./index.js"];
}

function exportedPaths(
  manifest: Manifest,
  name: string,
  subpath: string | undefined,
  style: ImportStyle,
): readonly string[] {
  const options = {
    require: style === "require",
    conditions: style === "types" ? ["types"] : [],
  };
  try {
    return packages.exports({ ...manifest, name } as never, `.${subpath ?? ""}`, options) ?? [];
  } catch {
    return [];
  }
}

function isText(entry: unknown): entry is string {
  return typeof entry === "string";
}

/** Manifests and configurations are asked for at every import. */
const parsedTexts = new Map<string, unknown>();
const maximumTexts = 200;

export function parsed(text: string): unknown {
  if (parsedTexts.has(text)) return parsedTexts.get(text);
  if (parsedTexts.size >= maximumTexts) parsedTexts.clear();
  const value = parse(text);
  parsedTexts.set(text, value);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON5.parse(text);
  } catch {
    return undefined;
  }
}

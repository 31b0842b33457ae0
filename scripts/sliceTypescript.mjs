// Bundles of the parser carry the parser alone: `typescript` holds a compiler and a language service
// too, in one function that no bundler can shake. Its one file is a list of sections, each under a
// line `// src/…`; the ones below are kept and made an ES module.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const estree = join(dirname(require.resolve("typescript-estree/package.json")), "dist");
const parseModule = join(import.meta.dirname, "../src/core/syntax/parse.ts");

/** The version the slice was made for; another one has to be looked at first. */
const knownVersion = "6.0.3";

const kept = [
  "corePublic",
  "core",
  "debug",
  "semver",
  "types",
  "path",
  "diagnosticInformationMap.generated",
  "scanner",
  "utilitiesPublic",
  "utilities",
  "factory/baseNodeFactory",
  "factory/parenthesizerRules",
  "factory/nodeConverters",
  "factory/nodeFactory",
  "factory/emitNode",
  "factory/emitHelpers",
  "factory/nodeTests",
  "factory/nodeChildren",
  "factory/utilities",
  "factory/utilitiesPublic",
  "parser",
].map((name) => `src/compiler/${name}.ts`);

/** Of the language service only its node classes, up to this line; without them nodes have no methods. */
const services = { section: "src/services/services.ts", until: "function toEditorSettings(" };

/** What the kept sections mention of others while they parse: no clock, no log and no disk. */
const standIns = `
var sys, tracing;
var timestamp = Date.now;
function mark() {}
function measure() {}
var scanner = createScanner(99 /* Latest */, true);
setObjectAllocator(getServicesObjectAllocator());
`;

/**
 * The parser's part of `typescript.js`, as an ES module that exports `names`.
 * @param {string} text
 * @param {Iterable<string>} names
 */
export function sliceTypescript(text, names) {
  if (!text.includes(`\nvar version = "${knownVersion}";\n`)) fail(`it is not ${knownVersion}`);
  const sections = sectionsOf(text);
  const pieces = kept.map((name) => sections.get(name) ?? fail(`there is no section ${name}`));
  const end = sections.get(services.section)?.indexOf(services.until) ?? -1;
  if (end < 0) fail(`${services.section} does not contain "${services.until}"`);
  const head = sections.get(services.section).slice(0, end);
  const slice = withUsedMessages([...pieces, head, standIns].join("\n"));
  const declared = new Set(
    Array.from(slice.matchAll(/^(?:function\*?|var|class) ([\w$]+)/gm), ([, name]) => name),
  );
  const exported = [...names];
  for (const name of exported) if (!declared.has(name)) fail(`its slice does not declare ${name}`);
  return `${slice}\nexport { ${exported.join(", ")} };\n`;
}

/** Most of the compiler's messages are the checker's. */
function withUsedMessages(slice) {
  const used = new Set(Array.from(slice.matchAll(/\bDiagnostics\.(\w+)/g), ([, name]) => name));
  let count = 0;
  const shortened = slice.replace(/^ {2}(\w+): diag\(.*\),?\n/gm, (line, name) => {
    count++;
    return used.has(name) ? line.replace(/,?\n$/, ",\n") : "";
  });
  if (count < 2000) fail(`it has only ${count} messages`);
  return shortened;
}

function sectionsOf(text) {
  const parts = text.split(/^\/\/ (src\/\S+)$/m);
  const sections = new Map();
  for (let i = 1; i < parts.length; i += 2) sections.set(parts[i], parts[i + 1]);
  return sections;
}

function fail(reason) {
  throw new Error(`typescript.js cannot be sliced: ${reason}.`);
}

/** What these files and those they require use of the namespace `ts`. */
async function namesUsedIn(entries, transform) {
  const files = new Set(entries);
  const names = new Set();
  for (const file of files) {
    // Without types and comments.
    const source = await readFile(file, "utf8");
    const { code } = await transform(source, { loader: "ts", minifyWhitespace: true });
    for (const [, name] of code.matchAll(/\bts\.(\w+)/g)) names.add(name);
    for (const [, path] of code.matchAll(/\brequire\("(\.[^"]+)"\)/g)) {
      files.add(createRequire(file).resolve(path));
    }
  }
  return names;
}

/** The parts of `typescript-estree` that convert a tree; `bundledParser.mjs` puts them together. */
const substitutes = {
  "typescript-estree": join(import.meta.dirname, "bundledParser.mjs"),
  "typescript-estree/ast-converter": join(estree, "ast-converter.js"),
  "typescript-estree/get-script-kind": join(estree, "create-program/getScriptKind.js"),
};

/** @type {import("esbuild").Plugin} */
export const slicedParser = {
  name: "sliced-parser",
  setup(build) {
    build.onResolve({ filter: /^typescript-estree(\/.*)?$/ }, ({ path }) => ({
      path: substitutes[path],
    }));
    // Only reads comments, which are never asked for.
    build.onLoad({ filter: /[\\/]ts-api-utils[\\/]/ }, () => ({ contents: "" }));
    build.onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, async ({ path }) => {
      const users = [...Object.values(substitutes), parseModule];
      const names = await namesUsedIn(users, build.esbuild.transform);
      return { contents: sliceTypescript(await readFile(path, "utf8"), names) };
    });
  },
};

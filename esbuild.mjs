// One script for every bundle. `--watch` rebuilds and leaves the code readable.
import { mkdir, rm, writeFile } from "node:fs/promises";
import * as esbuild from "esbuild";
import { noticesOf } from "./scripts/notices.mjs";
import { slicedParser } from "./scripts/sliceTypescript.mjs";

const watch = process.argv.includes("--watch");

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  sourcemap: true,
  metafile: true,
  // Names stay: the stack of a bug in a log must say something without the source map.
  minifyWhitespace: !watch,
  minifySyntax: !watch,
  target: "es2022",
  logLevel: "warning",
};

/** A bundled ES module asks for its own place, which CommonJS spells otherwise. */
const fileUrl = 'const fileUrl = require("node:url").pathToFileURL(__filename).href;';

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
  {
    ...shared,
    entryPoints: { extension: "src/extension.ts" },
    platform: "node",
    format: "cjs",
    external: ["vscode"],
    outdir: "dist",
  },
  {
    ...shared,
    entryPoints: { server: "src/server/main.ts" },
    platform: "node",
    format: "cjs",
    plugins: [slicedParser],
    outdir: "dist",
  },
  {
    ...shared,
    entryPoints: { cli: "src/cli/main.ts" },
    platform: "node",
    format: "cjs",
    banner: { js: `#!/usr/bin/env node\n${fileUrl}` },
    define: { "import.meta.url": "fileUrl" },
    plugins: [slicedParser],
    outdir: "dist",
  },
  {
    ...shared,
    entryPoints: { webview: "src/webview/main.ts" },
    minifyIdentifiers: !watch,
    platform: "browser",
    format: "esm",
    outdir: "dist",
  },
];

if (!watch) await rm("dist", { recursive: true, force: true });
await mkdir("dist", { recursive: true });
if (watch) {
  for (const bundle of bundles) await (await esbuild.context(bundle)).watch();
} else {
  const built = await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
  const notices = noticesOf(built.map(({ metafile }) => metafile));
  await writeFile("dist/THIRD-PARTY-NOTICES.txt", notices);
}

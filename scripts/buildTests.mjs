// Bundles test/<suite>/**/*.test.ts (or bench/run.ts) into out/<suite>, one file per test file, with source maps.
import { rm } from "node:fs/promises";
import * as esbuild from "esbuild";
import { globSync } from "tinyglobby";

const suite = process.argv[2] ?? "unit";
const entryPoints = suite === "bench" ? ["bench/run.ts"] : globSync(`test/${suite}/**/*.test.ts`);
await rm(`out/${suite}`, { recursive: true, force: true });
await esbuild.build({
  entryPoints,
  outdir: `out/${suite}`,
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  sourcemap: true,
  // Left outside so that the parser is loaded once, not once per test file.
  packages: "external",
  external: ["vscode"],
  logLevel: "warning",
});

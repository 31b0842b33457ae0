// Bundles test/<suite>/**/*.test.ts (or the programs below) into out/<suite>, one file per test file, with source maps.
import { rm } from "node:fs/promises";
import * as esbuild from "esbuild";
import { globSync } from "tinyglobby";

const suite = process.argv[2] ?? "unit";
const programs = {
  bench: ["bench/run.ts", "bench/symbolic.ts"],
  code: ["test/code/run.ts"],
  corpus: ["test/corpus/run.ts"],
  verdicts: ["test/verdicts/run.ts"],
  test262: ["test/test262/run.ts"],
};
const entryPoints = programs[suite] ?? globSync(`test/${suite}/**/*.test.ts`);
// What the benchmarks are measured against is installed in bench/, so their programs have to stand there.
const outdir = suite === "bench" ? "bench/out" : `out/${suite}`;
await rm(outdir, { recursive: true, force: true });
await esbuild.build({
  entryPoints,
  outdir,
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

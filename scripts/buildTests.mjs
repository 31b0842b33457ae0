// Bundles test/<suite>/**/*.test.ts (or the programs below) into out/<suite>, one file per test file, with source maps.
import { rm } from "node:fs/promises";
import * as esbuild from "esbuild";
import { globSync } from "tinyglobby";

const suite = process.argv[2] ?? "unit";
const programs = {
  bench: ["bench/run.ts", "bench/panel.ts", "bench/panel/layoutWorker.ts", "bench/symbolic.ts"],
  code: ["test/code/run.ts"],
  corpus: ["test/corpus/run.ts"],
  verdicts: ["test/verdicts/run.ts"],
  test262: ["test/test262/run.ts"],
  mutation: globSync("test/unit/{ops,tape,autodiff}/*.test.ts"),
};

function bundledTensorFlow() {
  const core = "./bench/node_modules/@tensorflow/tfjs-core/dist";
  return {
    "@tensorflow/tfjs-core/dist/register_all_gradients": `${core}/register_all_gradients.js`,
    "@tensorflow/tfjs-core": `${core}/index.js`,
    "@tensorflow/tfjs-backend-cpu":
      "./bench/node_modules/@tensorflow/tfjs-backend-cpu/dist/index.js",
  };
}

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
  // Without its gradients in CommonJS; and all three parts have to be one library.
  alias: suite === "bench" ? bundledTensorFlow() : {},
  external: ["vscode"],
  logLevel: "warning",
});

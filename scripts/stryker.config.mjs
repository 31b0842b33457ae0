// `npm run test:mutation`: changes the engine in small ways and looks whether a test notices.
// One file: `npm run test:mutation -- --mutate src/core/ops/derived.ts`.

import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const mochaForStryker = require.resolve("./mochaForStryker.cjs");
require(mochaForStryker);
// For Stryker's own processes.
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --require "${mochaForStryker}"`;

export default {
  mutate: ["src/core/ops/**/*.ts", "src/core/tape/**/*.ts", "src/core/autodiff/**/*.ts"],
  // Bundled once, with all mutants in it; each run of the tests switches one of them on.
  buildCommand: "node scripts/buildTests.mjs mutation",
  // A mutant meets only the tests that reach it, in a process that stays. What is evaluated while a
  // module is loaded, as the literals of a table are, gets a new process and all tests.
  testRunner: "mocha",
  coverageAnalysis: "perTest",
  mochaOptions: {
    "no-config": true,
    extension: ["cjs"],
    require: ["./test/unit/seed.cjs", "./test/unit/mutation.cjs"],
    // The quick tests first: most mutants do not get beyond them.
    spec: [
      "out/mutation/tape/*.cjs",
      "out/mutation/ops/!(measured)*.cjs",
      "out/mutation/autodiff/*.cjs",
      "out/mutation/ops/measured*.cjs",
    ],
  },
  concurrency: 2,
  ignorePatterns: [
    "/bench",
    "/dist",
    "/media",
    "/examples",
    "/src/editor",
    "/src/webview",
    "/test/editor",
    "/test/panel",
  ],
  reporters: ["clear-text", "progress-append-only", "html", "json"],
  htmlReporter: { fileName: "out/mutation.html" },
  jsonReporter: { fileName: "out/mutation.json" },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  allowConsoleColors: false,
  // A mutant that loops for ever without passing another one; a busy machine does not.
  timeoutMS: 10_000,
  thresholds: { high: 98, low: 95, break: 95 },
};

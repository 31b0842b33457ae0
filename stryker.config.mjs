// `npm run test:mutation`: changes the engine in small ways and looks whether a test notices.
// One file: `npm run test:mutation -- --mutate src/core/ops/derived.ts`.

export default {
  mutate: ["src/core/ops/**/*.ts", "src/core/tape/**/*.ts", "src/core/autodiff/**/*.ts"],
  // Bundled once, with all mutants in it; each run of the tests switches one of them on.
  buildCommand: "node scripts/buildTests.mjs mutation",
  testRunner: "command",
  commandRunner: {
    // The quick tests first: most mutants do not get beyond them.
    command:
      "mocha --no-config --require ./test/unit/seed.cjs --timeout 60000 --bail --reporter dot out/mutation/tape/*.cjs out/mutation/ops/*.cjs out/mutation/autodiff/*.cjs",
  },
  coverageAnalysis: "off",
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
  reporters: ["clear-text", "progress-append-only", "html"],
  htmlReporter: { fileName: "out/mutation.html" },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  allowConsoleColors: false,
  // A test of a mutant that loops for ever.
  timeoutMS: 60_000,
  thresholds: { high: 98, low: 95, break: 95 },
};

/** One published package and which of its files hold its numeric source, each piece of code once. */
export interface CorpusPackage {
  readonly name: string;
  /** Globs inside the package's folder; "!" leaves files out. */
  readonly files: readonly string[];
}

/** What needs a browser, other processes or a drawing surface has no values to compare in Node. */
export const corpusPackages: readonly CorpusPackage[] = [
  { name: "@formulajs/formulajs", files: ["lib/esm/index.mjs"] },
  { name: "@mapbox/unitbezier", files: ["index.js"] },
  { name: "astronomia", files: ["src/*.js"] },
  { name: "bezier-easing", files: ["src/*.js"] },
  { name: "bezier-js", files: ["src/*.js"] },
  { name: "cannon-es", files: ["dist/cannon-es.js"] },
  { name: "chroma-js", files: ["src/**/*.js"] },
  { name: "color-space", files: ["*.js", "spaces/*.js", "!mcp.js", "!wasm.js"] },
  { name: "d3-ease", files: ["dist/d3-ease.mjs"] },
  { name: "d3-geo", files: ["dist/d3-geo.mjs"] },
  { name: "d3-geo-projection", files: ["src/**/*.js"] },
  { name: "d3-interpolate", files: ["dist/d3-interpolate.mjs"] },
  { name: "fft.js", files: ["lib/fft.js"] },
  { name: "fmin", files: ["src/*.js"] },
  { name: "geodesy", files: ["*.js"] },
  { name: "gl-matrix", files: ["esm/*.js"] },
  { name: "kalmanjs", files: ["lib/kalman.js"] },
  {
    name: "matter-js",
    files: ["src/**/*.js", "!src/render/**", "!src/core/Mouse.js", "!src/core/Runner.js"],
  },
  { name: "ml-levenberg-marquardt", files: ["src/*.ts"] },
  { name: "ml-matrix", files: ["src/**/*.js"] },
  { name: "neataptic", files: ["src/**/*.js", "!src/multithreading/**"] },
  { name: "proj4", files: ["lib/**/*.js"] },
  { name: "regression", files: ["src/regression.js"] },
  { name: "simple-statistics", files: ["src/*.js"] },
  { name: "simplex-noise", files: ["simplex-noise.ts"] },
  {
    name: "three",
    files: ["src/math/**/*.js", "src/extras/curves/*.js", "src/extras/core/*.js"],
  },
  { name: "transformation-matrix", files: ["src/*.js"] },
  { name: "umap-js", files: ["src/*.ts"] },
  { name: "wobble", files: ["src/*.ts"] },
];

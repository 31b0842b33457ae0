import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { globSync } from "tinyglobby";
import { diskSources } from "../../../src/cli/readSource.ts";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import type { FunctionAnalysis } from "../../../src/core/analysis/document/functionAnalysis.ts";
import type { Sources } from "../../../src/core/syntax/sources.ts";
import type { Cell } from "../../../src/core/trace/inputs/cell.ts";

/** Published packages: every function has an outcome, and every value is Node's own, bit for bit. */

const packages = [
  { files: "node_modules/d3-ease/dist/d3-ease.mjs", compared: 19 },
  { files: "node_modules/bezier-easing/src/*.js", compared: 0 },
  { files: "node_modules/simple-statistics/dist/simple-statistics.mjs", compared: 60 },
  { files: "node_modules/simple-statistics/src/*.js", compared: 15 },
];

describe("published packages", function () {
  this.timeout(120_000);
  let total = 0;

  for (const { files, compared } of packages) {
    it(files, async () => {
      const paths = globSync(files).sort();
      assert.ok(paths.length > 0, "not installed");
      let equal = 0;
      for (const path of paths) {
        const functions = analyzed(path);
        total += functions.length;
        for (const fn of functions) assertOutcome(fn, path);
        equal += await compareWithNode(path, functions);
      }
      assert.ok(equal >= compared, `only ${equal} functions were compared`);
    });
  }

  it("are searched no further than their shapes change for the better", () => {
    // A symmetric matrix holds a matrix, which each run takes for another of the two.
    const path = "node_modules/ml-matrix/src/symmetricMatrix.js";
    for (const { name, outcome } of analyzed(path, diskSources))
      if (outcome.kind === "declined")
        assert.doesNotMatch(outcome.reason.message, /^stopped after/, name);
  });

  it("keep lists where a helper of another file asks whether they are more", () => {
    // `if (vector.to1DArray) vector = vector.to1DArray();`: a matrix would have the wrong number of columns.
    const functions = analyzed("node_modules/ml-matrix/src/matrix.js", diskSources);
    const adding = functions.find(({ name }) => name === "AbstractMatrix.addRowVector");
    assert.equal(adding?.outcome.kind, "differentiable");
  });

  it("are more than sixty functions", () => assert.ok(total >= 60, String(total)));
});

function analyzed(path: string, sources?: Sources): readonly FunctionAnalysis[] {
  const document = { uri: pathToFileURL(resolve(path)).href, version: 1 };
  const text = readFileSync(path, "utf8");
  const { functions, syntaxError } = createAnalyzer(sources).analyze({ ...document, text });
  assert.equal(syntaxError, undefined);
  return functions;
}

function assertOutcome({ name, outcome, range }: FunctionAnalysis, path: string): void {
  const where = `${path}: ${name}`;
  if (outcome.kind !== "declined") {
    assert.ok(outcome.outputs.length > 0, where);
    assert.equal(outcome.jacobian.length, outcome.outputs.length, where);
    return;
  }
  const { reason } = outcome;
  assert.ok(reason.message.length > 10, where);
  assert.doesNotMatch(reason.message, /internal|undefined is not|cannot read propert/i, where);
  assert.ok(reason.range.start <= reason.range.end && range.start >= 0, where);
}

/** Calls every exported function with the sample point; how many were compared. */
async function compareWithNode(
  path: string,
  functions: readonly FunctionAnalysis[],
): Promise<number> {
  const names = exportedNames(readFileSync(path, "utf8"));
  const module = await import(pathToFileURL(resolve(path)).href);
  let count = 0;
  for (const { name, level, outcome } of functions) {
    const exported = names.get(name);
    if (exported === undefined || level !== "module" || outcome.kind === "declined") continue;
    const { cells, tape, outputs } = outcome;
    if (tape.inputs.some(({ role }) => role === "noise")) continue;
    const values = new Map(tape.inputs.map((input) => [input.path, tape.values[input.node]]));
    const args = cells.map((cell) => argumentOf(cell, values));
    const result = module[exported](...args);
    // What gives nothing is called for what it writes: `out[0]`.
    const written = Object.fromEntries(cells.map(({ path }, index) => [path, args[index]]));
    for (const output of outputs) {
      const expected =
        result === undefined ? leafOf(written, `.${output.path}`) : leafOf(result, output.path);
      assert.ok(
        Object.is(output.value, expected),
        `${path}: ${name}${output.path} is ${output.value}, in Node ${String(expected)}`,
      );
    }
    count++;
  }
  return count;
}

/** What a parameter was given for the trace, as JavaScript has it. */
function argumentOf(
  { path, shape }: Cell,
  values: ReadonlyMap<string, number | undefined>,
): unknown {
  switch (shape.kind) {
    case "number":
      return values.get(path) ?? shape.sample ?? 1;
    case "plain":
      return shape.value;
    case "array":
      return shape.elements.map((element) => argumentOf(element, values));
    case "object":
      return Object.fromEntries(
        [...shape.fields].map(([key, field]) => [key, argumentOf(field, values)]),
      );
    default:
      return undefined;
  }
}

function leafOf(result: unknown, path: string): unknown {
  let leaf = result;
  for (const [, index, key] of path.matchAll(/\[(\d+)\]|\.([^.[\]]+)/g)) {
    leaf = (leaf as Record<string, unknown>)[index ?? (key as string)];
  }
  return leaf;
}

/** The exported name of each local one. */
function exportedNames(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [, list = ""] of text.matchAll(/^export \{([^}]*)\}/gm)) {
    for (const item of list.split(",")) {
      const [local = "", exported = local] = item.trim().split(/\s+as\s+/);
      names.set(local, exported);
    }
  }
  for (const [, name = ""] of text.matchAll(/^export (?:const|let|function) (\w+)/gm)) {
    names.set(name, name);
  }
  const byDefault = /^export default (?:function )?(\w+)/m.exec(text)?.[1];
  if (byDefault !== undefined) names.set(byDefault, "default");
  return names;
}

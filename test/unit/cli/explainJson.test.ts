import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  type ExplainedFunction,
  explained,
  explainedFunction,
  type JsonRange,
} from "./explained.ts";
import { tempFiles } from "./tempFiles.ts";

/** The shape that scripts rely on. */

const keys = [
  ...["name", "range", "status", "inputs", "outputs"],
  ...["jacobian", "derivatives", "notes", "blame"],
];

describe("the JSON of explain", () => {
  const files = tempFiles();

  it("has the same keys for every function, a reason where declined", () => {
    const path = files.write(
      "kinds.ts",
      [
        "export function smooth(x: number) { return x * x; }",
        "export function flat(x: number) { return Math.floor(x); }",
        "export function forever(x: number) { while (true) x++; }",
      ].join("\n"),
    );
    const [smooth, flat, forever, ...others] = explained(path);
    assert.ok(smooth && flat && forever);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [smooth, flat, forever].map(({ status }) => status),
      ["differentiable", "constant", "declined"],
    );
    assert.deepEqual(Object.keys(smooth), keys);
    assert.deepEqual(Object.keys(flat), keys);
    assert.deepEqual(
      Object.keys(forever),
      keys.flatMap((key) => (key === "status" ? [key, "reason"] : [key])),
    );
    assert.ok(forever.reason && forever.reason.message.length > 0);
    assert.equal(forever.reason.range.start.line, 3);
    assert.deepEqual(
      flat.inputs.map(({ path, gradient }) => [path, gradient]),
      [["x", 0]],
    );
    assert.deepEqual(flat.jacobian, [[0]]);
    assert.ok(flat.notes.some(({ kind }) => kind === "gradient-stops"));
  });

  it("names functions in source order, with their ranges", () => {
    const path = "examples/chainRule.ts";
    const functions = explained(path);
    const names = ["h", "hExpanded", "gearTrain", "widen", "root", "damp", "pipeline"];
    assert.deepEqual(
      functions.map(({ name }) => name),
      [...names, "loss", "threeLayerLoss"],
    );
    const text = readFileSync(path, "utf8");
    for (const { name, range } of functions) {
      assert.match(textAt(text, range), new RegExp(`^function ${name}\\([^]*}$`));
    }
  });

  it("columns count UTF-16 units from 0, lines from 1, whatever ends a line", () => {
    const path = files.write(
      "columns.ts",
      "// one\r\n// two\r/* 𝜕𝜕 é */ export function f(x: number) { return x ** 2; }\n",
    );
    const fn = explainedFunction(path, "f");
    assert.deepEqual(fn.range.start, { line: 3, column: 20 });
    assert.deepEqual(fn.range.end, { line: 3, column: 60 });
  });

  it("a byte order mark does not shift the columns", () => {
    const path = files.write("mark.ts", "\uFEFFexport function f(x: number) { return 2 * x; }\n");
    assert.deepEqual(explainedFunction(path, "f").range.start, { line: 1, column: 7 });
  });

  it("numbers that JSON cannot hold are strings", () => {
    const path = files.write(
      "numbers.ts",
      [
        "/** @at x = 0 */ export function log(x: number) { return Math.log(x); }",
        "/** @at x = 0 */ export function negate(x: number) { return -x; }",
        "/** @at x = -1 */ export function outside(x: number) { return Math.sqrt(x); }",
      ].join("\n"),
    );
    const [log, negate, outside] = explained(path);
    assert.equal(log?.outputs[0]?.value, "-Infinity");
    assert.equal(log?.inputs[0]?.gradient, "Infinity");
    assert.deepEqual(log?.jacobian, [["Infinity"]]);
    assert.equal(negate?.outputs[0]?.value, "-0");
    assert.equal(outside?.outputs[0]?.value, "NaN");
    assert.equal(outside?.inputs[0]?.gradient, "NaN");
  });

  it("leaves of inputs and outputs have paths; a gradient only for one output", () => {
    const path = files.write(
      "leaves.ts",
      [
        "/** @at v = [1, 2], p = { x: 3 }, k = 4 */",
        "export function f(v: number[], p: { x: number }, k: number) {",
        "  return { sum: v[0] + v[1], parts: [p.x * k] };",
        "}",
      ].join("\n"),
    );
    const fn = explainedFunction(path, "f");
    assert.deepEqual(fn.inputs, [
      { path: "v[0]", value: 1 },
      { path: "v[1]", value: 2 },
      { path: "p.x", value: 3 },
      { path: "k", value: 4 },
    ]);
    assert.deepEqual(fn.outputs, [
      { path: ".sum", value: 3 },
      { path: ".parts[0]", value: 12 },
    ]);
    assert.deepEqual(fn.jacobian, [
      [1, 1, 0, 0],
      [0, 0, 4, 3],
    ]);
  });

  it("members whose keys are no names are written with brackets", () => {
    const path = files.write(
      "keys.ts",
      'export function f(p: { "b-c": number; 0: number }) { return { "x y": p["b-c"] * p[0] }; }\n',
    );
    const fn = explainedFunction(path, "f");
    assert.deepEqual(
      [...fn.inputs, ...fn.outputs].map(({ path }) => path),
      ['p["b-c"]', 'p["0"]', '["x y"]'],
    );
    assert.deepEqual(fn.jacobian, [[fn.inputs[1]?.value, fn.inputs[0]?.value]]);
    assert.deepEqual(
      fn.derivatives.map(({ code }) => code),
      ['p["0"]', 'p["b-c"]'],
    );
  });

  it("nodes come with --function alone: execution order, table names, local derivatives", () => {
    assert.ok(explained("examples/chainRule.ts").every(({ nodes }) => nodes === undefined));
    const { nodes = [] } = explainedFunction("examples/chainRule.ts", "loss");
    const text = readFileSync("examples/chainRule.ts", "utf8");
    assert.deepEqual(
      nodes.map(({ id }) => id),
      nodes.map((_, index) => index),
    );
    const mul = nodes.find(({ op }) => op === "mul");
    assert.ok(mul);
    assert.equal(textAt(text, mul.range), "w * x");
    assert.deepEqual(
      mul.args.map((arg) => nodes[arg]?.value),
      [3, 2],
    );
    assert.deepEqual(mul.partials, [2, 3]);
    const ops = new Set(nodes.map(({ op }) => op));
    assert.deepEqual([...ops].sort(), ["constant", "input", "mul", "pow", "sub"]);
    for (const { args, id } of nodes) assert.ok(args.every((arg) => arg < id));
  });

  it("--order 2 adds the Hessian of a scalar", () => {
    const path = files.write(
      "second.ts",
      [
        "/** @at x = 2, y = 3 */ export function f(x: number, y: number) { return x * x * y; }",
        "/** @at x = 2 */ export function pair(x: number) { return [x, x * x]; }",
      ].join("\n"),
    );
    const [f, pair] = explained(path, { order: 2 });
    assert.deepEqual(f?.hessian, [
      [6, 4],
      [4, 0],
    ]);
    assert.equal(pair?.hessian, undefined);
    assert.equal(explained(path)[0]?.hessian, undefined);
  });

  it("--at moves the point and changes nothing else", () => {
    const path = "examples/backpropagation.ts";
    const before = explained(path);
    const moved = explained(path, { at: "x = 3" });
    const shape = ({ name, status }: ExplainedFunction) => [name, status];
    assert.deepEqual(moved.map(shape), before.map(shape));
    const at = (list: readonly ExplainedFunction[], name: string) =>
      list.find((fn) => fn.name === name)?.inputs.find(({ path }) => path === "x")?.value;
    assert.equal(at(moved, "sineOfSquare"), 3);
    assert.equal(at(moved, "networkLoss"), 3);
    assert.deepEqual(
      moved.find(({ name }) => name === "nextW4"),
      before.find(({ name }) => name === "nextW4"),
    );
  });
});

function textAt(text: string, { start, end }: JsonRange): string {
  const lines = text.split("\n");
  const offset = ({ line, column }: JsonRange["start"]) =>
    lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + column;
  return text.slice(offset(start), offset(end));
}

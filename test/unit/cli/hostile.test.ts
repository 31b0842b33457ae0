import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ExplainedFunction } from "./explained.ts";
import { cliBundle, gradlens } from "./runCli.ts";
import { tempFiles } from "./tempFiles.ts";

/** Code that wants to hang, crash or escape: always an answer within seconds, never a stack trace. */

const square = "export function square(x: number) { return x * x; }\n";

describe("hostile sources", function () {
  this.timeout(90_000);
  const files = tempFiles();
  before(() => cliBundle());

  const sources: Readonly<Record<string, () => string>> = {
    "an empty file": () => "",
    "a megabyte of numbers": () => `${square}export const data = [${"1.5, ".repeat(210_000)}];\n`,
    "a megabyte of functions": () =>
      Array.from(
        { length: 12_000 },
        (_, i) => `export function f${i}(x: number) { return x * ${i} + Math.sin(x); }`,
      ).join("\n"),
    "a hundred thousand parentheses": () =>
      `${square}export const deep = (x: number) => ${"(".repeat(1e5)}x${")".repeat(1e5)};\n`,
    "a hundred thousand blocks": () =>
      `${square}export function deep() ${"{".repeat(1e5)}${"}".repeat(1e5)}\n`,
    "a hundred thousand calls": () =>
      `${square}export const deep = (x: number) => ${"Math.sin(".repeat(1e5)}x${")".repeat(1e5)};\n`,
    "a sum of two hundred thousand terms": () =>
      `${square}export const sum = (x: number) => x${" + x".repeat(2e5)};\n`,
    "a tower of powers": () =>
      `${square}export const tower = (x: number) => x${" ** x".repeat(5000)};\n`,
    "an endless loop": () =>
      `${square}export function forever(x: number) { while (true) x += 1; }\n`,
    "an endless loop at the top": () => `while (true) {}\n${square}`,
    "an endless recursion": () =>
      `${square}export function again(x: number): number { return again(x + 1); }\n`,
    "two functions calling each other": () =>
      `${square}export const a = (x: number): number => b(x);\nexport const b = (x: number): number => a(x);\n`,
    "an array without end": () =>
      `${square}export function grow(x: number) { const a = [x]; for (;;) a.push(...a); }\n`,
    "a string without end": () =>
      `${square}export function grow(x: number) { let s = "ab"; for (;;) s += s; }\n`,
    "an array of a billion": () =>
      `${square}export function big(x: number) { return new Array(1e9).fill(x).length * x; }\n`,
    "a getter named __proto__": () =>
      `${square}export const o = { get __proto__() { return 1; }, ["__proto__"]: (x: number) => x * x };\nexport function f(x: number) { const p: any = { __proto__: { k: 3 } }; p.__proto__.polluted = 1; return p.k * x; }\nexport function __proto__(x: number) { return x; }\nexport function constructor(x: number) { return x; }\nexport function hasOwnProperty(x: number) { return x; }\n`,
    "an exit at the top": () => `process.exit(7);\n${square}`,
    "a throw at the top": () => `throw new Error("no");\n${square}`,
    "a changed Math": () =>
      `${square}Math.sin = () => 7;\nexport const f = (x: number) => Math.sin(x);\n`,
    "a slow regular expression": () =>
      `${square}export function f(x: number) { return /^(a+)+$/.test("${"a".repeat(40)}b") ? x : 2 * x; }\n`,
    "a lone surrogate": () =>
      `${square}export const s = "\\ud800"; export const f\\u0061 = (x: number) => x * 2;\n`,
  };

  const names = new Map(Object.keys(sources).map((what, index) => [what, `hostile${index}.ts`]));

  for (const [what, source] of Object.entries(sources)) {
    it(`${what}`, () => {
      const path = files.write(names.get(what) ?? "", source());
      const run = gradlens("explain", path, "--format", "json");
      assert.equal(run.stderr, "");
      assert.equal(run.status, 0);
      const functions: readonly ExplainedFunction[] = JSON.parse(run.stdout).functions;
      const square = functions.find(({ name }) => name === "square");
      if (source().includes("square")) assert.equal(square?.status, "differentiable");
    });
  }

  it("all of them together, checked", () => {
    const run = gradlens("check", files.folder);
    assert.equal(run.stderr, "");
    assert.deepEqual([run.status, run.stdout], [0, "no hand-written derivatives found\n"]);
  });

  it("nothing of it is run: no file appears", () => {
    const target = join(files.folder, "written.txt");
    const path = files.write(
      "writes.cjs",
      `require("node:fs").writeFileSync(${JSON.stringify(target)}, "x");\nglobalThis.process.mainModule.require("fs").writeFileSync(${JSON.stringify(target)}, "x");\nnew Function("return process")().exit(9);\nfunction f(x) { return x * x; }\n`,
    );
    assert.equal(gradlens("explain", path).status, 0);
    assert.equal(gradlens("check", path).status, 0);
    assert.ok(!existsSync(target));
  });
});

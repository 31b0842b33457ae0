import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { globSync } from "tinyglobby";
import { parse } from "typescript-estree";
import * as whole from "../../../src/core/syntax/parse.ts";

type Parse = (text: string, settings: typeof options) => unknown;
type Sliced = typeof whole & { readonly parse: Parse };
interface Slicer {
  readonly slicedParser: esbuild.Plugin;
  sliceTypescript(text: string, names: Iterable<string>): string;
}

/** As `parse.ts` asks for it; the bundled parser knows nothing else. */
const options = { filePath: "", range: true, loc: true, jsDocParsingMode: "none" } as const;

/** Ours and other people's: old and new JavaScript, declarations, classes, decorators, JSX and enums. */
const corpus = [
  "{src,test,bench,scripts,examples}/**/*.{ts,tsx,js,mjs}",
  "node_modules/{d3-*,acorn,commander,diff,json5,minimatch,mocha}/{src,lib,dist,index*}/**/*.{js,mjs,cjs,ts,mts,cts}",
  "node_modules/{acorn-jsx,fast-check/lib/arbitrary,vscode-languageserver-*}/**/*.{js,mjs,ts,cts}",
  "node_modules/typescript/lib/lib.es20*.d.ts",
];

describe("the parser cut out of typescript for the bundles", () => {
  const folder = mkdtempSync(join(tmpdir(), "gradlens-sliced-"));
  let slicer: Slicer;
  let sliced: Sliced;

  before(async function () {
    this.timeout(60_000);
    // By its address, so that it is not bundled with this test: it looks beside itself for files.
    const script = pathToFileURL(resolve("scripts/sliceTypescript.mjs")).href;
    slicer = (await import(script)) as Slicer;
    const outfile = join(folder, "parser.cjs");
    await esbuild.build({
      stdin: {
        contents: `export { parse } from "typescript-estree"; export * from "./src/core/syntax/parse.ts";`,
        resolveDir: ".",
      },
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      plugins: [slicer.slicedParser],
      logLevel: "warning",
    });
    sliced = createRequire(join(folder, "test.cjs"))(outfile) as Sliced;
  });
  after(() => rmSync(folder, { recursive: true }));

  it("reads every file of a corpus, whole and broken off, as the public parser does", function () {
    this.timeout(300_000);
    let parsed = 0;
    let refused = 0;
    const files = globSync(corpus, { ignore: ["bench/{node_modules,out}/**"] });
    for (const [index, file] of files.entries()) {
      const text = readFileSync(file, "utf8").slice(0, 20_000);
      // Broken off in the middle of something, at another place in every file.
      const broken = text.slice(0, Math.floor((text.length * ((index % 7) + 1)) / 8));
      for (const part of [text, broken]) {
        const expected = outcomeOf(parse as Parse, part, file);
        assert.equal(outcomeOf(sliced.parse, part, file), expected, file);
        if (expected.startsWith("{")) parsed++;
        else refused++;
      }
    }
    assert.ok(parsed > 500 && refused > 500, `${parsed} parsed, ${refused} refused`);
  });

  it("gives every dialect its own rules", () => {
    const texts = ["<T>x;", "<T>x</T>;", "let x: number = 1;", "await 1;", "enum E { A = 1 }"];
    for (const ending of ["ts", "tsx", "js", "jsx", "mjs", "cjs", "mts", "cts", "d.ts"]) {
      for (const text of texts) {
        const file = `file:///some/where.${ending}`;
        assert.equal(
          outcomeOf(sliced.parse, text, file),
          outcomeOf(parse as Parse, text, file),
          `${text} in ${file}`,
        );
      }
    }
  });

  it("also serves what the syntax layer asks of typescript itself", () => {
    const deep = `const a = ${"(".repeat(5000)}1${")".repeat(5000)};\nfunction f(x) { return x; }`;
    assert.equal(json(sliced.parseSource(deep, "a.ts")), json(whole.parseSource(deep, "a.ts")));
    const comments = "/** one */ // two\n/* three */ function f() {}";
    assert.deepEqual(sliced.commentsBefore(comments, 0), whole.commentsBefore(comments, 0));
    assert.equal(json(sliced.parseType("number[]")), json(whole.parseType("number[]")));
  });

  it("fails the build when typescript is not the one it was made for", () => {
    const { sliceTypescript } = slicer;
    const text = readFileSync("node_modules/typescript/lib/typescript.js", "utf8");
    const without = (part: string) => text.replace(part, "");
    assert.throws(() => sliceTypescript(without('var version = "'), []), /it is not 6\.0\.3/);
    assert.throws(
      () => sliceTypescript(without("// src/compiler/parser.ts"), []),
      /there is no section src\/compiler\/parser\.ts/,
    );
    assert.throws(
      () => sliceTypescript(without("function toEditorSettings("), []),
      /does not contain "function toEditorSettings\("/,
    );
    assert.throws(() => sliceTypescript(text, ["createProgram"]), /does not declare createProgram/);
  });
});

function outcomeOf(parser: Parse, text: string, filePath: string): string {
  try {
    return json(parser(text, { ...options, filePath } as typeof options));
  } catch (error) {
    const { name, message, location } = error as Error & { location?: unknown };
    return `${name}: ${message} ${JSON.stringify(location)}`;
  }
}

function json(tree: unknown): string {
  return JSON.stringify(tree, (key, value) =>
    key === "parent" ? undefined : typeof value === "bigint" ? `${value}n` : value,
  );
}

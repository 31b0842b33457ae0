import assert from "node:assert/strict";
import type { ImportStyle } from "../../../src/core/syntax/manifest.ts";
import { resolveImport } from "../../../src/core/syntax/resolveImport.ts";
import type { Sources } from "../../../src/core/syntax/sources.ts";

/** A folder of files; what is listed without a text is empty. */
function disk(...files: readonly (string | readonly [string, unknown])[]): Sources {
  const texts = new Map<string, string>();
  for (const file of files) {
    const [name, content] = typeof file === "string" ? [file, ""] : file;
    texts.set(`file:///p/${name}`, typeof content === "string" ? content : JSON.stringify(content));
  }
  return { read: (uri) => texts.get(uri) ?? null };
}

function found(
  sources: Sources,
  specifier: string,
  from = "src/a.ts",
  style: ImportStyle = "import",
): string {
  const resolution = resolveImport(sources, `file:///p/${from}`, specifier, style);
  if (resolution.kind === "file") return resolution.uri.replace("file:///p/", "");
  return resolution.kind === "missing" ? resolution.message : resolution.kind;
}

describe("resolveImport", () => {
  it("finds files beside the importer, with or without their ending", () => {
    const sources = disk("src/b.ts", "src/c.mjs", "d.jsx", "src/e.json");
    assert.equal(found(sources, "./b"), "src/b.ts");
    assert.equal(found(sources, "./b.ts"), "src/b.ts");
    assert.equal(found(sources, "./c"), "src/c.mjs");
    assert.equal(found(sources, "../d"), "d.jsx");
    assert.equal(found(sources, "./e.json"), "src/e.json");
  });

  it("finds declaration files where types are asked for, those of packages too", () => {
    const sources = disk(
      "src/b.d.ts",
      "src/b.js",
      ["node_modules/own/package.json", { main: "lib/a.js", types: "./lib/a.d.ts" }],
      "node_modules/own/lib/a.js",
      "node_modules/own/lib/a.d.ts",
      ["node_modules/mapped/package.json", { exports: { types: "./t.d.ts", default: "./m.js" } }],
      "node_modules/mapped/m.js",
      "node_modules/mapped/t.d.ts",
      ["node_modules/beside/package.json", { exports: { ".": "./m.js" } }],
      "node_modules/beside/m.js",
      "node_modules/beside/m.d.ts",
      ["node_modules/@s/bare/package.json", { main: "m.js" }],
      "node_modules/@s/bare/m.js",
      ["node_modules/@types/s__bare/package.json", { types: "index" }],
      "node_modules/@types/s__bare/index.d.ts",
    );
    const types = (specifier: string) => found(sources, specifier, "src/a.ts", "types");
    assert.equal(types("./b"), "src/b.d.ts");
    assert.equal(types("./b.js"), "src/b.d.ts");
    assert.equal(found(sources, "./b"), "src/b.js");
    assert.equal(types("own"), "node_modules/own/lib/a.d.ts");
    assert.equal(found(sources, "own"), "node_modules/own/lib/a.js");
    assert.equal(types("mapped"), "node_modules/mapped/t.d.ts");
    assert.equal(types("beside"), "node_modules/beside/m.d.ts");
    assert.equal(types("@s/bare"), "node_modules/@types/s__bare/index.d.ts");
  });

  it("reads .js as the .ts it is compiled from, where a TypeScript file says so", () => {
    const sources = disk("src/b.ts", "src/b.js", "src/c.mts", "src/d.tsx");
    assert.equal(found(sources, "./b.js"), "src/b.ts");
    assert.equal(found(sources, "./b.js", "src/a.js"), "src/b.js");
    assert.equal(found(sources, "./c.mjs"), "src/c.mts");
    assert.equal(found(sources, "./d.js"), "src/d.tsx");
  });

  it("finds the index of a folder, and names with dots", () => {
    const sources = disk("src/lib/index.ts", "index.js", "src/vec.util.ts");
    assert.equal(found(sources, "./lib"), "src/lib/index.ts");
    assert.equal(found(sources, "./lib/"), "src/lib/index.ts");
    assert.equal(found(sources, ".."), "index.js");
    assert.equal(found(sources, "./vec.util"), "src/vec.util.ts");
  });

  it("passes over declaration files", () => {
    assert.equal(found(disk("src/b.d.ts", "src/b.js"), "./b"), "src/b.js");
  });

  it("follows the paths of the nearest configuration", () => {
    const options = { baseUrl: ".", paths: { "~/*": ["./src/*"], exact: ["lib/exact.ts"] } };
    const sources = disk(
      ["tsconfig.json", `// as people write it\n${JSON.stringify({ compilerOptions: options })}`],
      "src/deep/b.ts",
      "lib/exact.ts",
      "other/c.ts",
    );
    assert.equal(found(sources, "~/deep/b"), "src/deep/b.ts");
    assert.equal(found(sources, "exact", "src/deep/a.ts"), "lib/exact.ts");
    assert.equal(found(sources, "other/c"), "other/c.ts");
  });

  it("is not led astray by a configuration nobody could have meant", () => {
    for (const content of ["{", "[]", '{"compilerOptions": {"paths": 3}}', '"x"', "null"]) {
      assert.match(found(disk(["tsconfig.json", content]), "~/b"), /no source here/);
    }
  });

  it("finds packages by exports, module and main", () => {
    const exports = { ".": { import: "./esm.mjs", require: "./cjs.cjs" }, "./sub/*": "./lib/*.js" };
    const sources = disk(
      ["node_modules/modern/package.json", { exports }],
      "node_modules/modern/esm.mjs",
      "node_modules/modern/cjs.cjs",
      "node_modules/modern/lib/x.js",
      ["node_modules/@scope/old/package.json", { main: "lib/main", module: "lib/module.js" }],
      "node_modules/@scope/old/lib/main.js",
      "node_modules/@scope/old/lib/module.js",
      ["node_modules/plain/package.json", {}],
      "node_modules/plain/index.js",
      "node_modules/plain/inner/file.js",
    );
    assert.equal(found(sources, "modern"), "node_modules/modern/esm.mjs");
    assert.equal(found(sources, "modern", "src/a.ts", "require"), "node_modules/modern/cjs.cjs");
    assert.equal(found(sources, "modern/sub/x"), "node_modules/modern/lib/x.js");
    assert.match(found(sources, "modern/hidden"), /no source here/);
    assert.equal(found(sources, "@scope/old"), "node_modules/@scope/old/lib/module.js");
    assert.equal(
      found(sources, "@scope/old", "src/a.ts", "require"),
      "node_modules/@scope/old/lib/main.js",
    );
    assert.equal(found(sources, "plain"), "node_modules/plain/index.js");
    assert.equal(found(sources, "plain/inner/file"), "node_modules/plain/inner/file.js");
  });

  it("says what it did not find", () => {
    assert.equal(found(disk(), "./nothing"), 'there is no file for "./nothing"');
    assert.equal(
      found(disk(), "lodash"),
      'the package "lodash" has no source here that can be read',
    );
  });

  it("asks for all it might need at once", () => {
    const asked: string[] = [];
    const sources: Sources = {
      read(uri) {
        asked.push(uri);
        return undefined;
      },
    };
    assert.equal(resolveImport(sources, "file:///p/a.ts", "./b", "import").kind, "needed");
    assert.ok(asked.includes("file:///p/b.ts") && asked.includes("file:///p/b/index.js"));
  });

  it("takes any text for a specifier", () => {
    for (const specifier of [
      "",
      ".",
      "/",
      "//",
      "@",
      "@/",
      "a//b",
      "..\\x",
      "*",
      "./../../../../x",
    ])
      assert.equal(typeof found(disk(), specifier), "string");
  });
});

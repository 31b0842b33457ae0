import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { findFiles } from "../../../src/cli/files.ts";

describe("the files that paths stand for", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "gradlens-files-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
  }

  function found(...paths: string[]): string[] {
    const outcome = findFiles(paths.map((path) => join(root, path)));
    assert.equal(outcome.kind, "found");
    if (outcome.kind !== "found") return [];
    return outcome.files.map(({ path }) => relative(root, path).replaceAll("\\", "/"));
  }

  it("a folder holds its sources, sorted, without packages, declarations and other files", () => {
    write({
      "b.ts": "",
      "a.js": "",
      "deep/er/c.mts": "",
      "types.d.ts": "",
      "style.d.css.ts": "",
      "readme.md": "",
      "node_modules/pack/index.js": "",
      "deep/node_modules/pack/index.js": "",
    });
    assert.deepEqual(found("."), ["a.js", "b.ts", "deep/er/c.mts"]);
  });

  it("every spelling of the two languages counts", () => {
    const names = ["a.cjs", "b.cts", "c.js", "d.jsx", "e.mjs", "f.mts", "g.ts", "h.tsx"];
    write(Object.fromEntries(names.map((name) => [name, ""])));
    assert.deepEqual(found("."), names);
  });

  it("git-ignored paths are left out", () => {
    write({
      ".git/HEAD": "",
      ".gitignore": "dist/\n*.gen.ts\n!kept.gen.ts\n/top.ts\n",
      "src/.gitignore": "local.ts\n",
      "dist/out.js": "",
      "src/dist/out.js": "",
      "src/a.ts": "",
      "src/a.gen.ts": "",
      "src/kept.gen.ts": "",
      "src/local.ts": "",
      "src/top.ts": "",
      "top.ts": "",
      "local.ts": "",
    });
    assert.deepEqual(found("."), ["local.ts", "src/a.ts", "src/kept.gen.ts", "src/top.ts"]);
    assert.deepEqual(found("src"), ["src/a.ts", "src/kept.gen.ts", "src/top.ts"]);
  });

  it("a nearer .gitignore brings back what a farther one ignores", () => {
    write({
      ".git/HEAD": "",
      ".git/info/exclude": "private.ts\n",
      ".gitignore": "build\n",
      "package/.gitignore": "!build\n",
      "package/build/a.ts": "",
      "build/a.ts": "",
      "private.ts": "",
    });
    assert.deepEqual(found("."), ["package/build/a.ts"]);
  });

  it("what is named is looked at, ignored or not", () => {
    write({
      ".git/HEAD": "",
      ".gitignore": "dist/\n",
      "dist/out.js": "",
      "dist/map.d.ts": "",
    });
    assert.deepEqual(found("dist"), ["dist/out.js"]);
    assert.deepEqual(found("dist/out.js", "dist/map.d.ts"), ["dist/out.js", "dist/map.d.ts"]);
  });

  it("globs, and each file once", () => {
    write({ "a.ts": "", "b.ts": "", "sub/c.ts": "", "sub/d.js": "", "note.txt": "" });
    assert.deepEqual(found("**/*.ts"), ["a.ts", "b.ts", "sub/c.ts"]);
    assert.deepEqual(found("b.ts", "*", "sub"), ["b.ts", "a.ts", "sub/c.ts", "sub/d.js"]);
  });

  it("a file whose name looks like a glob is that file", () => {
    write({ "[id].tsx": "", "i.tsx": "" });
    assert.deepEqual(found("[id].tsx"), ["[id].tsx"]);
  });

  it("a folder that links to itself ends", () => {
    write({ "a.ts": "" });
    symlinkSync(root, join(root, "again"), "dir");
    assert.deepEqual(found("."), ["a.ts"]);
  });

  it("what is not there is refused", () => {
    const missing = findFiles([join(root, "none.ts")]);
    assert.match(missing.kind === "refused" ? missing.message : "", /^no such file or folder: /);
    const unmatched = findFiles([join(root, "*.ts")]);
    assert.match(unmatched.kind === "refused" ? unmatched.message : "", /^no file matches /);
  });
});

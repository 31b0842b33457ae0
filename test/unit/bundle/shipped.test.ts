import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";

const bundles = ["extension", "server", "cli", "webview"] as const;

function bundle(name: (typeof bundles)[number]): string {
  const file = `dist/${name}.js`;
  assert.ok(existsSync(file), `${file} is missing: npm run build`);
  return readFileSync(file, "utf8");
}

describe("what is shipped", () => {
  for (const name of bundles) {
    it(`makes no code out of text: ${name}`, () => {
      const text = bundle(name);
      for (const maker of [
        /\beval\s*\(.{0,40}/,
        /\bnew\s+Function\b.{0,40}/,
        /(?<![\w.$])Function\s*\(\s*["'`].{0,40}/,
        /\brequire\(["'](?:node:)?vm["']\).{0,40}/,
      ]) {
        assert.equal(maker.exec(text)?.[0], undefined);
      }
    });
  }

  it("passes on the licences of what it contains", () => {
    const notices = readFileSync("dist/THIRD-PARTY-NOTICES.txt", "utf8");
    for (const name of [
      "typescript",
      "@typescript-eslint/typescript-estree",
      "vscode-languageserver",
    ])
      assert.match(notices, new RegExp(`^- ${name} [\\d.]+ \\(.+\\)$`, "m"));
    assert.match(notices, /Apache License/);
  });

  it("has the parser in the server and the command line, and nowhere else", () => {
    // A message of the parser, and one of the checker, which nobody needs.
    const parser = "Unterminated template literal";
    const checker = "is not assignable to type";
    for (const name of bundles) {
      const text = bundle(name);
      assert.equal(text.includes(parser), name === "server" || name === "cli", `${name}: parser`);
      assert.ok(!text.includes(checker), `${name}: checker`);
    }
  });
});

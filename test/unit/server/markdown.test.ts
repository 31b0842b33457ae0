import assert from "node:assert/strict";
import {
  commandLink,
  escapeMarkdown,
  fenced,
  picture,
  tableOf,
} from "../../../src/server/markdown.ts";

describe("escaped Markdown", () => {
  for (const [text, escaped] of [
    ["x = 2, w = -3.5", "x = 2, w = -3.5"],
    ["value: 6", "value: 6"],
    ["[a](command:x.y)", "\\[a\\](command\\:x.y)"],
    ["![a](https://e.com/p.png)", "!\\[a\\](https\\://e.com/p.png)"],
    ["<img src=x>", "\\<img src=x\\>"],
    ["https://e.com www.e.com me@e.com", "https\\://e.com www\\.e.com me\\@e.com"],
    ["`a` *b* _c_ ~~d~~", "\\`a\\` \\*b\\* \\_c\\_ \\~\\~d\\~\\~"],
    ["$(zap) $x^2$ &nbsp;", "\\$(zap) \\$x^2\\$ \\&nbsp;"],
    ["# title", "\\# title"],
    ["- item", "\\- item"],
    ["1. item", "1\\. item"],
    ["0.512", "0.512"],
    ["a | b", "a \\| b"],
    ["two\n\n# lines", "two # lines"],
    ["\\[a](b)", "\\\\\\[a\\](b)"],
  ] as const) {
    it(JSON.stringify(text), () => assert.equal(escapeMarkdown(text), escaped));
  }

  it("keeps cells in their table", () => {
    assert.equal(
      tableOf(["a", "b"], [["x | y", "1\n2"]]),
      "| a | b |\n| --- | --- |\n| x \\| y | 1 2 |",
    );
  });

  it("keeps code in its fence", () => {
    assert.equal(fenced("typescript", "x"), "```typescript\nx\n```");
    assert.equal(fenced("typescript", "a ```` b"), "`````typescript\na ```` b\n`````");
  });

  it("says what a picture shows as a screen reader reads it, and lets nothing else in", () => {
    assert.match(picture("<svg/>", "f for theta_g from 0"), /^!\[f for theta_g from 0\]\(data:/);
    assert.match(picture("<svg/>", "](command:x)"), /^!\[\\\]\(command\\:x\)\]\(data:/);
  });

  it("keeps a link's argument in the link", () => {
    const name = "f) [a](command:evil";
    const link = commandLink("Open", "gradlens.openPanel", { name });
    const [, query] = /^\[Open\]\(command:gradlens\.openPanel\?([^()[\]]*)\)$/.exec(link) ?? [];
    assert.deepEqual(JSON.parse(decodeURIComponent(query ?? "")), [{ name }]);
  });
});

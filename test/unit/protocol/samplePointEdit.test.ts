import assert from "node:assert/strict";
import { samplePointEdit } from "../../../src/protocol/samplePointEdit.ts";

/** The source, with the point "x = 5" set for the function on its last line. */
function edited(source: string): string {
  const lines = source.split("\n");
  const { line, start, end, text } = samplePointEdit(lines, "x = 5");
  const old = lines[line] ?? "";
  lines[line] = old.slice(0, start) + text + old.slice(end);
  return lines.join("\n");
}

describe("setting a sample point", () => {
  const cases: readonly (readonly [name: string, before: string, after: string])[] = [
    ["at the top of a file", "function f(x) {", "// @at x = 5\nfunction f(x) {"],
    [
      "below other code",
      "const a = 1;\nfunction f(x) {",
      "const a = 1;\n// @at x = 5\nfunction f(x) {",
    ],
    [
      "with the function's indentation",
      "class A {\n\t  f(x) {",
      "class A {\n\t  // @at x = 5\n\t  f(x) {",
    ],
    ["in place of one that is there", "// @at x = 2, w = 3\nf", "// @at x = 5\nf"],
    [
      "in place of the first of several",
      "// @at x = 2\n// @at x = 3\nf",
      "// @at x = 5\n// @at x = 3\nf",
    ],
    ["below the comment of the function", "// The loss.\nf", "// The loss.\n// @at x = 5\nf"],
    [
      "above a remark to a tool",
      "// The loss.\n// @ts-expect-error\n// eslint-disable-next-line no-empty\nf",
      "// The loss.\n// @at x = 5\n// @ts-expect-error\n// eslint-disable-next-line no-empty\nf",
    ],
    ["into a doc comment", "/**\n * The loss.\n */\nf", "/**\n * The loss.\n * @at x = 5\n */\nf"],
    [
      "into an indented doc comment",
      "{\n  /**\n   * The loss.\n   */\n  f",
      "{\n  /**\n   * The loss.\n   * @at x = 5\n   */\n  f",
    ],
    [
      "into a doc comment that ends on a line of text",
      "/** The loss\n * of it. */\nf",
      "/** The loss\n * of it.\n * @at x = 5\n */\nf",
    ],
    [
      "into a doc comment of one line",
      "/** The loss. */\nf",
      "/**\n * The loss.\n * @at x = 5\n */\nf",
    ],
    ["into an empty doc comment", "/** */\nf", "/**\n * @at x = 5\n */\nf"],
    [
      "in place of a tag in a doc comment",
      "/**\n * @at x = 2\n * @wrt x\n */\nf",
      "/**\n * @at x = 5\n * @wrt x\n */\nf",
    ],
    [
      "in place of a tag in a doc comment of one line",
      "/** @at x = 2 */\nf",
      "/** @at x = 5 */\nf",
    ],
    [
      "beside a block comment that is no doc",
      "/* eslint-env */\nf",
      "/* eslint-env */\n// @at x = 5\nf",
    ],
    [
      "not into another tag of a similar name",
      "// @attribute x\nf",
      "// @attribute x\n// @at x = 5\nf",
    ],
    [
      "not into a comment apart from the function",
      "// @at x = 1\n\nf",
      "// @at x = 1\n\n// @at x = 5\nf",
    ],
  ];
  for (const [name, before, after] of cases) it(name, () => assert.equal(edited(before), after));
});

import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/analyzer.ts";
import { hoverAt } from "../../../src/core/analysis/hoverFacts.ts";
import { checkTitle } from "../../../src/core/analysis/lensText.ts";

function analyzed(text: string) {
  return createAnalyzer().analyze({ uri: "file:///f.ts", version: 1, text });
}

/** All that a hover says, tables included; the points of a plot are drawn. */
function hoverText(text: string, place: string): string {
  const blocks = hoverAt(analyzed(text), text.indexOf(place))?.blocks ?? [];
  return JSON.stringify(blocks.map((block) => (block.kind === "plot" ? block.text : block)));
}

describe("numbers for people", () => {
  const wave =
    "// @at x = 1, y = 0.3\nfunction wave(x: number, y: number) {\n  const s = Math.sin(x);\n  return s ** 2 / (y + s);\n}\n";

  for (const place of ["wave(x", "x: number", "s ** 2", "Math.sin", "y + s"]) {
    it(`have six digits in the hover on ${place}`, () => {
      const said = hoverText(wave, place);
      assert.match(said, /\d\.\d{4,5}/);
      assert.doesNotMatch(said, /[1-9][\d]*\.?\d{6,}/, said);
    });
  }

  it("stay what they are where fewer digits say it", () => {
    const text = "// @at x = 1.25\nconst half = (x: number) => (x * x) / 2;\n";
    assert.match(hoverText(text, "half"), /half\(1\.25\) = 0\.78125/);
  });

  it("tell a derivative and its exact value apart", () => {
    const [check] = analyzed(
      "const cube = (x: number) => x ** 3;\nconst cubePrime = (x: number) => 3.0006 * x ** 2;\n",
    ).checks;
    const title = check ? checkTitle(check) : "";
    const [, yours, exact] = /yours ([\d.]+), exact ([\d.]+)$/.exec(title) ?? assert.fail(title);
    assert.notEqual(yours, exact);
    assert.match(title, /1\.0002 times/);
  });
});

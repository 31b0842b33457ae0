import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import { hoverAt } from "../../../src/core/analysis/hover/hoverFacts.ts";
import { checkTitle, lensTitle } from "../../../src/core/analysis/lens/lensText.ts";

function analyzed(text: string) {
  return createAnalyzer().analyze({ uri: "file:///f.ts", version: 1, text });
}

function titleOf(text: string): string {
  const [fn] = analyzed(text).functions;
  return (fn && lensTitle(fn, { form: "symbolic", order: 1, maximumLength: 400 })) ?? "";
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

  it("are short in formulas, too, but for those that somebody wrote", () => {
    const text = `// @at x = 2
const tail = (x: number) => {
  const t = 1 / (1 + 0.2316419 * x);
  return t * (0.3193815 - t * 0.3565638) ** 2;
};
`;
    for (const said of [hoverText(text, "tail"), titleOf(text)]) {
      assert.match(said, /0\.2316419/);
      assert.doesNotMatch(said, /\d\.\d{11,}/, said);
      assert.doesNotMatch(said, /e−\d+[a-z]/, said);
    }
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

import assert from "node:assert/strict";
import { equationBlocks, partialOf } from "../../../src/core/analysis/hover/equations.ts";
import { derivativeTexts } from "../../../src/core/symbolic/derivativeText.ts";
import type { ThemeKind } from "../../../src/protocol/requests.ts";
import { formulaPicture } from "../../../src/server/formulaPicture.ts";
import { markdownOf } from "../../../src/server/hoverText.ts";
import { inputNodes, outputOf, type Point, tapeOf } from "../symbolic/tapeOf.ts";

const themes: readonly ThemeKind[] = ["light", "dark", "highContrast", "highContrastLight"];

function blocks(source: string, point: Point) {
  const tape = tapeOf(source, point);
  const paths = Object.keys(point);
  return equationBlocks(
    derivativeTexts(tape, outputOf(tape), inputNodes(tape)).map((formula, index) => ({
      ...partialOf("f", paths[index] ?? ""),
      formula,
    })),
  );
}

describe("a formula in a hover", () => {
  it("is text where a line shows it as well", () => {
    const markdown = markdownOf(blocks("x ** 2 * y", { x: 2, y: 3 }), "dark");
    assert.equal(markdown, "```typescript\n∂f/∂x = 2x·y\n∂f/∂y = x²\n```");
  });

  it("is a picture with the text as its alternative where it has a fraction, and so are its neighbours", () => {
    const markdown = markdownOf(blocks("x ** 2 / y", { x: 2, y: 3 }), "dark");
    assert.deepEqual(
      [...markdown.matchAll(/!\[([^\]]*)\]\(data:image\/svg\+xml;base64,[\w+/=]+\)/g)].map(
        ([, alt]) => alt,
      ),
      ["∂f/∂x = 2x/y", "∂f/∂y = −x²/y²"],
    );
  });

  it("is text for a client that draws no pictures", () => {
    assert.equal(markdownOf(blocks("1 / x", { x: 2 })), "```typescript\n∂f/∂x = −1/x²\n```");
  });

  it("is text where the picture would be too large", () => {
    const names = ["momentum", "viscosity", "temperature", "conductance", "permeability"];
    const source = `1 / (${names.map((name) => `Math.sin(${name} * x)`).join(" + ")})`;
    const point = { x: 2, ...Object.fromEntries(names.map((name) => [name, 0.3])) };
    assert.doesNotMatch(markdownOf(blocks(source, point).slice(0, 1), "dark"), /data:/);
  });

  it("has the colour of the text in each theme, and fonts that systems have", () => {
    const [block] = blocks("1 / x", { x: 2 });
    assert.ok(block?.kind === "formula" && block.typeset);
    const { typeset } = block;
    const pictures = themes.map((theme) => formulaPicture(typeset, theme).svg);
    assert.equal(new Set(pictures).size, themes.length);
    for (const svg of pictures) {
      assert.match(svg, /color:#[\da-f]{3,6};/);
      assert.doesNotMatch(svg, /currentColor|var\(/);
      assert.match(svg, /font:15px Cambria Math,STIX Two Math,/);
    }
  });

  it("is small: at most 1.4 KB", () => {
    const source =
      "Math.exp(-((x - mu) ** 2) / (2 * sigma ** 2)) / (sigma * Math.sqrt(2 * Math.PI))";
    const markdown = markdownOf(blocks(source, { x: 2, mu: 3, sigma: 1.5 }).slice(0, 1), "light");
    assert.match(markdown, /data:/);
    assert.ok((markdown.match(/data:[^)]*/)?.[0].length ?? 0) <= 1400, markdown);
  });
});

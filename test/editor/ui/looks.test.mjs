import assert from "node:assert/strict";
import { workbench } from "./fixture.mjs";

/** VS Code's own limit: what is higher than this scrolls. */
const highest = 250;

/** The colour of the text around a picture, by theme; a picture cannot see it by itself. */
const colours = { dark: "#ccc", light: "#3b3b3b", "hc-black": "#fff", "hc-light": "#292929" };

describe("in every theme", () => {
  beforeEach(() => workbench.openFile("chainRule.ts"));
  afterEach(async () => {
    await workbench.closeAll();
    workbench.setSettings({});
  });

  /** @param {import("playwright-core").Locator} popup */
  async function assertWhole(popup) {
    const { height, scrollHeight, clientHeight } = await popup.evaluate((element) => ({
      height: element.getBoundingClientRect().height,
      scrollHeight: element.scrollHeight,
      clientHeight: element.clientHeight,
    }));
    assert.ok(height <= highest, `${height} px high`);
    assert.ok(scrollHeight <= clientHeight + 1, `${scrollHeight} px in ${clientHeight} px`);
  }

  /**
   * The pictures of a popup, once they are drawn.
   * @param {import("playwright-core").Locator} popup
   */
  async function picturesOf(popup) {
    const images = await popup.locator("img").all();
    return Promise.all(
      images.map((image) =>
        image.evaluate(async (element) => {
          const drawn = /** @type {HTMLImageElement} */ (element);
          await drawn.decode();
          const svg = atob(drawn.src.slice(drawn.src.indexOf(",") + 1));
          return { alt: drawn.alt, svg, width: drawn.naturalWidth, size: drawn.src.length };
        }),
      ),
    );
  }

  for (const [theme, colour] of Object.entries(colours)) {
    it(`${theme}, lenses and hovers are readable`, async () => {
      await workbench.setTheme(/** @type {keyof typeof colours} */ (theme));
      await workbench.waitForLenses(3);
      await workbench.screenshot(`lenses-${theme}`);

      await workbench.openFile("chainRule.ts", { line: 58 });
      const name = await workbench.hover("pipeline", { nth: 0 });
      const [formula] = await picturesOf(name);
      assert.ok(formula && formula.width > 0, "a typeset formula");
      assert.match(formula.alt, /^pipeline′\(x\) = −x·e\^\(−√\(x² \+ 1\)\)\/√\(x² \+ 1\)$/);
      assert.match(formula.svg, /<mfrac>.*<msqrt>/);
      assert.ok(formula.svg.includes(`color:${colour}`), formula.svg);
      assert.ok(formula.size <= 1400, `${formula.size} characters`);
      await workbench.screenshot(`hover-formula-${theme}`);
      await assertWhole(name);

      const parameter = await workbench.hover("x: number");
      const [rate, plot] = await picturesOf(parameter);
      assert.match(rate?.alt ?? "", /^∂pipeline\/∂x = /);
      assert.match(plot?.alt ?? "", /^pipeline for x from 0 to 4, with its tangent at 2$/);
      assert.ok(plot && plot.size <= 6 * 1024, `${plot?.size} characters`);
      await workbench.screenshot(`hover-formula-plot-${theme}`);
      await assertWhole(parameter);
    });
  }

  for (const theme of /** @type {const} */ (["dark", "light"])) {
    it(`${theme}, whole arrays stand in one line`, async () => {
      await workbench.setTheme(theme);
      await workbench.openFile("leastSquares.ts");
      const lens = workbench.page.locator(".codelens-decoration", {
        hasText: "∂loss/∂x = 2Aᵀ(Ax − b)",
      });
      await lens.first().waitFor();
      await workbench.screenshot(`lenses-arrays-${theme}`);

      await assertWhole(await workbench.hover("loss", { nth: 0 }));
      await workbench.screenshot(`hover-arrays-${theme}`);

      await workbench.openFile("leastSquares.ts", { line: 40 });
      const typeset = await workbench.hover("distance", { nth: 0 });
      const [formula] = await picturesOf(typeset);
      assert.equal(formula?.alt, "∂distance/∂a = (a − b)/‖a − b‖");
      await workbench.screenshot(`hover-arrays-typeset-${theme}`);
      await assertWhole(typeset);

      await workbench.openFile("leastSquares.ts", { line: 61 });
      const pieces = await workbench.hover("attraction", { nth: 0 });
      const alts = (await picturesOf(pieces)).map(({ alt }) => alt);
      assert.ok(alts.includes("r ≥ 1: attraction′(r) = −2/r³"), alts.join("\n"));
      await workbench.screenshot(`hover-pieces-${theme}`);
      // What TypeScript itself says of the function stands below, and scrolls.
      const [links, box] = await Promise.all([
        pieces.locator("a", { hasText: "Open graph" }).boundingBox(),
        pieces.boundingBox(),
      ]);
      assert.ok(links && box && links.y + links.height <= box.y + highest, "all of ours is seen");
    });
  }
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { workbench } from "./fixture.mjs";
import { from } from "./panelPage.mjs";

/** @typedef {{ value: number, gradients: Record<string, number> }} Numbers */

describe("the panel", () => {
  beforeEach(async () => {
    await workbench.openFile("chainRule.ts", { line: 68 });
    await workbench.waitForLenses(3);
    await workbench.clickLens("∂loss/∂x");
    await node("loss = 676").waitFor();
  });
  afterEach(() => workbench.closeAll());

  const page = () => workbench.webviewFrame();
  /** @param {string} label part of what a screen reader says of it: "u = 6, gradient 624" */
  const node = (label) => page().locator(`[data-node] [aria-label*="${label}"]`);
  /** @param {string} path */
  const field = (path) => page().getByLabel(`${path}, exact value`);

  it("opens beside the code with values and gradients in the nodes, rates on the edges", async () => {
    for (const label of [
      ["w = 3, gradient 1248", "x = 2, gradient 1872", "target = 10, gradient −52"],
      ["u = 6, gradient 624", "output = 36, gradient 52", "sub = 26, gradient 52"],
      ["loss = 676, gradient 1"],
    ].flat()) {
      assert.equal(await node(label).count(), 1, label);
    }
    const rates = await page().locator(".link .local").allTextContents();
    assert.deepEqual(rates.sort(), ["1", "12", "2", "3", "52", "−1"]);
    const code = await (await workbench.editor()).boundingBox();
    const panel = await workbench.page.locator("iframe.webview.ready").boundingBox();
    assert.ok(code && panel && code.x + code.width <= panel.x + 1, "beside, not over the code");
    await workbench.screenshot("panel");
  });

  it("selects in the code what is clicked in the graph, and says the arithmetic", async () => {
    await node("u = 6").click();
    await workbench.until(
      async () => (await workbench.selectedText()) === "w * x",
      "the code of u to be selected",
    );
    assert.equal(await shown(".inspector .arithmetic"), "u = w × x = 3 × 2 = 6");
    assert.equal(
      await shown(".inspector .chain"),
      "∂loss/∂u = ∂loss/∂output · ∂output/∂u = 52 × 12 = 624",
    );
    assert.equal(await shown("h1 .function-name"), "loss");
    await workbench.screenshot("panel-node");
  });

  it("follows the cursor: first within the function, then to another one", async () => {
    await workbench.placeCursor("u ** 2");
    await page().locator('.cursor-innermost [aria-label*="output = 36"]').waitFor();
    assert.equal(await page().locator(".cursor-innermost").count(), 1);
    await workbench.placeCursor("damp(root");
    await page().locator("h1", { hasText: "pipeline" }).waitFor();
    assert.equal(await page().locator("[data-node]").count(), 6);
  });

  it("computes anew at a typed input", async () => {
    await field("w").fill("4");
    await field("w").press("Enter");
    await assertShows(explained("w=4, x=2, target=10"));
    await workbench.screenshot("panel-dragged");
    await page().getByRole("button", { name: "Reset" }).click();
    await assertShows(explained("w=3, x=2, target=10"));
  });

  it("computes anew while a slider is dragged", async () => {
    const slider = await page().locator('[data-input="w"] input[type=range]').boundingBox();
    assert.ok(slider);
    const y = slider.y + slider.height / 2;
    const { mouse } = workbench.page;
    await mouse.move(slider.x + slider.width / 2, y);
    await mouse.down();
    for (const share of [0.6, 0.7]) {
      const before = await field("w").inputValue();
      await mouse.move(slider.x + slider.width * share, y, { steps: 4 });
      await workbench.until(async () => (await field("w").inputValue()) !== before, "w to move");
      await assertShows(explained(`w=${await field("w").inputValue()}, x=2, target=10`));
    }
    await mouse.up();
  });

  it("is drawn in the colors of the theme", async () => {
    await node("u = 6").click();
    for (const theme of /** @type {const} */ (["dark", "hc-black", "hc-light", "light"])) {
      await workbench.setTheme(theme);
      const background = await workbench.page
        .locator(".monaco-editor-background")
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor);
      const colored = async () =>
        (await page()
          .locator("body")
          .evaluate((body) => getComputedStyle(body).backgroundColor)) === background;
      await workbench.until(colored, `the panel to be ${background}`);
      await workbench.screenshot(`panel-${theme}`);
    }
  });

  it("fits its width in every view and theme, nothing cut", async () => {
    const views = ["Graph", "Chain", "Paths", "Steps", "Plot", "Descent", "Quiz", "Nodes"];
    for (const theme of /** @type {const} */ (["dark", "hc-black", "light"])) {
      await workbench.setTheme(theme);
      for (const view of views) {
        await page().getByRole("tab", { name: view }).click();
        await page().locator("#view > *").first().waitFor();
        const cut = await page()
          .locator(".tabs, .heading, h1, .point, #view .toolbar")
          .evaluateAll((parts) =>
            parts
              .filter((part) => part.scrollWidth > part.clientWidth)
              .map((part) => part.className),
          );
        assert.deepEqual(cut, [], `${view}, ${theme}`);
        await workbench.screenshot(`panel-${view.toLowerCase()}-${theme}`);
      }
    }
  });

  it("steps through the backward pass: 52, 624, 1248", async () => {
    const steps = page().getByRole("slider", { name: "Step" });
    await steps.fill("7");
    await workbench.until(
      async () => (await shown(".played .arithmetic")).endsWith("loss = 26² = 676"),
      "the forward pass to end",
    );
    const results = [];
    for (let step = 8; step <= 14; step++) {
      await page().getByRole("button", { name: "Step forward" }).click();
      await workbench.until(
        async () => (await shown(".played")).includes(`step ${step} of 14`),
        `step ${step}`,
      );
      results.push(await shown(".played .gradient"));
    }
    const inOrder = results.filter((result) => ["52", "624", "1248"].includes(result));
    assert.deepEqual([...new Set(inOrder)], ["52", "624", "1248"], results.join(", "));
    await workbench.screenshot("panel-backward");
    await page().getByRole("button", { name: "Show all" }).click();
    await node("w = 3, gradient 1248").waitFor();
  });

  it("tells the chain of w, and shows its stages in the code", async () => {
    await page().getByRole("tab", { name: "Chain" }).click();
    await from("w");
    await workbench.until(
      async () => (await shown(".sentence")).startsWith("The rate 1248"),
      "the chain of w",
    );
    assert.deepEqual(await page().locator(".rate").allTextContents(), ["2", "12", "52"]);
    await workbench.screenshot("panel-chain");
    await page().locator(".card", { hasText: "output" }).first().click();
    await workbench.until(
      async () => (await workbench.selectedText()) === "u ** 2",
      "the code of output to be selected",
    );
    await page().getByRole("tab", { name: "Steps" }).click();
    await workbench.until(
      async () => (await shown(".derivation")).includes("52×12×2 = 1248"),
      "the derivation",
    );
    await workbench.screenshot("panel-steps");
  });

  it("comes back, inputs and all, after the window is reloaded", async () => {
    await field("w").fill("4");
    await field("w").press("Enter");
    await node("loss = 2916").waitFor();
    await workbench.reload();
    await node("loss = 2916").waitFor();
    await assertShows(explained("w=4, x=2, target=10"));
  });

  /**
   * What the command line says about loss.
   * @param {string} point
   * @returns {Numbers}
   */
  function explained(point) {
    const cli = join(workbench.extension, "dist/cli.js");
    const file = join(workbench.workspace, "chainRule.ts");
    const args = [cli, "explain", file, "--function", "loss", "--at", point, "--format", "json"];
    const [loss] = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })).functions;
    const gradients = loss.inputs.map((/** @type {any} */ input) => [input.path, input.gradient]);
    return { value: loss.outputs[0].value, gradients: Object.fromEntries(gradients) };
  }

  /** @param {Numbers} expected */
  async function assertShows({ value, gradients }) {
    await workbench.until(
      async () => isNear(await shown("h1 .value"), value),
      `the panel to say ${value}`,
    );
    for (const [path, gradient] of Object.entries(gradients)) {
      const text = await shown(`[data-input="${path}"] .gradient`);
      assert.ok(isNear(text, gradient), `∂loss/∂${path}: ${text}, expected ${gradient}`);
      const label = await page().locator(`[data-node] [aria-label*=", ${path} ="]`).first();
      const spoken = (await label.getAttribute("aria-label")) ?? "";
      assert.ok(spoken.endsWith(`gradient ${text}`), spoken);
    }
  }

  /** @param {string} selector */
  async function shown(selector) {
    const text = await page().locator(selector).first().textContent();
    return (text ?? "").replace(/\s+/g, " ").trim();
  }
});

/**
 * Whether a number as it is shown, rounded, is that number.
 * @param {string} text
 * @param {number} expected
 */
function isNear(text, expected) {
  const number = Number(text.replace("−", "-").replaceAll(/[\s,]/g, ""));
  return Math.abs(number - expected) <= 1e-4 * Math.abs(expected);
}

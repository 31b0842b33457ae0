import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { openPage } from "../page.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const views = ["Graph", "Chain", "Paths", "Steps", "Plot", "Descent", "Quiz", "Nodes"];
const themes = ["dark", "light", "high-contrast", "high-contrast-light"];

describe("access", () => {
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let view;
  afterEach(() => view.close());

  /** @param {string} where */
  async function check(where) {
    const { violations } = /** @type {any} */ (
      await view.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    );
    const told = violations.map(
      (/** @type {any} */ { id, nodes }) =>
        `${where}: ${id}: ${nodes.map((/** @type {any} */ { html, any }) => `${html} ${any[0]?.message ?? ""}`).join("\n  ")}`,
    );
    assert.deepEqual(told, []);
  }

  for (const theme of themes) {
    it(`has nothing that axe finds wrong in any view, ${theme}`, async () => {
      const others = theme === "dark" ? ["fn:classifierLoss"] : [];
      for (const sample of ["ends", ...others, "fn:loss"]) {
        view = await openPage(sample, { theme });
        await view.page.evaluate(axe);
        for (const name of views) {
          await view.show(name);
          if (name === "Descent") {
            await view.press("10 steps");
            await view.page.locator(".descent-rows tbody tr").first().waitFor();
          }
          if (name === "Quiz" && sample === "fn:loss") {
            await view.page.locator(".answer-field input").fill("52");
            await view.press("Check");
            await view.press("Hint");
            await view.page.locator(".verdict").waitFor();
            await view.page.locator(".hints").waitFor();
          }
          if (sample === "fn:loss") {
            const file = `${theme}-${name.toLowerCase()}`;
            await view.page.screenshot({ path: `out/screenshots/page-${file}.png` });
          }
          await check(`${sample} ${name}`);
        }
        await view.page.locator("summary").click();
        await check(`${sample} menu`);
        if (sample !== "fn:loss") await view.close();
      }
    }).timeout(120_000);
  }

  it("says the same in a table as in the graph", async () => {
    view = await openPage("fn:loss");
    await view.show("Nodes");
    await view.page.locator(".nodes-table tbody tr").first().waitFor();
    const rows = await view.page
      .locator(".nodes-table tbody tr")
      .evaluateAll((all) => all.map((row) => (row.textContent ?? "").replace(/\s+/g, " ").trim()));
    assert.equal(rows.length, 7);
    assert.ok(rows.includes("u mul 6 624 w (2), x (3) 69"), rows.join(" | "));
    await view.page.getByRole("button", { name: "output", exact: true }).press("Enter");
    await view.page.locator("tr[aria-current=true]", { hasText: "output" }).waitFor();
    const { type } = /** @type {any} */ ((await view.received()).at(-1));
    assert.equal(type, "reveal");
  });

  it("needs no mouse: every control of every view is reached by Tab", async () => {
    view = await openPage("fn:loss");
    for (const name of views) {
      await view.show(name);
      const unreachable = await view.page
        .locator("#view :is(button, input, vscode-button, [role=combobox]):not(:disabled)")
        .evaluateAll(
          (all) => all.filter((one) => /** @type {HTMLElement} */ (one).tabIndex < 0).length,
        );
      assert.equal(unreachable, 0, name);
    }
  });

  it("presses a button with the space bar, and the page stays where it is", async () => {
    view = await openPage("network");
    await view.show("Descent");
    await view.page.getByLabel("η").fill("0.0001");
    await view.page.keyboard.press("Enter");
    await view.press("10 steps");
    await view.press("10 steps");
    await view.page.getByRole("button", { name: "Step", exact: true }).press(" ");
    await view.expect(".descent-rows tbody tr", /^21 /);
    const page = view.page.locator(".page");
    assert.ok(await page.evaluate((each) => each.scrollHeight > each.clientHeight));
    assert.equal(await page.evaluate((each) => each.scrollTop), 0);
  });

  it("answers a quiz by keyboard alone", async () => {
    view = await openPage("fn:fOfG");
    await view.tab("Graph").focus();
    await view.page.keyboard.press("ArrowLeft");
    await view.page.keyboard.press("ArrowLeft");
    await view.page.locator(".answer-field input").focus();
    await view.page.keyboard.type("12");
    await view.page.keyboard.press("Enter");
    await view.expect(
      ".verdict",
      /^12 is the outer rate alone; times the inner rate 3 it is 36\.$/,
    );
  });
});

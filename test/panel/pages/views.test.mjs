import assert from "node:assert/strict";
import { openPage } from "../page.mjs";

describe("the views of the page", () => {
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let view;
  afterEach(() => view.close());

  it("are tabs, led through by the arrow keys", async () => {
    view = await openPage("lesson");
    await view.tab("Graph").focus();
    for (const name of ["Chain", "Paths", "Steps", "Plot", "Descent", "Quiz", "Nodes", "Graph"]) {
      await view.page.keyboard.press("ArrowRight");
      await view.page.locator(`[role=tab][aria-selected=true]:focus`, { hasText: name }).waitFor();
      assert.equal(await view.page.locator("[role=tab][tabindex='0']").count(), 1);
    }
  });

  it("begin at Home and end at End", async () => {
    view = await openPage("lesson");
    await view.tab("Paths").focus();
    for (const [key, name] of [
      ["End", "Nodes"],
      ["Home", "Graph"],
      ["ArrowLeft", "Nodes"],
      ["Home", "Graph"],
      ["ArrowRight", "Chain"],
    ]) {
      await view.page.keyboard.press(key);
      await view.page.locator("[role=tab][aria-selected=true]:focus", { hasText: name }).waitFor();
      assert.equal(await view.page.locator("[role=tab][tabindex='0']").count(), 1);
    }
  });

  it("come back after a reload with the chosen input", async () => {
    view = await openPage("lesson");
    await view.show("Chain");
    await view.from("x");
    await view.expect(".sentence", /^The rate 1872/);
    await view.saved(/"view":"chain".*"input":"x"|"input":"x".*"view":"chain"/);
    await view.page.reload();
    await view.expect(".sentence", /^The rate 1872/);
    assert.equal(await view.shown(".input-choice .text"), "x");
  });

  it("tell the chain with each rate at its own input, live", async () => {
    view = await openPage("sine");
    await view.show("Chain");
    const rates = () => view.page.locator(".rate").allTextContents();
    assert.deepEqual(await rates(), ["0.5403", "1.6829"]);
    await view.expect(".stage-card:last-child .product", /so far 0.9093$/);
    await view.page.getByLabel("x, exact value").fill("0");
    await view.page.keyboard.press("Enter");
    await view.expect(".stage-card:last-child .product", /so far 0$/);
    assert.deepEqual(await rates(), ["1", "0"]);
  });

  it("mark the dead link", async () => {
    view = await openPage("top");
    await view.show("Chain");
    await view.expect(".stage-card.dead .dead-mark", /^dead link/);
    assert.equal(await view.page.locator(".stage-card.dead").count(), 1);
    await view.expect(".sentence", /does not feel x/);
  });

  it("add up the paths to the total derivative", async () => {
    view = await openPage("along");
    await view.show("Paths");
    const products = await view.page.locator(".paths td.gradient").allTextContents();
    assert.deepEqual(products, ["1.0806", "−0.84147"]);
    await view.expect(".page > .sum", /^∂along\/∂t = 1.0806 \+ \(−0.84147\) = 0.23913$/);
  });

  it("leave a long point no room beside them: it is cut, and Export stays in sight", async () => {
    view = await openPage("fn:vectorNetworkLoss");
    await view.page.setViewportSize({ width: 460, height: 700 });
    const box = await view.page.locator("summary", { hasText: "Export" }).boundingBox();
    assert.ok(box && box.x + box.width <= 460, JSON.stringify(box));
    const overflow = await view.page.evaluate("document.documentElement.scrollWidth");
    assert.equal(overflow, 460);
  });

  it("group paths that are too many", async () => {
    view = await openPage("many");
    await view.show("Paths");
    await view.expect(".toolbar", /90 paths, in groups/);
    const rows = view.page.locator(".path-groups tbody tr");
    await rows.filter({ hasText: "all others together" }).waitFor();
    // What the rows say adds up to what stands above them.
    const shown = async (/** @type {string} */ selector) =>
      (await view.page.locator(selector).allTextContents()).map((text) =>
        Number(text.replace("−", "-")),
      );
    const [total = 0] = await shown(".sum .total");
    const sums = await shown(".path-groups td:last-child");
    const sum = sums.reduce((all, one) => all + one, 0);
    assert.ok(Math.abs(sum - total) < 1e-4 * sums.length, `${sum} for ${total}`);
    await view.choose(".grouped-by", "last links");
    await rows.filter({ hasText: "all others together" }).waitFor({ state: "detached" });
    const before = await rows.count();
    await view.page.locator(".opener[aria-expanded=false]").first().click();
    await view.page.locator(".opener[aria-expanded=true]").waitFor();
    assert.ok((await rows.count()) > before);
    await view.page.screenshot({ path: "out/screenshots/page-path-groups.png" });
    await view.page.locator(".opener[aria-expanded=true]").click();
    await view.page.locator(".opener[aria-expanded=true]").waitFor({ state: "detached" });
    assert.equal(await rows.count(), before);
  });

  it("write the derivation out and lead from it to the code", async () => {
    view = await openPage("lesson");
    await view.show("Steps");
    await view.expect(".derivation", /52 ?× ?12 ?× ?2 = 1248/);
    await view.expect(".derivation", /agrees to \d+ digits/);
    await view.page.locator(".term-button", { hasText: /^\s*∂output∂u/ }).click();
    const received = /** @type {any[]} */ (await view.received());
    const text = "const output = u ** 2";
    const { start, end } = received.at(-1).range;
    assert.equal(end - start, "u ** 2".length, text);
  });

  for (const width of [260, 320, 400, 600]) {
    it(`fit into a panel ${width} pixels wide, however long the names are`, async () => {
      for (const name of [
        "expectedShortfallOfTheHedgedPortfolio",
        "networkLoss",
        "squashAfterLift",
      ]) {
        view = await openPage(`fn:${name}`);
        await view.page.setViewportSize({ width, height: 700 });
        for (const tab of [
          "Chain",
          "Paths",
          "Steps",
          "Plot",
          "Descent",
          "Quiz",
          "Nodes",
          "Graph",
        ]) {
          await view.show(tab);
          if (tab === "Descent") {
            await view.press("10 steps");
            await view.page.locator(".descent-rows tbody tr").first().waitFor();
          }
          const wide = await view.page
            .locator("html, header, .page, .page :is(table, p, li, .card), .inspector, .inputs")
            .evaluateAll((all) =>
              all
                .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
                .filter((one) => !one.matches(".scroller *, .point"))
                .map((one) => `${one.tagName} ${one.className}: ${one.scrollWidth}`),
            );
          assert.deepEqual(wide, [], `${name} ${tab}`);
          const panel = await view.page.locator("vscode-tab-panel:not([hidden])").boundingBox();
          assert.ok(panel && panel.x + panel.width <= width, `${tab} is ${panel?.width} wide`);
        }
        if (name !== "squashAfterLift") await view.close();
      }
    });
  }

  it("break no number and no heading of a table in two", async () => {
    view = await openPage("fn:networkLoss");
    await view.page.setViewportSize({ width: 600, height: 820 });
    await view.show("Descent");
    await view.press("10 steps");
    await view.page.locator(".descent-rows tbody tr").first().waitFor();
    for (const tab of ["Paths", "Nodes"]) {
      await view.show(tab);
      const broken = await view.page.locator(".paths :is(thead th, td.number)").evaluateAll((all) =>
        all
          .filter(({ textContent }) => textContent && !/\s/.test(textContent.trim()))
          .filter((one) => {
            const text = document.createRange();
            text.selectNodeContents(one);
            return (
              new Set(Array.from(text.getClientRects(), ({ top }) => Math.round(top))).size > 1
            );
          })
          .map(({ textContent }) => textContent),
      );
      assert.deepEqual(broken, [], tab);
    }
  });

  it("list the same in rows of lines where a table has no room", async () => {
    view = await openPage("fn:loss");
    await view.show("Nodes");
    const row = view.page.getByRole("row", { name: /^u mul/ });
    const wide = await row.boundingBox();
    await view.page.setViewportSize({ width: 320, height: 820 });
    await view.page.waitForFunction(
      (height) => (document.querySelector("tbody tr:nth-child(4)")?.clientHeight ?? 0) > height,
      wide?.height ?? 0,
    );
    assert.equal(await row.getByRole("cell").count(), 5);
    assert.equal(await view.page.getByRole("columnheader", { name: "gradient" }).count(), 1);
  });

  it("plot the result with its tangent", async () => {
    view = await openPage("lesson");
    await view.show("Plot");
    const plot = view.page.getByRole("img", {
      name: "loss over w: at 3 it is 676 with slope 1248",
    });
    await plot.waitFor();
    const before = await plot.locator(".tangent path").getAttribute("d");
    await view.page.getByLabel("w, exact value").fill("2");
    await view.page.keyboard.press("Enter");
    await view.expect(".toolbar", /slope 192/);
    const after = await view.page.locator(".plot:not(.slopes) .tangent path").getAttribute("d");
    assert.ok(before && after && before !== after);
  });

  it("step downhill to 1.8994634, and warn when the result grows", async () => {
    view = await openPage("network");
    await view.show("Descent");
    await view.page.getByRole("checkbox", { name: "x" }).uncheck();
    await view.page.getByRole("checkbox", { name: "W4" }).check();
    await view.press("Step");
    await view.expect(".descent-rows tbody tr", /1\.8994634$/);
    assert.equal(await view.page.getByLabel("W4, exact value").inputValue(), "1.89946");
    assert.ok(await view.page.locator(".warning").isHidden());
    await view.page.getByLabel("η").fill("5");
    await view.page.keyboard.press("Enter");
    await view.press("Step");
    await view.expect(".warning", /grew/);
    await view.press("Start again");
    await view.page.locator(".descent-rows").waitFor({ state: "detached" });
    assert.equal(await view.page.getByLabel("W4, exact value").inputValue(), "1");
  });

  it("stay calm over every sample", async () => {
    for (const sample of ["polar", "ends", "long", "many", "huge"]) {
      view = await openPage(sample);
      for (const name of ["Chain", "Paths", "Steps", "Plot", "Descent", "Quiz", "Nodes", "Graph"]) {
        await view.show(name);
      }
      if (sample !== "huge") await view.close();
    }
  });
});

import assert from "node:assert/strict";
import { openPage } from "../page.mjs";

describe("the graph of a big trace", () => {
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let view;
  beforeEach(async () => {
    view = await openPage("net");
  });
  afterEach(() => view.close());

  /** @param {string} text */
  const node = (text) => view.page.locator("[data-node]", { hasText: text });
  /** @param {string} text */
  const button = (text) => node(text).getByRole("button");
  const count = () => view.page.locator("[data-node]").count();

  it("is folded at first: arrays are cells, calls can be opened", async () => {
    assert.equal(await count(), 10);
    assert.equal(await node("w1").locator(".heat").count(), 2);
    assert.equal(await button("hidden").getAttribute("aria-expanded"), "false");
    assert.equal(await button("w1").getAttribute("aria-label"), "folded, w1, 784 values");
  });

  it("opens by a double click and leads from turn to turn", async () => {
    await node("hidden").dblclick();
    await node("turns 2–28").waitFor();
    await view.page.getByLabel("Turn of each").fill("7");
    await view.page.keyboard.press("Enter");
    await node("turns 1–6").waitFor();
    await node("turns 8–28").waitFor();
    await view.press("Fold layer()");
    await node("hidden").waitFor();
    assert.equal(await count(), 10);
  });

  it("comes back after a reload as it was opened", async () => {
    await node("hidden").dblclick();
    await view.page.getByLabel("Turn of each").fill("7");
    await view.page.keyboard.press("Enter");
    await node("turns 8–28").waitFor();
    await view.saved(/"turns":\{"[^"]+":7\}/);
    await view.page.reload();
    await node("turns 1–6").waitFor();
    await node("turns 8–28").waitFor();
  });

  it("is walked and opened by the keyboard, along its edges", async () => {
    await button("deeper").focus();
    await view.page.keyboard.press("ArrowLeft");
    await view.page.locator("[data-node]:has(:focus)", { hasText: "hidden" }).waitFor();
    await view.page.keyboard.press("Space");
    await node("sum").first().waitFor();
    await view.page.getByRole("button", { name: "Fold layer()" }).waitFor();
    assert.equal(await view.page.locator("[data-node] [tabindex='0']").count(), 1);
    const zoom = () => view.page.locator(".scene").getAttribute("transform");
    const before = await zoom();
    await view.page.locator("[data-node] [tabindex='0']").focus();
    await view.page.keyboard.press("+");
    assert.notEqual(await zoom(), before);
    await view.page.keyboard.press("0");
  });

  it("says what a folded piece holds, and opens it from there", async () => {
    await node("deeper").click();
    await view.expect(".inspector", /deeper, layer\(\).*28 values from .* gradients from/);
    await view.press("Open");
    await view.page.getByRole("button", { name: "Fold layer()" }).waitFor();
  });

  it("shows a few of many inputs, those that are looked for or selected", async () => {
    assert.equal(await view.page.locator(".input-row").count(), 24);
    await view.page.getByLabel("Find an input").fill("w2[27][2");
    await view.expect(".find-input", /9 of 1680/);
    assert.equal(await view.page.locator(".input-row").count(), 9);
    await view.page.getByLabel("Find an input").fill("");
    await node("w3").click();
    await view.expect(".find-input", /28 of 1680/);
    await view.press("Show more (4 left)");
    assert.equal(await view.page.locator(".input-row").count(), 28);
  });

  it("finds one of many inputs by typing its name", async () => {
    await view.show("Chain");
    await view.page.locator(".input-choice").click();
    await view.page.keyboard.type("w1[0][27");
    await view.page.locator(".input-choice").getByRole("option").click();
    await view.expect(".stage-card.source .stage-name", /^w1\[0\]\[27\]$/);
  });

  it("follows a drag with its cells and numbers, and nothing moves", async () => {
    const places = () =>
      view.page
        .locator("[data-node]")
        .evaluateAll((all) => all.map((each) => each.getAttribute("transform")));
    const cells = () =>
      node("hidden")
        .locator(".cell")
        .evaluateAll((all) => all.map((each) => each.getAttribute("d")).join());
    const [placesBefore, cellsBefore] = [await places(), await cells()];
    const value = await view.shown("h1 .value");
    await view.page.getByLabel("x[0], exact value").fill("3");
    await view.page.keyboard.press("Enter");
    await view.page.waitForFunction(
      (text) => document.querySelector("h1 .value")?.textContent !== text,
      value,
    );
    assert.deepEqual(await places(), placesBefore);
    assert.notEqual(await cells(), cellsBefore);
  });

  it("plays both passes piece by piece", async () => {
    await view.page.getByRole("slider", { name: "Step" }).fill("14");
    await view.expect(
      ".played",
      /^gradient of deeper through prediction \+?= 28 numbers step 14 of 20/,
    );
    await view.page.locator(".node.pending").first().waitFor({ state: "detached" });
  });
});

describe("the graph of a small trace", () => {
  it("is drawn operation by operation, and can be folded", async () => {
    const view = await openPage("network");
    const nodes = view.page.locator("[data-node]");
    const all = await nodes.count();
    await view.press("Fold");
    await view.page.getByRole("button", { name: "Unfold all" }).waitFor();
    assert.ok((await nodes.count()) < all);
    await view.press("Unfold all");
    await view.page.getByRole("button", { name: "Fold", exact: true }).waitFor();
    assert.equal(await nodes.count(), all);
    await view.close();
  });
});

import assert from "node:assert/strict";
import { openPage } from "../page.mjs";

const views = ["Chain", "Paths", "Steps", "Plot", "Descent", "Graph"];

describe("the page, given what it cannot draw", () => {
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let view;
  afterEach(() => view.close());

  /** Every view comes up without a complaint, and shows something. */
  async function visitAll() {
    for (const name of views) {
      await view.show(name);
      assert.notEqual((await view.shown("#view")).length, 0, name);
    }
  }
  /** @param {unknown} content */
  const show = (content) =>
    view.page.evaluate(`send(${JSON.stringify({ type: "show", content })})`);

  it("a declined function: the reason, and the way to the place", async () => {
    view = await openPage("declined");
    await view.expect(".empty", /^loss No derivative: await is not arithmetic/);
    await view.press("Show the place");
    const received = /** @type {any[]} */ (await view.received());
    assert.deepEqual(received.at(-1).range, { start: 0, end: 4 });
  });

  it("a function that goes away while it is shown, and comes back", async () => {
    view = await openPage("lesson");
    await view.page.getByLabel("w, exact value").fill("5");
    await view.page.keyboard.press("Enter");
    await view.show("Plot");
    await show({ kind: "message", text: "loss is no longer in <b>lesson.ts</b>." });
    await view.expect(".empty", /^loss is no longer in <b>lesson.ts<\/b>.$/);
    assert.equal(await view.page.locator("[data-node], .inputs, b").count(), 0);
    await view.page.evaluate("send({ type: 'show', content: sampleContent })");
    await view.expect("h1 .function-name", /^loss$/);
    assert.equal(await view.page.getByLabel("w, exact value").inputValue(), "5");
  });

  it("a function without inputs", async () => {
    view = await openPage("none");
    await view.expect("h1 .value", /^42$/);
    await visitAll();
    assert.equal(await view.page.locator(".input-row").count(), 0);
  });

  it("NaN everywhere: each in red, and it can be moved away", async () => {
    view = await openPage("broken");
    await view.expect("h1 .value.broken", /^NaN$/);
    assert.equal(await view.page.locator(".node.nan").count(), 5);
    await visitAll();
    for (const path of ["x", "y"]) {
      await view.page.getByLabel(`${path}, exact value`).fill("1");
      await view.page.keyboard.press("Enter");
    }
    await view.expect("h1 .value", /^−1$/);
    await view.expect('[data-input="x"] .gradient', /^0$/);
    await view.page.locator(".node.nan").first().waitFor({ state: "detached" });
  });

  it("several results: the chosen one is differentiated", async () => {
    view = await openPage("polar");
    await view.expect("h1 .value", /^1.5297$/);
    await view.choose(".output-choice", "[2]");
    await view.expect("h1 .value", /^4$/);
    await view.expect('[data-input="r"] .gradient', /^4$/);
    await view.expect('[data-input="angle"] .gradient', /^0$/);
    await visitAll();
  });

  it("several results: or the sum of them all by weights, which come back after a reload", async () => {
    view = await openPage("polar");
    await view.choose(".output-choice", "[2]");
    await view.choose(".output-choice", "· v");
    await view.expect('[data-input="r"] .gradient', /^4$/);
    await view.page.getByLabel("weight of [0]").fill("0.5");
    await view.page.keyboard.press("Enter");
    await view.page.getByLabel("weight of [2]").fill("-1");
    await view.page.keyboard.press("Enter");
    // −1 · 2r + 0.5 · cos(0.7)
    await view.expect('[data-input="r"] .gradient', /^−3.6176$/);
    await view.expect('[data-input="r"] .formula', /cos\(angle\)/);
    await view.page.screenshot({ path: "out/screenshots/page-seed.png" });
    await view.show("Paths");
    await view.expect(".sum .total", /^−3.6176$/);
    await view.show("Chain");
    await view.expect(".toolbar", /all together −3.6176/);
    await view.show("Nodes");
    await view.expect(".nodes-table tbody tr:last-child", /cartesian · v/);
    await visitAll();
    await view.saved(/"seed":\{"\[0\]":0.5/);
    await view.page.reload();
    await view.expect('[data-input="r"] .gradient', /^−3.6176$/);
    assert.equal(await view.page.getByLabel("weight of [2]").inputValue(), "-1");
    await view.choose(".output-choice", "[1]");
    await view.expect('[data-input="r"] .gradient', /^0.64422$/);
    assert.equal(await view.page.locator(".seed").count(), 0);
    await view.saved(/"output":"\[1\]"/);
    await view.page.reload();
    await view.expect('[data-input="r"] .gradient', /^0.64422$/);
  });

  it("names like constructor, __proto__, $(zap) and markup: all of it is text", async () => {
    view = await openPage("hostile");
    await view.expect("h1", /\$\(zap\)<img src=x onerror=alert\(1\)>/);
    await visitAll();
    for (const [path, value] of [
      ["constructor", "7"],
      ["__proto__", "11"],
      ["toString", "13"],
      ['input["<b>bold</b>"]', "17"],
    ]) {
      await view.page.getByLabel(`${path}, exact value`).fill(value);
      await view.page.keyboard.press("Enter");
    }
    await view.expect("h1 .value", new RegExp(`^${7 * 11 + 13 * 17}$`));
    assert.equal(await view.page.locator("img, b, i, script:not([nonce])").count(), 0);
    await visitAll();
    await view.show("Descent");
    await view.page.getByRole("button", { name: "Step", exact: true }).click();
    await view.press("Reset");
    await view.show("Graph");
    await view.expect("h1 .value", /^26$/);
    await view.press("Fold");
    await view.page.locator("[data-node]").first().waitFor();
  });
});

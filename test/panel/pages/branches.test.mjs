import assert from "node:assert/strict";
import { openPage } from "../page.mjs";

describe("a drag into another branch", () => {
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let view;
  beforeEach(async () => {
    view = await openPage("bend");
  });
  afterEach(() => view.close());

  /** @param {string} value */
  async function moveX(value) {
    await view.page.getByLabel("x, exact value").fill(value);
    await view.page.keyboard.press("Enter");
  }
  const square = () => view.page.locator("[data-node]", { hasText: "square" });

  it("brings its graph, its numbers and its derivatives, and says so", async () => {
    await moveX("0.5");
    await square().waitFor();
    await view.expect("h1 .value", /^3.25$/);
    await view.expect(
      ".notice",
      /^Another branch is taken at line 2 than at x = 2, k = 3: the picture follows it/,
    );
    await view.expect('[data-input="x"] .gradient', /^1$/);
    await view.expect('[data-input="x"] .formula', /= 2x/);
  });

  it("is asked for once, and remembered", async () => {
    for (const value of ["0.5", "2", "0.25", "2", "-1"]) {
      await moveX(value);
      await view.expect("h1 .value", value === "2" ? /^6$/ : /^[34]/);
    }
    const received = /** @type {any[]} */ (await view.received());
    const asked = received.filter(({ type }) => type === "branches");
    assert.deepEqual(
      asked.map(({ points }) => points),
      [[{ x: 0.5 }]],
    );
  });

  it("leads home again with the sample point", async () => {
    await moveX("0.5");
    await square().waitFor();
    await view.press("Reset");
    await square().waitFor({ state: "detached" });
    await view.expect("h1 .value", /^6$/);
    assert.ok(await view.page.locator(".notice").isHidden());
  });

  it("that cannot be followed keeps the picture and gives the reason, as text", async () => {
    await moveX("-7");
    await view.expect(
      ".notice",
      /^Another branch is taken at line 2, which cannot be followed \(it throws <b>Error<\/b>\)/,
    );
    assert.equal(await square().count(), 0);
  });

  it("that cannot be followed is held against the branch that is drawn", async () => {
    await moveX("0.5");
    await square().waitFor();
    await moveX("-7");
    await view.expect(".notice", /at line 3, which cannot be followed .* is of the one before it/);
    assert.equal(await square().count(), 1);
  });

  it("comes back after a reload", async () => {
    await moveX("0.5");
    await view.saved(/"x":0.5/);
    await view.page.reload();
    await square().waitFor();
    await view.expect("h1 .value", /^3.25$/);
  });

  it("is in the plot from the beginning, its jump marked, and a gap says why", async () => {
    await view.show("Plot");
    await view.expect(".kinks", /x = 1: another branch of the code, a jump/);
    await moveX("-4.9");
    await view.expect(".gaps", /cannot be followed: it throws <b>Error<\/b>\.$/);
    await view.expect(".plot-view .toolbar .remark", /at x = −4.9: value 27.01, slope −9.8/);
    assert.equal(await view.page.locator(".plot:not(.slopes) .kink path").count(), 2);
    const asked = /** @type {any[]} */ (await view.received()).filter(
      ({ type }) => type === "branches",
    );
    assert.ok(asked[0].points.length > 10 && asked[0].withFormulas === false);
    assert.ok(asked.every(({ points }) => points.length <= 64));
    assert.equal(await view.page.locator("b").count(), 0);
    await view.page.screenshot({ path: "out/screenshots/page-plot-branches.png" });
  });

  it("is walked through by a descent, which marks the step", async () => {
    await view.show("Descent");
    await view.page.getByLabel("η").fill("0.5");
    await view.page.keyboard.press("Enter");
    await view.press("10 steps");
    await view.expect("h1 .value", /^3$/);
    await view.expect(".descent-rows tbody tr:first-child", /^10 3 0$/);
    assert.equal(await view.page.locator(".crossing").count(), 1);
    await view.page.screenshot({ path: "out/screenshots/page-descent-branches.png" });
    await view.press("Start again");
    await view.expect("h1 .value", /^6$/);
  });

  it("stops a descent where it cannot be followed, and says why", async () => {
    await view.show("Descent");
    await view.page.getByLabel("η").fill("5");
    await view.page.keyboard.press("Enter");
    await view.press("10 steps");
    await view.expect(".warning", /cannot be followed: it throws <b>Error<\/b>\.$/);
    await view.expect("h1 .value", /^6$/);
  });
});

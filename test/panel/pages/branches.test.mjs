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
      /the picture shows the one traced at x = 2, k = 3, because it throws <b>Error<\/b>/,
    );
    assert.equal(await square().count(), 0);
  });

  it("comes back after a reload", async () => {
    await moveX("0.5");
    await view.saved(/"x":0.5/);
    await view.page.reload();
    await square().waitFor();
    await view.expect("h1 .value", /^3.25$/);
  });
});

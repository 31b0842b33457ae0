import assert from "node:assert/strict";
import { openPage } from "../page.mjs";

describe("the two passes in the page", () => {
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let view;
  beforeEach(async () => {
    view = await openPage("lesson");
  });
  afterEach(() => view.close());

  const slider = () => view.page.getByRole("slider", { name: "Step" });
  const result = () => view.shown(".played .gradient");

  it("go forward and back again by buttons: 52, 624, 1248", async () => {
    await slider().fill("0");
    await view.expect(".played", /^Forward first/);
    assert.equal(await view.page.locator(".node.pending").count(), 7);
    const results = [];
    for (let step = 1; step <= 14; step++) {
      await view.press("Step forward");
      await view.expect(".played", new RegExp(`step ${step} of 14`));
      if (step > 7) results.push(await result());
    }
    assert.deepEqual(results, ["1", "52", "52", "−52", "624", "1248", "1872"]);
    assert.ok(await view.page.getByRole("button", { name: "Step forward" }).isDisabled());
    await view.press("Step back");
    await view.expect(".played .arithmetic", /624 × 2 = 1248$/);
    assert.equal(await view.page.locator(".link.carrying").count(), 1);
    await view.press("Show all");
    await view.page.locator(".legend").waitFor();
  });

  it("show in the graph only what is known so far", async () => {
    await slider().fill("12");
    await view.expect(".played", /step 12 of 14/);
    await view.page.locator('[data-node] [aria-label*="u = 6, gradient 624"]').waitFor();
    const w = await view.page.locator('[data-node="0"] [aria-label]').getAttribute("aria-label");
    assert.equal(w, "input, w = 3");
    await slider().fill("4");
    await view.expect(".played", /step 4 of 14/);
    const output = await view.page
      .locator('[data-node] [aria-label*="output"]')
      .getAttribute("aria-label");
    assert.equal(output, "pow, output");
  });

  it("are walked by the keyboard", async () => {
    await slider().fill("0");
    await slider().focus();
    await view.page.keyboard.press("ArrowRight");
    await view.page.keyboard.press("ArrowRight");
    await view.expect(".played", /x = 2/);
    await view.page.keyboard.press("ArrowLeft");
    await view.expect(".played", /w = 3/);
    await view.page.keyboard.press("Space");
    await view.expect(".played", /step 3 of 14/);
    await view.page.keyboard.press("Space");
    await view.page.getByRole("button", { name: "Play forward and backward" }).waitFor();
    await view.page.keyboard.press("Escape");
    await view.page.locator(".legend").waitFor();
  });

  it("play by themselves to the end", async () => {
    await slider().fill("12");
    await view.press("Play forward and backward");
    await view.expect(".played", /step 14 of 14/);
    await view.page.getByRole("button", { name: "Play forward and backward" }).waitFor();
  });

  it("give way to a node that is clicked, and to nothing", async () => {
    await slider().fill("12");
    await view.expect(".played", /step 12/);
    await view.press("Show all");
    await view.page.locator('[data-node="3"]').click();
    await view.expect(".inspector .arithmetic", /^u = w × x = 3 × 2 = 6/);
    await view.page.locator(".graph").click({ position: { x: 20, y: 20 } });
    await view.page.locator(".legend").waitFor();
  });

  it("follow the inputs while they stand still", async () => {
    await slider().fill("12");
    await view.page.getByLabel("w, exact value").fill("4");
    await view.page.keyboard.press("Enter");
    await view.expect(".played .arithmetic", /108 × 16 = 1728$/);
  });
});

describe("with reduced motion", () => {
  it("no wire moves", async () => {
    const moving = await openPage("lesson");
    const still = await openPage("lesson", { reducedMotion: "reduce" });
    for (const [view, expected] of /** @type {const} */ ([
      [moving, "gradlens-backward"],
      [still, "none"],
    ])) {
      await view.page.getByRole("slider", { name: "Step" }).fill("12");
      const wire = view.page.locator(".link.carrying .wire");
      await wire.waitFor({ state: "attached" });
      assert.equal(await wire.evaluate((each) => getComputedStyle(each).animationName), expected);
      await view.close();
    }
  });
});

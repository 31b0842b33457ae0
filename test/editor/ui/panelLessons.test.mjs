import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { workbench } from "./fixture.mjs";
import { follow, from, openLesson, page, showsIn, tab, texts, type } from "./panelPage.mjs";

/** The examples, from their files to what the panel says of them. */
describe("the panel on the lessons", () => {
  afterEach(() => workbench.closeAll());

  it("takes each link of a pipeline at its own input", async () => {
    await openLesson("chainRule.ts", 58, "pipeline");
    await tab("Chain");
    await showsIn(".stage-card:last-child .stage-name", /./);
    const places = (await texts(".stage-card .quiet-text")).filter((text) => /^at /.test(text));
    assert.deepEqual(places, ["at x = 2", "at v = 5", "at u = 2.2361"]);
  });

  it("amplifies a nudge through the gears", async () => {
    await openLesson("chainRule.ts", 30, "gearTrain");
    await tab("Chain");
    await type("exact nudge of crank", "0.5");
    await showsIn(".nudge-control", /third moves 3 by the rates, really 3$/);
    assert.deepEqual(await texts(".moved"), ["+ 0.5", "+ 1", "+ 3"]);
    await workbench.screenshot("panel-nudge");
  });

  it("derives (3x + 1)² in steps, proves 18x + 6, and (3x)² likewise", async () => {
    await openLesson("chainRule.ts", 10, "h");
    await tab("Steps");
    await showsIn(".derivation", /Check it another way: multiply out first/);
    const lines = await texts(".derivation .line");
    assert.ok(lines.includes("6(3x+1) = 18x+6"), lines.join(" | "));
    assert.ok(lines.some((line) => /proved equal/.test(line)));
    await workbench.screenshot("panel-derivation");
    await follow("dragTheRate.ts", 20, "tripledThenSquared");
    await showsIn(".line.result", /= 18x = 36$/);
  });

  it("shows any weight's chain to the loss, array elements included", async () => {
    await openLesson("chainRule.ts", 80, "threeLayerLoss");
    await tab("Chain");
    for (const [weight, links] of /** @type {const} */ ([
      ["w3", 2],
      ["w2", 3],
      ["w1", 4],
    ])) {
      await from(weight);
      await showsIn(".stage-card.source .stage-name", new RegExp(`^${weight}$`));
      assert.equal(await page().locator(".stage-card:not(.source)").count(), links);
    }
    await follow("dragTheRate.ts", 60, "classifierLoss");
    await from("W1[1][0]");
    await showsIn(".stage-card.source .stage-name", /^W1\[1\]\[0\]$/);
    await workbench.screenshot("panel-weight");
  });

  it("multiplies the two rates of (sin x)² at 1, and is dead at π/2", async () => {
    await openLesson("dragTheRate.ts", 10, "sineSquared");
    await tab("Chain");
    await showsIn(".halves-product", /^1.6829 × 0.5403 = 0.9093/);
    assert.equal(await page().locator(".half .tangent").count(), 2);
    assert.equal(await page().locator(".stage-card.dead").count(), 0);
    await workbench.screenshot("panel-sine");
    await type("x, exact value", String(Math.PI / 2));
    await showsIn(".stage-card.dead .dead-mark", /^dead link/);
    await showsIn(".sentence", /does not feel x .* multiplied by 0 is 0/);
    await workbench.screenshot("panel-dead-link");
  });

  it("asks for the rate of f(g(x)) and says what 12 forgot", async () => {
    await openLesson("dragTheRate.ts", 35, "fOfG");
    await tab("Quiz");
    await type("answer", "12", ".answer-field input");
    await showsIn(".verdict", /^12 is the outer rate alone; times the inner rate 3 it is 36\.$/);
    await workbench.screenshot("panel-quiz");
    await type("answer", "36", ".answer-field input");
    await showsIn(".verdict", /^Right: 12 × 3 = 36\.$/);
  });

  it("names the four factors of e^{log((3x)²)}, and ends a parameter's chain at its stage", async () => {
    await openLesson("backpropagation.ts", 18, "fourStages");
    await tab("Chain");
    await showsIn(".stage-card:last-child .product", /so far 36$/);
    assert.deepEqual(await texts(".stage-card .rate"), ["3", "12", "0.027778", "36"]);
    await follow("backpropagation.ts", 32, "stagesWithParameters");
    const lengths = [];
    for (const path of ["thetaF", "thetaG"]) {
      await from(path);
      await showsIn(".stage-card.source .stage-name", new RegExp(`^${path}$`));
      lengths.push(await page().locator(".stage-card").count());
    }
    assert.ok(Number(lengths[0]) < Number(lengths[1]), lengths.join(" < "));
  });

  it("steps W4 downhill to 1.8994634", async () => {
    await openLesson("backpropagation.ts", 51, "networkLoss");
    await tab("Descent");
    await page().getByRole("checkbox", { name: "x" }).uncheck();
    await page().getByRole("checkbox", { name: "W4" }).check();
    await page().getByRole("button", { name: "Step", exact: true }).click();
    await showsIn(".descent-rows tbody tr", /1\.8994634$/);
    await page().getByRole("button", { name: "10 steps" }).click();
    await workbench.screenshot("panel-descent");
  });

  it("adds the paths of a total derivative up in a tree", async () => {
    await openLesson("jacobians.ts", 25, "heightOnTheWalk");
    await tab("Paths");
    await showsIn(".page > .sum", /= 0\.96891 \+ 0\.77015 \+ \(−0\.21037\) = 1\.5287$/);
    assert.equal(await page().locator(".tree .leaf.chosen").count(), 3);
    await workbench.screenshot("panel-paths");
  });

  it("lets the gradient through a sample, not through noise nor into frozen layers", async () => {
    await openLesson("jacobians.ts", 93, "sample");
    await page().locator('[data-node] [aria-label*="noise"]').first().waitFor();
    await workbench.screenshot("panel-noise");
    await tab("Nodes");
    await showsIn(".nodes-table tbody tr", /./);
    const rows = await texts(".nodes-table tbody tr");
    const row = (/** @type {string} */ name) => rows.find((text) => text.startsWith(`${name} `));
    assert.match(row("mu") ?? "", /^mu input 1 1 /);
    const epsilon = /^epsilon \S+ (?:in \S+ )?(\S+)/.exec(row("epsilon") ?? "")?.[1];
    assert.equal(/^sigma input 2 (\S+)/.exec(row("sigma") ?? "")?.[1], epsilon);
    await follow("jacobians.ts", 104, "fineTuningLoss");
    await showsIn(".nodes-table", /featureWeight input 1\.2 frozen/);
    await tab("Graph");
    await workbench.screenshot("panel-frozen");
  });

  it("follows a drag into the other branch, and home again", async () => {
    const code = `/** @at x = 2 */
export function bend(x: number): number {
  if (x > 1) return 3 * x;
  return x ** 2 + 2;
}
`;
    writeFileSync(join(workbench.workspace, "bend.ts"), code);
    await openLesson("bend.ts", 2, "bend");
    await showsIn("h1 .value", /^6$/);
    await type("x, exact value", "0.5");
    await showsIn(".notice", /^Another branch is taken at line 3 .*the picture follows it/);
    await showsIn("h1 .value", /^2\.25$/);
    await showsIn('[data-input="x"] .gradient', /^1$/);
    await workbench.screenshot("panel-branch");
    await page().getByRole("button", { name: "Reset" }).click();
    await showsIn("h1 .value", /^6$/);
    await showsIn('[data-input="x"] .gradient', /^3$/);
  });

  it("saves a page that opens in a browser and still drags", async () => {
    await openLesson("chainRule.ts", 68, "loss");
    await type("w, exact value", "4");
    await showsIn("h1 .value", /^2916$/);
    await page().locator("summary", { hasText: "Export" }).click();
    await workbench.screenshot("panel-export");
    await page().getByRole("button", { name: "Page that still drags (HTML)" }).click();
    const target = join(workbench.workspace, "loss.html");
    const dialog = workbench.page.locator(".quick-input-widget input[type=text]");
    await dialog.waitFor();
    await workbench.until(
      async () => (await dialog.inputValue()).endsWith("loss.html"),
      "a name to be proposed",
    );
    await dialog.fill(target);
    await workbench.press("Enter");
    await workbench.page.locator(".notification-toast", { hasText: "Saved loss.html." }).waitFor();
    await workbench.runCommand("Notifications: Clear All Notifications");
    const exported = await workbench.page.context().browser()?.newPage();
    assert.ok(exported);
    try {
      await exported.goto(`file://${target}`);
      await exported.locator("h1", { hasText: "2916" }).waitFor();
      await exported.getByLabel("w, exact value").fill("3");
      await exported.keyboard.press("Enter");
      await exported.locator("h1", { hasText: "676" }).waitFor();
      await exported.locator('[data-node] [aria-label*="w = 3, gradient 1248"]').waitFor();
      await exported.screenshot({ path: join(workbench.screenshots, "panel-exported.png") });
    } finally {
      await exported.close();
    }
  });
});

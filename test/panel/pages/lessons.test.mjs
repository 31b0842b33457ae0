import assert from "node:assert/strict";
import { openPage } from "../page.mjs";

/** The lesson files, traced by the real interpreter. */
describe("the lessons in the page", () => {
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let view;
  afterEach(() => view.close());

  /** @param {string} selector */
  const texts = async (selector) =>
    (await view.page.locator(selector).allTextContents()).map((text) =>
      text.replace(/\s+/g, " ").trim(),
    );

  /**
   * @param {string} label
   * @param {string} value
   */
  async function type(label, value) {
    await view.page.getByLabel(label, { exact: true }).fill(value);
    await view.page.keyboard.press("Enter");
  }

  it("amplify a nudge link by link: gears 2 and 3 make 6", async () => {
    view = await openPage("fn:gearTrain");
    await view.show("Chain");
    await type("exact nudge of crank", "0.5");
    await view.expect(".nudge-control", /third moves 3 by the rates, really 3$/);
    assert.deepEqual(await texts(".moved"), ["+ 0.5", "+ 1", "+ 3"]);
    assert.deepEqual(await texts(".product"), ["so far 2", "so far 6"]);
  });

  it("tell what the rates promise from what really happens", async () => {
    view = await openPage("fn:loss");
    await view.show("Chain");
    await view.from("w");
    await type("exact nudge of w", "1");
    await view.expect(".nudge-control", /moves 1248 by the rates, really 2240$/);
  });

  it("take each link at its own input", async () => {
    view = await openPage("fn:pipeline");
    await view.show("Chain");
    const places = (await texts(".stage-card .quiet-text")).filter((text) => /^at /.test(text));
    assert.deepEqual(places, ["at x = 2", "at v = 5", "at u = 2.2361"]);
  });

  it("show A8's chains: 52, 12, 624, 1248 and 1872", async () => {
    view = await openPage("fn:loss");
    await view.show("Chain");
    await view.expect(".sentence", /1872 comes from 3 .* × 12 .* × 52/);
    await view.from("w");
    await view.expect(".sentence", /1248 comes from 2 .* × 12 .* × 52/);
    await view.expect(".halves-product", /^624 × 2 = 1248/);
    await view.choose(".cut-choice", "output");
    await view.expect(".halves-product", /^52 × 24 = 1248/);
  });

  it("draw inner and outer with tangents that move together", async () => {
    view = await openPage("fn:sineSquared");
    await view.show("Chain");
    const plot = (/** @type {string} */ name) => view.page.getByRole("img", { name });
    await plot("u over x: at 1 it is 0.84147 with slope 0.5403").waitFor();
    await plot("sineSquared over u: at 0.84147 it is 0.70807 with slope 1.6829").waitFor();
    await view.expect(".halves-product", /^1.6829 × 0.5403 = 0.9093/);
    const tangents = () =>
      view.page
        .locator(".half .tangent path")
        .evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
    const before = await tangents();
    await type("x, exact value", "1.2");
    await plot("u over x: at 1.2 it is 0.93204 with slope 0.36236").waitFor();
    const after = await tangents();
    assert.equal(after.length, 2);
    assert.ok(before.every((path, index) => path !== after[index]));
  });

  it("mark the dead link at π/2", async () => {
    view = await openPage("fn:sineSquared");
    await view.show("Chain");
    await type("x, exact value", String(Math.PI / 2));
    await view.expect(".stage-card.dead .dead-mark", /^dead link/);
    await view.expect(".sentence", /does not feel x .* multiplied by 0 is 0/);
  });

  it("derive (3x + 1)² in steps and prove it by multiplying out", async () => {
    view = await openPage("fn:h");
    await view.show("Steps");
    await view.page.locator(".derivation h2").first().waitFor();
    assert.deepEqual(await texts(".derivation h2"), [
      "Identify the composition",
      "Take each derivative by itself",
      "Apply the chain rule",
      "Result",
      "Check it another way: multiply out first",
      "Check it by a difference",
    ]);
    await view.page.locator(".derivation .line").first().waitFor();
    const lines = await texts(".derivation .line");
    for (const line of ["u = 3x+1 = 7", "∂h∂x = 14×3 = 42", "h = 9x2+6x+1", "∂h∂x = 18x+6"]) {
      assert.ok(lines.includes(line), `${line} in ${lines.join(" | ")}`);
    }
    assert.ok(lines.includes("6(3x+1) = 18x+6"));
    assert.ok(lines.some((line) => /proved equal/.test(line)));
  });

  it("derive (3x)² both ways to 18x", async () => {
    view = await openPage("fn:tripledThenSquared");
    await view.show("Steps");
    await view.page.locator(".derivation .line").first().waitFor();
    const lines = await texts(".derivation .line");
    for (const line of ["∂tripledThenSquared∂x = 6x⋅3", "∂tripledThenSquared∂x = 18x"]) {
      assert.ok(lines.includes(line), `${line} in ${lines.join(" | ")}`);
    }
  });

  it("name all four factors of nested functions", async () => {
    view = await openPage("fn:fourStages");
    await view.show("Chain");
    assert.deepEqual(await texts(".rule"), ["2u", "1v", "ew"]);
    assert.deepEqual(await texts(".stage-card .rate"), ["3", "12", "0.027778", "36"]);
    await view.expect(".stage-card:last-child .product", /so far 36$/);
    await view.show("Steps");
    await view.expect(".line.result", /^∂z∂x = 18x = 36$/);
  });

  it("stop a parameter's chain at its own stage", async () => {
    view = await openPage("fn:stagesWithParameters");
    await view.show("Chain");
    const lengths = [];
    for (const path of ["thetaF", "thetaH", "thetaM", "thetaG"]) {
      await view.from(path);
      await view.expect(".stage-card.source .stage-name", new RegExp(`^${path}$`));
      lengths.push(await view.page.locator(".stage-card").count());
    }
    assert.deepEqual(lengths, [...lengths].sort());
    assert.ok((lengths[0] ?? 0) < (lengths[3] ?? 0));
  });

  it("show any weight's factors to the loss, array elements included", async () => {
    view = await openPage("fn:deepLoss");
    await view.show("Chain");
    for (const path of ["W[0][1][0]", "W[1][0][1]", "W[2][1][1]"]) {
      await view.from(path);
      await view.expect(
        ".stage-card.source .stage-name",
        new RegExp(`^${path.replace(/[[\]]/g, "\\$&")}$`),
      );
      const rates = (await texts(".stage-card .rate")).map((text) =>
        Number(text.replace("−", "-")),
      );
      const product = Number(
        (await texts(".stage-card:last-child .gradient"))[0]?.replace("−", "-"),
      );
      const expected = rates.reduce((all, rate) => all * rate, 1);
      assert.ok(
        Math.abs(product - expected) <= 1e-3 * Math.abs(expected),
        `${path}: ${rates} ≠ ${product}`,
      );
    }
    await view.from("W[0][0][0]");
    const names = () => texts(".stage-card:not(.source) .stage-name");
    const first = await names();
    await view.choose(".path-choice", /^2 of 6: /);
    const [, way = ""] = (await view.shown(".path-choice .text")).split(": ");
    await view.expect(
      ".stage-card:nth-child(2) .stage-name",
      new RegExp(`^${way.split(" → ")[0]}$`),
    );
    const deadline = Date.now() + 5_000;
    while ((await names()).join(" → ") !== way && Date.now() < deadline)
      await view.page.waitForTimeout(20);
    assert.equal((await names()).join(" → "), way);
    assert.notEqual(first.join(" → "), way);
  });

  it("share the ends of a network's chains: A5's weights", async () => {
    view = await openPage("fn:threeLayerLoss");
    await view.show("Chain");
    for (const [weight, links] of [
      ["w3", 2],
      ["w2", 3],
      ["w1", 4],
    ]) {
      await view.from(String(weight));
      await view.expect(".stage-card.source .stage-name", new RegExp(`^${weight}$`));
      assert.equal(await view.page.locator(".stage-card:not(.source)").count(), links);
      await view.expect(".stage-card:last-child .stage-name", /^threeLayerLoss$/);
    }
  });

  it("add up a total derivative in a tree: D1 and D3", async () => {
    view = await openPage("fn:heightOnTheWalk");
    await view.show("Paths");
    await view.expect(".page > .sum", /= 0\.96891 \+ 0\.77015 \+ \(−0\.21037\) = 1\.5287$/);
    const ends = await texts(".tree text.gradient");
    assert.deepEqual(ends.sort(), ["0.77015", "0.96891", "−0.21037"].sort());
    assert.equal(await view.page.locator(".tree .leaf.chosen").count(), 3);
  });

  it("let the gradient through the sample and not through the noise: D5", async () => {
    view = await openPage("fn:sample");
    await view.show("Nodes");
    await view.page.locator(".nodes-table tbody tr").first().waitFor();
    const rows = await texts(".nodes-table tbody tr");
    const row = (/** @type {string} */ name) =>
      rows.find((text) => text.startsWith(`${name} `)) ?? "";
    assert.match(row("mu"), /^mu input 1 1 /);
    assert.equal(rows.filter((text) => / input .* noise /.test(text)).length, 2);
    const epsilon = /^epsilon \S+ (?:in \S+ )?(\S+)/.exec(row("epsilon"))?.[1];
    assert.equal(/^sigma input 2 (\S+)/.exec(row("sigma"))?.[1], epsilon);
  });

  it("show where the gradient stops at frozen layers: D6", async () => {
    view = await openPage("fn:fineTuningLoss");
    await view.show("Nodes");
    await view.page.locator(".nodes-table tbody tr").first().waitFor();
    const rows = await texts(".nodes-table tbody tr");
    assert.ok(
      rows.some((text) => /^featureWeight input 1\.2 frozen /.test(text)),
      rows.join(" | "),
    );
    await view.show("Chain");
    await view.page.locator(".input-choice").click();
    assert.deepEqual(await texts(".input-choice [role=option]"), ["headWeight", "headBias"]);
  });

  it("step down to C7's 1.8994634", async () => {
    view = await openPage("fn:networkLoss");
    await view.show("Descent");
    await view.page.getByRole("checkbox", { name: "x" }).uncheck();
    await view.page.getByRole("checkbox", { name: "W4" }).check();
    await view.press("Step");
    await view.expect(".descent-rows tbody tr", /1\.8994634$/);
  });

  it("ask back: 12 is not the rate of f(g(x)), 36 is", async () => {
    view = await openPage("fn:fOfG");
    await view.show("Quiz");
    const answer = async (/** @type {string} */ text) => {
      await view.page.locator(".answer-field input").fill(text);
      await view.press("Check");
    };
    await answer("12");
    await view.expect(
      ".verdict",
      /^12 is the outer rate alone; times the inner rate 3 it is 36\.$/,
    );
    await answer("36");
    await view.expect(".verdict", /^Right: 12 × 3 = 36\.$/);
    await view.expect(".toolbar", /0 of 1 right at once/);
    await view.press("Next question");
    await view.expect(".question", /^At x = 2\.5: /);
    await answer("45");
    await view.expect(".verdict", /^Right: 15 × 3 = 45\.$/);
    assert.ok(await view.page.locator(".input-row .gradient").isHidden());
  });

  it("draw the map over two inputs with the gradient, and mark corners", async () => {
    view = await openPage("fn:valley");
    await view.show("Plot");
    await view.page
      .getByRole("img", { name: "valley over x and y: at 1, 0.5 the gradient is (1.5, 2)" })
      .waitFor();
    const lines = await view.page
      .locator(".level path")
      .evaluateAll((paths) => paths.map((path) => path.getAttribute("d") ?? ""));
    assert.ok(lines.length > 4);
    const [left = 0, right = 0, top = 0, bottom = 0] = await view.page
      .locator(".contour .frame line")
      .evaluateAll(([upright, across]) =>
        [
          [across, "x1"],
          [across, "x2"],
          [upright, "y1"],
          [upright, "y2"],
        ].map(([line, name]) => Number(line.getAttribute(name))),
      );
    for (const line of lines) {
      const values = (line.match(/[\d.]+,[\d.]+/g) ?? []).flatMap((pair) => {
        const [across = 0, down = 0] = pair.split(",").map(Number);
        const x = (2 * (across - left)) / (right - left);
        const y = (bottom - down) / (bottom - top);
        return Math.min(x, 2 - x, y, 1 - y) > 0.05 ? [x * x - x * y + 3 * y * y] : [];
      });
      const spread = Math.max(...values) - Math.min(...values);
      assert.ok(values.length === 0 || spread < 0.02, `the value on a line varies by ${spread}`);
    }
    await view.close();
    view = await openPage("fn:corners");
    await view.show("Plot");
    await view.expect(".kinks", /x = 0\.66667: a tie of Math\.max; x = 2: a tie of Math\.max$/);
    assert.equal(await view.page.locator(".plot:not(.slopes) .kink path").count(), 2);
  });

  it("keep names of the code text", async () => {
    view = await openPage("hostileToTex");
    for (const name of ["Chain", "Paths", "Steps", "Plot", "Descent", "Quiz"]) {
      await view.tab(name).click();
      await view.from("<img src=x onerror=alert(1)>").catch(() => {});
    }
    await view.show("Steps");
    assert.equal(await view.page.locator("img, a[href]").count(), 0);
    await view.expect(".derivation", /<img src=x onerror=alert\(1\)>/);
  });
});

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { openPage } from "../page.mjs";

describe("export", () => {
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let view;
  afterEach(() => view.close());

  /** @param {string} title */
  async function exported(title) {
    await view.page.locator("summary", { hasText: "Export" }).click();
    await view.press(title);
    await view.page.waitForFunction("received.some(({ type }) => type.startsWith('export'))");
    return /** @type {any} */ ((await view.received()).at(-1));
  }

  /**
   * What the host would write.
   * @param {any} message
   * @param {string} sample
   */
  async function pageFile({ name, look, saved }, sample) {
    const { exportedHtml } = createRequire(import.meta.url)(resolve("out/panel/exportedHtml.cjs"));
    const lessons = JSON.parse(await readFile("out/panel/lessons.json", "utf8"));
    const file = resolve(`out/panel/exported-${sample}.html`);
    const html = exportedHtml(name, {
      script: await readFile("out/panel/webview.js", "utf8"),
      style: await readFile("media/panel.css", "utf8"),
      look,
      state: { content: lessons[sample], saved },
    });
    await writeFile(file, html);
    return pathToFileURL(file).href;
  }

  it("makes a page of its own that still drags", async () => {
    view = await openPage("fn:loss");
    await view.show("Chain");
    await view.page.getByLabel("w, exact value").fill("4");
    await view.page.keyboard.press("Enter");
    const message = await exported("Page that still drags (HTML)");
    assert.deepEqual(message.saved.inputs, { w: 4 });
    const address = await pageFile(message, "loss");
    await view.page.goto(address);
    await view.expect("h1", /^loss = 2916/);
    await view.expect(".sentence", /^The rate 6912 comes from/);
    await view.page.getByRole("slider", { name: "w", exact: true }).press("ArrowRight");
    await view.expect("h1", /^loss = 3276\.4/);
    for (const name of ["Graph", "Paths", "Steps", "Plot", "Descent", "Quiz"]) {
      await view.show(name);
    }
    const background = await view.page.evaluate("getComputedStyle(document.body).backgroundColor");
    assert.equal(background, "rgb(31, 31, 31)");
    const field = view.page.getByLabel("w, exact value");
    assert.equal(
      await field.evaluate((each) => getComputedStyle(each).backgroundColor),
      "rgb(49, 49, 49)",
    );
    assert.equal(await view.page.locator("summary").count(), 0);
  });

  it("says in that page where the picture ends", async () => {
    view = await openPage("fn:branches");
    const address = await pageFile(await exported("Page that still drags (HTML)"), "branches");
    await view.page.goto(address);
    await view.page.getByLabel("x, exact value").fill("1");
    await view.page.keyboard.press("Enter");
    await view.expect(".notice", /^Another branch is taken at line \d+/);
  });

  it("runs nothing in that page but its own script", async () => {
    view = await openPage("fn:h");
    const message = await exported("Page that still drags (HTML)");
    const html = await readFile(
      new URL(await pageFile({ ...message, name: "</title><script>alert(1)</script>" }, "h")),
      "utf8",
    );
    assert.match(html, /script-src 'sha256-[\w+/]+=*'; style-src 'sha256-[\w+/]+=*'/);
    assert.equal(html.match(/<script/g)?.length, 2);
    assert.doesNotMatch(html, /unsafe-inline|unsafe-eval/);
  });

  it("draws the graph whole, in the colors of the theme", async () => {
    view = await openPage("fn:loss", { theme: "light" });
    const { format, data } = await exported("Picture (SVG)");
    assert.equal(format, "svg");
    for (const text of ["676", "1248", "output", "rgb(255, 255, 255)"])
      assert.ok(data.includes(text), text);
    assert.doesNotMatch(data, /var\(|color-mix|color\(|class=|<!--\?/);
    const texts = await view.page.evaluate(
      `new DOMParser().parseFromString(${JSON.stringify(data)}, "image/svg+xml").querySelectorAll("text").length`,
    );
    assert.ok(Number(texts) > 15);
    assert.equal(await view.page.locator(".aside").count(), 0);
  });

  it("draws the plots of a view that has some", async () => {
    view = await openPage("fn:sineSquared");
    await view.show("Plot");
    const { data } = await exported("Picture (SVG)");
    assert.equal(data.match(/role="img"/g)?.length ?? 0, 2);
  });

  it("paints a PNG", async () => {
    view = await openPage("fn:loss");
    const { data } = await exported("Picture (PNG)");
    const bytes = Buffer.from(data, "base64");
    assert.equal(bytes.subarray(1, 4).toString("latin1"), "PNG");
    assert.ok(bytes.readUInt32BE(16) > 400, "it is twice as wide as the graph");
    assert.ok(bytes.length > 5000, "something is painted on it");
  });

  it("writes the graph for Graphviz and the numbers for programs", async () => {
    view = await openPage("fn:loss");
    const dot = (await exported("Graphviz (DOT)")).data;
    assert.match(dot, /^digraph "loss" \{/);
    assert.match(dot, /label="u {2}×\\nvalue 6\\ngradient 624"/);
    const { data } = await exported("Numbers (JSON)");
    const { nodes, inputs } = JSON.parse(data);
    assert.deepEqual(
      inputs.map((/** @type {any} */ { value }) => value),
      [2, 3, 10],
    );
    const u = nodes.find((/** @type {any} */ { name }) => name === "u");
    assert.deepEqual([u.value, u.gradient], [6, 624]);
  });

  it("hands the point as it stands to the editor", async () => {
    view = await openPage("fn:vectorNetworkLoss");
    assert.ok(await view.page.getByRole("button", { name: "Use as sample point" }).isHidden());
    await view.page.getByLabel("first.W[0][1], exact value").fill("-1.25");
    await view.page.keyboard.press("Enter");
    await view.press("Use as sample point");
    const { type, name, point } = /** @type {any} */ ((await view.received()).at(-1));
    assert.deepEqual([type, name], ["samplePoint", "vectorNetworkLoss"]);
    assert.equal(
      point,
      "first = { W: [[0.1, -1.25], [-0.3, 0.2]], b: [0.05, -0.1] }, second = { W: [[0.7, -0.5]], b: [0.2] }, x = [1, -2], target = [0.5]",
    );
  });
});

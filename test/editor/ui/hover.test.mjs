import assert from "node:assert/strict";
import { workbench } from "./fixture.mjs";

/** VS Code's own limit: what is higher than this scrolls. */
const highest = 250;

describe("hovers", () => {
  beforeEach(async () => {
    await workbench.openFile("chainRule.ts");
    await workbench.waitForLenses();
  });
  afterEach(() => workbench.closeAll());

  const goToLoss = () => workbench.openFile("chainRule.ts", { line: 68 });

  /**
   * The lines of the popup, which must be seen whole.
   * @param {string} text
   * @param {{ nth?: number }} [options]
   */
  async function linesOf(text, options) {
    const popup = await workbench.hover(text, options);
    const { top, height, scrollHeight, clientHeight } = await popup.evaluate((element) => ({
      ...element.getBoundingClientRect().toJSON(),
      scrollHeight: element.scrollHeight,
      clientHeight: element.clientHeight,
    }));
    assert.ok(top >= 0 && height <= highest, `${height} px high`);
    assert.ok(scrollHeight <= clientHeight + 1, `${scrollHeight} px in ${clientHeight} px`);
    const [content = ""] = await popup.allInnerTexts();
    return content.split("\n").map((line) => line.replaceAll("\u00a0", " ").trim());
  }

  /**
   * @param {readonly string[]} lines
   * @param {readonly string[]} expected
   */
  function assertLines(lines, expected) {
    for (const line of expected)
      assert.ok(lines.includes(line), `${line}\nin\n${lines.join("\n")}`);
  }

  it("on a function's name show the derivative as formula, product and number", async () => {
    // The first h in view is a word of the comment above.
    const lines = await linesOf("h", { nth: 1 });
    assertLines(lines, ["h′(x) = 6(3x + 1)", "h(2) = 49", "h′(2) = 14 × 3 = 42"]);
    assertLines(lines, ["Open graph · Set sample point"]);
  });

  it("on a function of several inputs show each rate", async () => {
    await goToLoss();
    const lines = await linesOf("loss", { nth: 2 });
    assertLines(lines, [
      "loss = 676 at x = 2, w = 3, target = 10",
      "∂loss/∂x = 4w²·x·((w·x)² − target) = 1872",
      "∂loss/∂w = 4w·x²·((w·x)² − target) = 1248",
      "∂loss/∂target = 2(target − (w·x)²) = −52",
    ]);
    await workbench.screenshot("hover");
  });

  it("on a parameter show its rate, and the curve with its tangent", async () => {
    await goToLoss();
    const lines = await linesOf("w: number");
    assertLines(lines, ["w = 3", "∂loss/∂w = 1248"]);
    const picture = workbench.page.locator(".monaco-hover img").first();
    await picture.waitFor();
    assert.match((await picture.getAttribute("alt")) ?? "", /^loss for w from 0 to 6/);
    assert.ok(
      (await picture.evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalWidth)) > 0,
    );
    await workbench.screenshot("hover-plot");
  });

  it("on a function with several results show its Jacobian as a matrix", async () => {
    await workbench.openFile("jacobians.ts", { line: 36 });
    await workbench.waitForLenses();
    const lines = await linesOf("lift", { nth: 0 });
    assertLines(lines, ["Jacobian 3 × 2 at a = 2, b = 0.5"]);
    const picture = workbench.page.locator(".monaco-hover img").first();
    await picture.waitFor();
    assert.equal(
      await picture.getAttribute("alt"),
      "J = [b, a; 1, 1; 0, cos(b)] = [0.5, 2; 1, 1; 0, 0.877583]",
    );
    await workbench.screenshot("hover-matrix");
  });

  it("on a part of an expression show its value and what goes back through it", async () => {
    await goToLoss();
    const lines = await linesOf("output - target");
    assertLines(lines, ["output - target = 26", "∂loss/∂(output - target) = 52"]);
    assertLines(lines, ["output\t36\t1\t52", "target\t10\t−1\t−52"]);
    await workbench.screenshot("hover-expression");
  });

  it("on a variable show the chain product that reaches it", async () => {
    await goToLoss();
    assertLines(await linesOf("u", { nth: 1 }), ["u = 6", "∂loss/∂u = 52 × 12 = 624"]);
  });

  it("on a parameter show its value and gradient", async () => {
    await goToLoss();
    const lines = await linesOf("w", { nth: 1 });
    assertLines(lines, ["w = 3", "∂loss/∂w = 1248"]);
    await workbench.screenshot("hover-parameter");
  });

  it("open the graph by their link", async () => {
    const popup = await workbench.hover("h", { nth: 1 });
    await popup.getByText("Open graph").click();
    await workbench.webviewFrame().locator("h1", { hasText: "h" }).waitFor();
  });
});

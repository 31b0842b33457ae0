import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { workbench } from "./fixture.mjs";
import { choose, follow, openLesson, page, showsIn, tab, texts, type } from "./panelPage.mjs";

const name = "odd.ts";
const lines = [
  "export function answer() {",
  "  return 6 * 7;",
  "}",
  "/** @at x = NaN */",
  "export function broken(x: number) {",
  "  return Math.log(x) - x;",
  "}",
  "/** @at constructor = 2, __proto__ = 3, $zap = 5 */",
  "export function toString(constructor: number, __proto__: number, $zap: number) {",
  "  const hasOwnProperty = constructor * __proto__;",
  "  return hasOwnProperty * $zap;",
  "}",
  "export async function later(x: number) {",
  "  return (await fetch(String(x))).status;",
  "}",
  "/** @at x = 3, y = 4 */",
  "export function pair(x: number, y: number) {",
  "  return [x * y, x + y];",
  "}",
  "/** @at x = 3 */",
  "export function bent(x: number) {",
  "  if (x > 2) return x ** 2;",
  '  if (x < -1) throw new RangeError("<b>$(zap)</b>");',
  "  return 8 - 2 * x;",
  "}",
];
const views = ["Chain", "Paths", "Steps", "Plot", "Descent", "Quiz", "Nodes", "Graph"];

describe("the panel, given what it cannot draw", () => {
  const file = () => join(workbench.workspace, name);
  before(() => writeFileSync(file(), `${lines.join("\n")}\n`));
  after(() => rmSync(file(), { force: true }));
  afterEach(() => workbench.closeAll());

  /** @param {string} text */
  const open = (text) => {
    const title = /(\w+)\($/.exec(text)?.[1] ?? "";
    return openLesson(name, lines.findIndex((line) => line.includes(text)) + 1, title);
  };
  /** Every view comes up, and shows something. */
  async function visitAll() {
    for (const view of views) {
      await tab(view);
      await page().getByRole("tab", { name: view, selected: true }).waitFor();
      await page().locator("#view > *").first().waitFor();
      assert.notEqual((await texts("#view")).join(""), "", view);
    }
  }

  it("says that the file is closed, and shows the function again with the file", async () => {
    // Another file stays open there, its cursor in no function.
    await workbench.openFile("chainRule.ts");
    await open("function pair(");
    await focusCode();
    await workbench.runCommand("View: Close Editor");
    await showsIn(".empty", /^odd\.ts is closed\. Open it to see pair\.$/);
    assert.equal(await page().locator("[data-node], .inputs").count(), 0);
    await workbench.screenshot("panel-file-closed");
    await workbench.openFile(name, { line: 18, column: 10 });
    await showsIn("h1 .value", /^12$/);
  });

  it("says that the function is gone, and comes back with it", async () => {
    await open("function answer(");
    await focusCode();
    await workbench.runCommand("Select All");
    await workbench.press("Delete");
    await showsIn(".empty", /^answer is no longer in odd\.ts\.$/);
    await workbench.screenshot("panel-function-gone");
    await workbench.press("Control+Z");
    await showsIn("h1 .value", /^42$/);
  });

  it("leads from a declined function to the place of the reason", async () => {
    await open("function later(");
    await showsIn(".empty", /^later No derivative: /);
    await page().getByRole("button", { name: "Show the place" }).click();
    await workbench.until(
      async () => (await workbench.selectedText()).includes("await"),
      "the place to be selected",
    );
    await workbench.screenshot("panel-declined");
  });

  it("draws a function without inputs, and one that is NaN everywhere, in every view", async () => {
    await open("function answer(");
    await showsIn("h1 .value", /^42$/);
    await visitAll();
    await follow(name, 5, "broken");
    await showsIn("h1 .value.broken", /^NaN$/);
    await visitAll();
    await workbench.screenshot("panel-nan");
    await type("x, exact value", "1");
    await showsIn("h1 .value", /^−1$/);
  });

  it("takes names such as constructor and __proto__ for names", async () => {
    await open("function toString(");
    await showsIn("h1 .value", /^30$/);
    await type("__proto__, exact value", "7");
    await showsIn("h1 .value", /^70$/);
    await type("constructor, exact value", "4");
    await showsIn("h1 .value", /^140$/);
    await type("$zap, exact value", "10");
    await showsIn("h1 .value", /^280$/);
    await visitAll();
    await workbench.screenshot("panel-names");
    await page().getByRole("button", { name: "Use as sample point" }).click();
    await workbench.until(
      async () => (await shownLines()).includes("@at constructor = 4, __proto__ = 7, $zap = 10"),
      "the point to be written above the function",
    );
    await focusCode();
    await workbench.press("Control+Z");
  });

  it("plots through branches of the code, and says in words of the code why some is missing", async () => {
    await open("function bent(");
    await tab("Plot");
    await showsIn(".kinks", /x = 2: another branch of the code, a corner/);
    await type("x, exact value", "-0.5");
    await showsIn("h1 .value", /^9$/);
    await type("x, exact value", "-2");
    await showsIn(".notice", /line 23, which cannot be followed \(.*<b>\$\(zap\)<\/b>\)/);
    await showsIn(".gaps", /<b>\$\(zap\)<\/b>/);
    assert.equal(await page().locator("b").count(), 0);
    await workbench.screenshot("panel-branches");
  });

  it("differentiates one of several results, or their sum by weights, over a reload", async () => {
    await open("function pair(");
    await choose(".output-choice", "[1]");
    await showsIn("h1 .value", /^7$/);
    await choose(".output-choice", "· v");
    await type("weight of [0]", "10");
    await showsIn('[data-input="x"] .gradient', /^41$/);
    await workbench.screenshot("panel-weights");
    await workbench.reload();
    await showsIn('[data-input="x"] .gradient', /^41$/);
  });

  async function focusCode() {
    await workbench.press("Control+1");
    await workbench.page.locator(".editor-group-container.active .monaco-editor.focused").waitFor();
  }
  async function shownLines() {
    const shown = await (await workbench.editor()).locator(".view-line").allInnerTexts();
    return shown.join("\n").replaceAll("\u00a0", " ");
  }
});

import assert from "node:assert/strict";
import { workbench } from "./fixture.mjs";

/**
 * The lines that end in a hint, top to bottom. VS Code draws one as text of its own, behind the code.
 * @param {Element} editor
 */
const readHints = (editor) =>
  [...editor.querySelectorAll(".view-line")]
    .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
    .map((line) => (line.textContent ?? "").replaceAll("\u00a0", " ").trim())
    .filter((text) => /^(const|return) .*[^=]= [−\d.]+( · ∂ [−\d.]+)?$/.test(text));

describe("inlay hints", () => {
  beforeEach(async () => {
    await workbench.openFile("chainRule.ts", { line: 70 });
    await workbench.waitForLenses();
  });
  afterEach(async () => {
    await workbench.closeAll();
    workbench.setSettings({});
  });

  /** @param {readonly string[]} expected */
  const waitFor = (expected) =>
    workbench.until(
      async () => {
        const seen = await (await workbench.editor()).evaluate(readHints);
        return JSON.stringify(seen) === JSON.stringify(expected);
      },
      `the hints ${expected.join(" | ")}`,
    );

  it("stand in the function with the cursor, and follow what is typed and where it goes", async () => {
    await waitFor([]); // off by default
    workbench.setSettings({ "gradlens.inlayHints": "cursor" });
    await waitFor([
      "const u = w * x;= 6 · ∂ 624",
      "const output = u ** 2;= 36 · ∂ 52",
      "return (output - target) ** 2;= 676",
    ]);
    await workbench.screenshot("inlay-hints");

    await workbench.placeCursor("w * x");
    await workbench.typeText(" / 4");
    const typed = [
      "const u = w * x / 4;= 1.5 · ∂ −46.5",
      "const output = u ** 2;= 2.25 · ∂ −15.5",
      "return (output - target) ** 2;= 60.06",
    ];
    await waitFor(typed);
    await workbench.screenshot("inlay-hints-typed");

    await workbench.placeCursor("damp(root");
    await waitFor(["return damp(root(widen(x)));= 0.1069"]);
    workbench.setSettings({ "gradlens.inlayHints": "off" });
    await waitFor([]);
  });

  it("stand in every function where all are wanted", async () => {
    workbench.setSettings({ "gradlens.inlayHints": "all" });
    const hints = async () => (await workbench.editor()).evaluate(readHints);
    await workbench.until(async () => (await hints()).length >= 4, "the hints of two functions");
    assert.ok((await hints()).includes("return damp(root(widen(x)));= 0.1069"));
    await workbench.screenshot("inlay-hints-all");
  });
});

import assert from "node:assert/strict";
import { workbench } from "./fixture.mjs";

describe("verdicts on hand-written derivatives", () => {
  beforeEach(async () => {
    await workbench.openFile("handWritten.ts", { line: 58 });
    await workbench.waitForSquiggles();
    await workbench.waitForLenses(4);
  });
  afterEach(() => workbench.closeAll());

  /** @param {string} sign */
  const verdicts = async (sign) =>
    (await workbench.lensTexts()).filter((title) => title.startsWith(sign));

  it("underline the one wrong derivative, and list it among the problems", async () => {
    assert.deepEqual(await workbench.squiggles(), [{ severity: "error", text: "hPrime" }]);
    const [verdict, own] = (await workbench.lensTexts()).slice(-2);
    assert.match(verdict ?? "", /^✗ the inner rate \(3 \* x \+ 1\)′ = 3 is missing/);
    assert.equal(own, "hPrime′(x) = 6  ·  hPrime(2) = 14 (chosen)");
    await workbench.screenshot("verdicts");

    const problems = await workbench.problems();
    assert.equal(problems.length, 1);
    assert.match(
      problems[0] ?? "",
      /"hPrime" is not the derivative of "h": the inner rate .* = 3 is missing/,
    );
    await workbench.screenshot("verdicts-problems");
    await workbench.runCommand("View: Hide Panel");
  });

  it("leave the right ones alone", async () => {
    await workbench.openFile("handWritten.ts", { line: 1 });
    await workbench.waitForLenses();
    assert.deepEqual(await workbench.squiggles(), []);
    assert.deepEqual(await verdicts("✓"), [
      "✓ equals cubic′ (proved)",
      "✓ equals ripple′",
      "✓ equals sigmoid′, as a function of the output",
    ]);
    assert.deepEqual(await verdicts("✗"), []);
    await workbench.screenshot("verdicts-right");
  });

  it("change when the derivative is put right", async () => {
    await workbench.placeCursor("2 * (3 * x + 1)", { before: true });
    await workbench.typeText("3 * ");
    await workbench.until(
      async () => (await workbench.squiggles()).length === 0,
      "the squiggle to go",
    );
    await workbench.until(
      async () => (await verdicts("✓")).includes("✓ equals h′ (proved)"),
      "the verdict to turn",
    );
    assert.deepEqual(await verdicts("✗"), []);
    assert.deepEqual(await workbench.problems(), []);
    await workbench.runCommand("View: Hide Panel");
  });

  it("say where a derivative that is being typed goes wrong, and the quick fix puts it right", async () => {
    await workbench.openFile("chainRule.ts", { line: 1 });
    await workbench.waitForLenses();
    await workbench.press("Control+End");
    await workbench.typeText("\nexport const wave = (x: number) => Math.sin(3 * x + 1);\n");
    await workbench.typeText("export const wavePrime = (x: number) => Math.cos(3 * x + 1);\n");
    await workbench.until(
      async () => (await verdicts("✗"))[0]?.includes("(3 * x + 1)′ = 3 is missing") ?? false,
      "the verdict that names the factor",
    );
    // What TypeScript had to say of the half-typed code goes when it has seen the rest.
    await workbench.until(async () => {
      const [only, ...others] = await workbench.squiggles();
      return only?.severity === "error" && only.text === "wavePrime" && others.length === 0;
    }, "one squiggle, under wavePrime");
    await workbench.screenshot("verdicts-typed");

    await workbench.placeCursor("wavePrime", { before: true });
    const titles = await workbench.quickFixes();
    await workbench.screenshot("verdicts-fixes");
    assert.ok(titles.includes("Multiply by 3"), titles.join());
    await workbench.applyQuickFix("Multiply by 3");
    await workbench.until(
      async () => (await workbench.squiggles()).length === 0,
      "the squiggle to go",
    );
    await workbench.until(
      async () => (await verdicts("✓")).includes("✓ equals wave′ (proved)"),
      "the verdict to turn",
    );
    await workbench.screenshot("verdicts-fixed");
  });

  it("are written below a function together with its value, and verified at once", async () => {
    // An empty line: a bulb that is there belongs to the name.
    await workbench.openFile("chainRule.ts", { line: 73 });
    await workbench.waitForLenses();
    await workbench.placeCursor("function loss");
    const titles = await workbench.quickFixes();
    await workbench.screenshot("verdicts-refactorings");
    const title = titles.find((each) => each.includes('"lossAndGradient"'));
    assert.ok(title, titles.join());
    assert.ok(titles.some((each) => each.includes('"lossBackward"')));
    await workbench.applyQuickFix(title);
    await workbench.until(
      async () => (await verdicts("✓")).includes("✓ equals ∇value (proved)"),
      "the verdict on what was written",
    );
    assert.deepEqual(await workbench.squiggles(), []);
    await workbench.screenshot("verdicts-written");
  });

  it("are tests of the Test Explorer, with both numbers", async () => {
    await workbench.runCommand("Testing: Focus on Test Explorer View");
    const rows = workbench.page.locator(".test-explorer .monaco-list-row");
    await workbench.until(async () => (await rows.count()) > 0, "the file among the tests");
    await workbench.runCommand("Test: Run All Tests");
    const failed = workbench.page.locator(".test-explorer .codicon-testing-failed-icon");
    await workbench.until(async () => (await failed.count()) > 0, "a failed test");
    await rows.first().click();
    await workbench.press("ArrowRight");
    await workbench.until(async () => (await rows.count()) >= 8, "the derivatives of the file");
    const labels = (await rows.allInnerTexts()).join("\n");
    await workbench.screenshot("verdicts-tests");
    assert.match(labels, /handWritten\.ts/);
    assert.match(labels, /hPrime/);
    await workbench.runCommand("View: Show Explorer");
  });
});

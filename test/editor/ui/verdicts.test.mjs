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
});

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { workbench } from "./fixture.mjs";

const ordinary = `export function greet(name: string): string {
  return \`Hello \${name.trim()}\`;
}

export async function titles(url: string): Promise<string[]> {
  const answer = await fetch(url);
  return (await answer.json()).map((entry: { title: string }) => entry.title);
}

export class Basket {
  private readonly names = new Set<string>();

  add(name: string): this {
    this.names.add(name);
    return this;
  }
}

export function square(x: number): number {
  return x * x;
}
`;

describe("lenses", () => {
  beforeEach(async () => {
    await workbench.openFile("chainRule.ts");
    await workbench.waitForLenses(3);
  });
  afterEach(() => workbench.closeAll());

  /** @param {string} beginning */
  const waitForFirst = (beginning) =>
    workbench.until(
      async () => (await workbench.lensTexts())[0]?.startsWith(beginning) ?? false,
      `the lens "${beginning}"`,
    );

  it("say the derivative, each right above its function", async () => {
    const lenses = await workbench.lenses();
    assert.deepEqual(
      lenses.map(({ title }) => title.split("  ·  ")[0]),
      ["h′(x) = 6(3x + 1)", "hExpanded′(x) = 18x + 6", "gearTrain′(crank) = 6"],
    );
    assert.ok(lenses[0]?.title.endsWith("h(2) = 49, h′(2) = 42"));
    const tops = await workbench.lineTops();
    for (const [index, line] of [10, 20, 30].entries()) {
      const { top } = lenses[index] ?? assert.fail();
      assert.ok(Number(tops[line - 1]) < top && top < Number(tops[line]), `above line ${line}`);
    }
    await workbench.screenshot("lenses");
  });

  it("follow an edit of their function, and of no other", async () => {
    const before = await workbench.lensTexts();
    await workbench.placeCursor("3 * x + 1");
    await workbench.press("Backspace");
    await workbench.typeText("2");
    await waitForFirst("h′(x) = 6(3x + 2)");
    assert.deepEqual((await workbench.lensTexts()).slice(1), before.slice(1));
  });

  it("stay where they are while the code does not parse, and are fresh once it does", async () => {
    const before = await workbench.lensTexts();
    const hasErrors = async () =>
      (await workbench.squiggles()).some(({ severity }) => severity === "error");
    const recording = await workbench.recordFrames();
    await workbench.placeCursor("h(x: number)");
    await workbench.press("Backspace");
    await workbench.until(hasErrors, "VS Code to see the missing bracket");
    // What the last good text said stays even if more is typed.
    await workbench.placeCursor("3 * x + 1");
    await workbench.press("Backspace");
    await workbench.typeText("4");
    assert.deepEqual(await workbench.lensTexts(), before);
    await workbench.placeCursor("h(x: number");
    await workbench.typeText(")");
    await waitForFirst("h′(x) = 6(3x + 4)");
    await workbench.until(async () => !(await hasErrors()), "VS Code to see the bracket again");

    const pictures = await recording.stop();
    const [first] = pictures;
    for (const { lenses, tops } of pictures) {
      assert.deepEqual(tops, first?.tops, "no line has moved");
      assert.equal(lenses.length, 3, "no lens has gone");
      for (const lens of lenses) assert.match(lens, /′/);
    }
    assert.deepEqual((await workbench.lensTexts()).slice(1), before.slice(1));
  });

  it("open the panel on their function, wherever the editor has been before", async () => {
    await workbench.openFile("chainRule.ts", { line: 68 });
    await workbench.until(
      async () => (await workbench.lensTexts()).some((title) => title.startsWith("∂loss/∂x")),
      "the lens of loss",
    );
    // By now VS Code has asked for the lenses once more, because the editor has the focus again.
    await workbench.hover("output - target");
    await workbench.clickLens("∂loss/∂x");
    await workbench.webviewFrame().locator("h1", { hasText: "loss" }).waitFor();
  });

  it("turn to a higher derivative, and back", async () => {
    /** @param {string} order */
    const choose = async (order) => {
      await workbench.placeCursor("3 * x + 1");
      await workbench.runCommand("Gradlens: Show Higher Derivative in Lens...");
      const choice = workbench.page.locator(".quick-input-list .monaco-list-row", {
        hasText: order,
      });
      await choice.click();
    };
    const before = await workbench.lensTexts();
    await choose("Second");
    await waitForFirst("h″(x) = 18");
    assert.deepEqual((await workbench.lensTexts()).slice(1), before.slice(1));
    await workbench.screenshot("lens-second-derivative");
    await choose("First");
    await waitForFirst("h′(x) = 6(3x + 1)");
  });

  it("change the point where that is a lens of its own", async () => {
    workbench.setSettings({
      "gradlens.codeLens.show": ["derivative", "point"],
      "gradlens.codeLens.form": "symbolic",
    });
    try {
      await waitForFirst("h′(x) = 6(3x + 1)");
      await workbench.until(
        async () => (await workbench.lensTexts()).includes("at x = 2"),
        "the lens of the point",
      );
      await workbench.screenshot("lens-point");
      await workbench.clickLens("at x = 2");
      const input = workbench.page.locator(".quick-input-widget input[type=text]");
      await input.waitFor();
      assert.equal(await input.inputValue(), "x = 2");
      await input.fill("x = 5");
      await workbench.press("Enter");
      await workbench.until(
        async () => (await workbench.lensTexts()).includes("at x = 5"),
        "the point to change",
      );
    } finally {
      workbench.setSettings({});
    }
  });

  it("are not there for code that does not compute with numbers", async () => {
    writeFileSync(join(workbench.workspace, "ordinary.ts"), ordinary);
    await workbench.openFile("ordinary.ts");
    await workbench.waitForLenses(1);
    const [only, ...others] = await workbench.lensTexts();
    assert.match(only ?? "", /^square′\(x\) = 2x/);
    assert.deepEqual(others, []);
  });
});

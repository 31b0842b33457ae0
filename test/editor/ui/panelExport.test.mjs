import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { workbench } from "./fixture.mjs";
import { openLesson, page, showsIn, tab, type } from "./panelPage.mjs";

describe("an export of the panel", () => {
  /** @type {string} */
  let file;
  beforeEach(() => openLesson("chainRule.ts", 68, "loss"));
  afterEach(async () => {
    await workbench.runCommand("Notifications: Clear All Notifications");
    await workbench.closeAll();
    if (file) rmSync(file, { force: true });
  });

  /**
   * Chooses a format, and takes the place that the dialog for saving proposes.
   * @param {string} title
   * @param {string} name
   */
  async function exportAs(title, name) {
    file = join(workbench.workspace, name);
    await page().locator("summary", { hasText: "Export" }).click();
    await page().getByRole("button", { name: title, exact: true }).click();
    const dialog = workbench.page.locator(".quick-input-widget");
    const field = dialog.locator("input[type=text]");
    await workbench.until(
      async () => (await field.inputValue()) === file,
      `the dialog to propose ${file}`,
    );
    await workbench.screenshot(`panel-export-${name}`);
    await field.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    const note = workbench.page.locator(".notification-toast", { hasText: `Saved ${name}.` });
    await note.waitFor();
    return note;
  }

  it("is written where the dialog says, and opened from the message", async () => {
    const note = await exportAs("Picture (SVG)", "loss.svg");
    const svg = readFileSync(file, "utf8");
    assert.match(svg, /^<\?xml[^>]*>\s*<svg /);
    assert.match(svg, />1248<\/text>/);
    await note.getByRole("button", { name: "Open" }).click();
    // The file is where the server is, not the window: there it opens in the window.
    await workbench.page.locator('.tab.active[data-resource-name="loss.svg"]').waitFor();
    await workbench.until(isPictureShown, "the picture");
    assert.ok(await page().locator("h1 .value").isVisible(), "the panel is beside it");
    await workbench.screenshot("panel-export-opened");
  });

  /** In VS Code's own preview of pictures. */
  async function isPictureShown() {
    const counts = workbench.page.frames().map((frame) => frame.locator("body.image img").count());
    return (await Promise.all(counts)).some((count) => count > 0);
  }

  it("of the page still drags outside the editor", async () => {
    await type("w, exact value", "4");
    await showsIn("h1 .value", /^2916$/);
    await tab("Chain");
    await exportAs("Page that still drags (HTML)", "loss.html");
    const alone = await workbench.page.context().browser()?.newPage();
    assert.ok(alone);
    try {
      await alone.goto(`file://${file}`);
      await alone.locator("h1 .value", { hasText: "2916" }).waitFor();
      await alone.getByLabel("w, exact value").fill("3");
      await alone.keyboard.press("Enter");
      await alone.locator("h1 .value", { hasText: "676" }).waitFor();
    } finally {
      await alone.close();
    }
  });

  it("that is called off writes nothing and says nothing", async () => {
    file = join(workbench.workspace, "loss.dot");
    await page().locator("summary", { hasText: "Export" }).click();
    await page().getByRole("button", { name: "Graphviz (DOT)", exact: true }).click();
    const dialog = workbench.page.locator(".quick-input-widget");
    await dialog.locator("input[type=text]").waitFor();
    await workbench.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.equal(existsSync(file), false);
    assert.equal(await workbench.page.locator(".notification-toast").count(), 0);
  });
});

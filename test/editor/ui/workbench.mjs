// What a person does in VS Code and sees there, in a test's words.
import { basename, join } from "node:path";
import { locateText, readLenses, readLineTops, readMarked, recordFrames } from "./pageText.mjs";
import { Window } from "./window.mjs";

const group = ".editor-group-container";

export class Workbench extends Window {
  // Files

  /**
   * Opens a file of the workspace, with the cursor at `line` and `column` (from 1).
   * @param {string} path relative to the workspace
   * @param {{ line?: number, column?: number }} [position]
   */
  async openFile(path, { line = 1, column = 1 } = {}) {
    const input = await this.quickInput("Control+P");
    await input.fill(`${join(this.workspace, path)}:${line}:${column}`);
    const name = basename(path);
    await this.page
      .locator(".quick-input-list .monaco-list-row", { hasText: name })
      .first()
      .waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator(`${group}.active .view-line`).first().waitFor();
    const position = this.page.locator(".statusbar-item", { hasText: `Ln ${line}, Col ${column}` });
    await position.waitFor();
  }

  /** The editor with the cursor; beside a panel with the focus, the editor next to it. */
  async editor() {
    // One selector, because the focus may go from one to the other at any moment.
    const active = `${group}.active .monaco-editor`;
    const next = `.editor-part:not(:has(${active})) .monaco-editor`;
    return this.page.locator(`${active}, ${next}`).first();
  }

  /** Closes all editors and forgets what was typed into them. */
  async closeAll() {
    const tabs = this.page.locator(".tabs-container .tab");
    while ((await tabs.count()) > 0) {
      const before = await tabs.count();
      await this.runCommand("View: Revert and Close Editor");
      await this.until(async () => (await tabs.count()) < before, "the editor to close");
    }
  }

  // Lenses, hovers, squiggles, quick fixes

  /** The lenses in view, top to bottom: `{ title, top }`. */
  async lenses() {
    return (await this.editor()).evaluate(readLenses);
  }

  /** The titles of the lenses in view, top to bottom. */
  async lensTexts() {
    return (await this.lenses()).map(({ title }) => title);
  }

  /** Where the lines in view stand: `{ "10": 288 }`. */
  async lineTops() {
    return (await this.editor()).evaluate(readLineTops);
  }

  /** Looks at lenses and lines in every frame until `stop`, which returns the pictures seen. */
  async recordFrames() {
    const recording = await (await this.editor()).evaluateHandle(recordFrames);
    return { stop: () => recording.evaluate((each) => each.stop()) };
  }

  /**
   * Waits until there are `count` lenses in view, or more.
   * @param {number} [count]
   */
  async waitForLenses(count = 1) {
    await this.until(async () => (await this.lensTexts()).length >= count, `${count} lenses`);
    return this.lensTexts();
  }

  /** @param {string} text part of its title */
  async clickLens(text) {
    const lens = (await this.editor()).locator(".codelens-decoration a", { hasText: text });
    await lens.first().click();
  }

  /**
   * Rests the mouse on a text of the editor and returns the popup (a locator, for its images and links).
   * @param {string} text a word matches whole words only
   * @param {{ nth?: number }} [options] which of its occurrences in view, from 0
   */
  async hover(text, { nth = 0 } = {}) {
    const popup = this.page.locator(".monaco-hover:not(.hidden) .monaco-hover-content:visible");
    await this.page.mouse.move(5, 5);
    await popup.waitFor({ state: "hidden" });
    const { x, y, width, height } = await this.#locate(text, nth);
    await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
    await popup.first().waitFor();
    const content = async () => (await popup.allInnerTexts()).join("\n");
    await this.until(async () => !/^Loading\.\.\.$/m.test(await content()), "the hover to load");
    return popup.first();
  }

  /**
   * @param {string} text
   * @param {{ nth?: number }} [options]
   */
  async hoverText(text, options) {
    const popup = await this.hover(text, options);
    return (await popup.allInnerTexts()).join("\n");
  }

  /** The squiggles in view, top to bottom: `{ severity: "warning", text: "2 * x" }`. */
  async squiggles() {
    const marked = await (await this.editor()).evaluate(readMarked, "[class*='squiggly-']");
    return marked.map(({ classes, text }) => ({
      severity: /squiggly-(\w+)/.exec(classes)?.[1] ?? "",
      text,
    }));
  }

  /** @param {number} [count] */
  async waitForSquiggles(count = 1) {
    await this.until(async () => (await this.squiggles()).length >= count, `${count} squiggles`);
    return this.squiggles();
  }

  /** The messages in the Problems view, which it opens. */
  async problems() {
    await this.runCommand("Problems: Focus on Problems View");
    await this.page.locator(".markers-panel").waitFor();
    const messages = await this.page.locator(".markers-panel .marker-message-line").allInnerTexts();
    return messages.map((message) => message.replaceAll("\u00a0", " "));
  }

  /** Opens the light bulb's menu at the cursor and returns its titles. */
  async quickFixes() {
    // Earlier, VS Code has not computed them yet, and may close again what it opens.
    const bulb = ".lightBulbWidget:visible, [class*=codicon-gutter-lightbulb]:visible";
    await (await this.editor()).locator(bulb).first().waitFor();
    await this.page.keyboard.press("Control+.");
    const rows = this.page.locator(".action-widget .monaco-list-row.action");
    await rows.first().waitFor();
    return rows.allInnerTexts();
  }

  /** @param {string} title a title of `quickFixes`, whose menu must be open */
  async applyQuickFix(title) {
    await this.page.locator(".action-widget .monaco-list-row.action", { hasText: title }).click();
    await this.page.locator(".action-widget").first().waitFor({ state: "hidden" });
  }

  // Cursor and selection

  /** What is selected in the editor, lines joined. */
  async selectedText() {
    const marked = await (await this.editor()).evaluate(readMarked, ".selected-text");
    return marked.map(({ text }) => text).join("\n");
  }

  /**
   * Clicks behind (or before) a text in view.
   * @param {string} text
   * @param {{ nth?: number, before?: boolean }} [options]
   */
  async placeCursor(text, { nth = 0, before = false } = {}) {
    const { x, y, width, height } = await this.#locate(text, nth);
    const target = before ? x : x + width;
    await this.page.mouse.click(before ? x + 1 : x + width - 1, y + height / 2);
    const arrived = async () => {
      const cursor = (await this.editor()).locator(".cursors-layer .cursor").first();
      const box = await cursor.boundingBox();
      return (
        box !== null && Math.abs(box.x - target) < 4 && box.y < y + height && y < box.y + box.height
      );
    };
    await this.until(arrived, "the cursor");
  }

  /**
   * @param {string} text
   * @param {number} nth
   */
  async #locate(text, nth) {
    /** @type {ReturnType<typeof locateText>} */
    let box;
    const standsStill = async () => {
      const before = box;
      box = await (await this.editor()).evaluate(locateText, { text, nth });
      return box !== undefined && box.x === before?.x && box.y === before.y;
    };
    await this.until(standsStill, `"${text}" in the editor`);
    return /** @type {NonNullable<typeof box>} */ (box);
  }
}

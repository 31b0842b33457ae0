// What a person does in VS Code and sees there, in a test's words.
import { Editors } from "./editors.mjs";
import { readLenses, readMarked, recordFrames } from "./pageText.mjs";

export class Workbench extends Editors {
  // Lenses, hovers, squiggles, quick fixes

  /** The lenses in view, top to bottom: `{ title, top }`. */
  async lenses() {
    return (await this.editor()).evaluate(readLenses);
  }

  /** The titles of the lenses in view, top to bottom. */
  async lensTexts() {
    return (await this.lenses()).map(({ title }) => title);
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
    // Lenses that arrive meanwhile push the line down, and the hand follows it.
    /** @type {{ x: number, y: number } | undefined} */
    let place;
    const isShown = async () => {
      const { x, y, width, height } = await this.locate(text, nth);
      if (x !== place?.x || y !== place.y)
        await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
      place = { x, y };
      return popup.first().isVisible();
    };
    await this.until(isShown, `the hover on "${text}"`);
    const content = async () => (await popup.allInnerTexts()).join("\n");
    await this.until(async () => !/^Loading\.\.\.$/m.test(await content()), "the hover to load");
    const isFadedIn = () =>
      popup.first().evaluate((element) => {
        const opacity = element.closest(".monaco-hover")?.computedStyleMap().get("opacity");
        return String(opacity) === "1";
      });
    await this.until(isFadedIn, "the hover to be seen in full");
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
}

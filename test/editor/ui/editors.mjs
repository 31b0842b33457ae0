// The code in VS Code's window: files, the cursor, where things stand.
import { basename, join } from "node:path";
import { locateText, readLineTops, readMarked } from "./pageText.mjs";
import { Window } from "./window.mjs";

const group = ".editor-group-container";

export class Editors extends Window {
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
    // The one Enter takes: files opened before are listed until the search is done.
    await this.page
      .locator(".quick-input-list .monaco-list-row.focused", { hasText: name })
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
    const next = `.part.editor:not(:has(${active})) .monaco-editor`;
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

  /** Where the lines in view stand: `{ "10": 288 }`. */
  async lineTops() {
    return (await this.editor()).evaluate(readLineTops);
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
    // Lenses that arrive meanwhile push the line down, and the hand follows it.
    /** @type {{ x: number, y: number } | undefined} */
    let place;
    const arrived = async () => {
      const { x, y, width, height } = await this.locate(text, nth);
      const target = before ? x : x + width;
      if (x !== place?.x || y !== place.y)
        await this.page.mouse.click(before ? x + 1 : target - 1, y + height / 2);
      place = { x, y };
      const cursor = (await this.editor()).locator(".cursors-layer .cursor").first();
      const box = await cursor.boundingBox();
      return (
        box !== null && Math.abs(box.x - target) < 4 && box.y < y + height && y < box.y + box.height
      );
    };
    await this.until(arrived, "the cursor");
  }

  /**
   * Where a text in view stands, once it stands still.
   * @param {string} text
   * @param {number} [nth]
   */
  async locate(text, nth = 0) {
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

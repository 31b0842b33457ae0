// VS Code's window, whatever is open in it: commands, typing, settings, screenshots.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const themes = {
  dark: { name: "Dark 2026", body: "vs-dark" },
  light: { name: "Light 2026", body: "vs" },
  "hc-black": { name: "Default High Contrast", body: "hc-black" },
  "hc-light": { name: "Default High Contrast Light", body: "hc-light" },
};

export class Window {
  /**
   * @param {object} parts
   * @param {import("playwright-core").Page} parts.page
   * @param {import("../../../scripts/host/server.mjs").Server} parts.server
   * @param {string} parts.extension the extension's folder, built
   * @param {string} parts.workspace
   * @param {string} parts.screenshots
   */
  constructor({ page, server, extension, workspace, screenshots }) {
    this.page = page;
    this.server = server;
    this.extension = extension;
    this.workspace = workspace;
    this.screenshots = screenshots;
    /** @type {object} */
    this.settings = {};
  }

  async ready() {
    await this.page
      .locator(".monaco-workbench .explorer-folders-view")
      .waitFor({ timeout: 60_000 });
  }

  /** As after an update of an extension: a new window with the same editors. */
  async reload() {
    const loaded = this.page.waitForEvent("load");
    await this.runCommand("Developer: Reload Window");
    await loaded;
    await this.ready();
  }

  /** @param {string} text */
  async typeText(text) {
    await this.page.keyboard.type(text);
  }

  /** @param {string} keys such as "Control+Z" */
  async press(keys) {
    await this.page.keyboard.press(keys);
  }

  /** @param {string} title as in the command palette: "Gradlens: Open Panel" */
  async runCommand(title) {
    const input = await this.quickInput("F1");
    await input.fill(`>${title}`);
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
    await row.click();
  }

  /**
   * The document inside a webview panel: a frame locator, so `.locator("button").click()`.
   * @param {number} [nth] which of the open ones
   */
  webviewFrame(nth = 0) {
    return this.page.frameLocator("iframe.webview.ready").nth(nth).frameLocator("#active-frame");
  }

  async statusBar() {
    return (await this.page.locator(".statusbar").allInnerTexts()).join("\n");
  }

  /**
   * Workspace settings, which VS Code follows at once; those of an earlier call are gone.
   * (User settings are read when a session starts: see `startSession`.)
   * @param {object} settings
   */
  setSettings(settings) {
    this.settings = settings;
    const folder = join(this.workspace, ".vscode");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "settings.json"), JSON.stringify(settings, undefined, 2));
  }

  /** @param {keyof typeof themes} theme */
  async setTheme(theme) {
    const { name, body } = themes[theme];
    this.setSettings({ ...this.settings, "workbench.colorTheme": name });
    await this.page.locator(`.monaco-workbench.${body}`).waitFor();
  }

  /**
   * Saves out/screenshots/<name>.png, of the window or of one part of it.
   * @param {string} name
   * @param {import("playwright-core").Locator} [part]
   */
  async screenshot(name, part) {
    mkdirSync(this.screenshots, { recursive: true });
    const path = join(this.screenshots, `${name.replace(/[^\w.-]+/g, "-")}.png`);
    await (part ?? this.page).screenshot({ path });
    return path;
  }

  /**
   * Waits for anything.
   * @param {() => Promise<boolean>} condition
   * @param {string} what for the message
   * @param {number} [limit] milliseconds
   */
  async until(condition, what, limit = 30_000) {
    const deadline = Date.now() + limit;
    while (!(await condition())) {
      if (Date.now() > deadline) throw new Error(`Waited ${limit / 1000} s for ${what}.`);
      await this.page.waitForTimeout(50);
    }
  }

  /**
   * Opens the input field at the top of the window.
   * @param {string} key
   */
  async quickInput(key) {
    // The one before may be on its way out still, and would take what is meant for this one.
    const widget = this.page.locator(".quick-input-widget");
    await widget.waitFor({ state: "hidden" });
    await this.page.keyboard.press(key);
    const input = widget.locator("input[type=text]");
    await input.waitFor();
    return input;
  }
}

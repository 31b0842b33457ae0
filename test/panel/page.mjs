// One page of the panel, as a test sees it.
import assert from "node:assert/strict";

/** @type {{ browser: import("playwright-core").Browser, address: string } | undefined} */
let host;

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} address
 */
export function setBrowser(browser, address) {
  host = { browser, address };
}

/**
 * Opens a sample of host.ts. Whatever the page complains about fails the test that closes it.
 * @param {string} sample
 * @param {{ theme?: string, reducedMotion?: "reduce" }} [options]
 */
export async function openPage(sample, { theme = "dark", reducedMotion } = {}) {
  assert.ok(host);
  const page = await host.browser.newPage({
    viewport: { width: 640, height: 820 },
    ...(reducedMotion ? { reducedMotion } : {}),
  });
  page.setDefaultTimeout(10_000);
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${host.address}/?sample=${sample}&theme=${theme}`);
  await page.locator("gradlens-panel > :first-child").waitFor();

  /**
   * @param {() => Promise<string>} read
   * @param {RegExp} text
   * @param {string} what
   */
  async function until(read, text, what) {
    const deadline = Date.now() + 5000;
    while (!text.test(await read())) {
      assert.ok(Date.now() < deadline, `${what} says "${await read()}", not ${text}`);
      await page.waitForTimeout(20);
    }
  }
  /**
   * Picks from a list as a person does: opens it, and clicks the option.
   * @param {string} selector
   * @param {string | RegExp} option
   */
  async function choose(selector, option) {
    const list = page.locator(selector);
    await list.getByRole("combobox").click();
    await list.getByRole("option", { name: option, exact: true }).click();
    await page.locator(`${selector}:not([open])`).waitFor();
  }
  /** @param {string} selector */
  const shown = async (selector) =>
    ((await page.locator(selector).first().textContent()) ?? "").replace(/\s+/g, " ").trim();
  return {
    page,
    shown,
    /** @param {string} name */
    tab: (name) => page.getByRole("tab", { name }),
    /**
     * Opens a view and waits until it is there.
     * @param {string} name
     */
    async show(name) {
      await page.getByRole("tab", { name }).click();
      const kind = name.toLowerCase();
      await page
        .locator(kind === "graph" ? "gradlens-graph [data-node]" : `.${kind}-view > *`)
        .first()
        .waitFor();
    },
    /** @param {string} name */
    press: (name) => page.getByRole("button", { name, exact: true }).click(),
    /** @param {string} path */
    from: (path) => choose(".input-choice", path),
    choose,
    /**
     * @param {string} selector
     * @param {RegExp} text
     */
    expect: (selector, text) => until(() => shown(selector), text, selector),
    /**
     * Waits until the page has written such a state down.
     * @param {RegExp} text
     */
    saved: (text) =>
      until(
        async () => String(await page.evaluate("sessionStorage.getItem('state')")),
        text,
        "the saved state",
      ),
    /** What the page sent to its host. */
    received: () => page.evaluate("received"),
    async close() {
      await page.close();
      assert.deepEqual(complaints, []);
    },
  };
}

// The browser in which the served VS Code is seen: Chromium out of npm, driven by Playwright.
import { createRequire } from "node:module";
import { join } from "node:path";

/** Chromium needs these besides libc; a bare system lacks them. */
const packages = ["libnss3", "libnspr4", "libexpat1"];

/**
 * @param {string} host the folder that `hostFolder` returned
 * @returns {Promise<import("playwright-core").Browser>}
 */
export async function launchBrowser(host) {
  const { chromium } = createRequire(join(host, "package.json"))("playwright-core");
  const executablePath = join(host, "browser/chromium");
  try {
    return await chromium.launch({
      executablePath,
      // It sees nothing but our own server, and containers (or root) do not allow it a sandbox.
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    const library = /error while loading shared libraries: ([^\s:]+)/.exec(message)?.[1];
    if (!library) throw error;
    throw new Error(
      `The browser cannot start: the system library ${library} is missing.\n` +
        `Install what it needs with:  apt-get install -y ${packages.join(" ")}`,
    );
  }
}

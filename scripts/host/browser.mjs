// The browser in which the served VS Code is seen: Chromium out of npm, driven by Playwright.
import { execFileSync } from "node:child_process";
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
  const missing = missingLibraries(executablePath);
  if (missing.length > 0) {
    throw new Error(
      `The browser cannot start, system libraries are missing: ${missing.join(", ")}.\n` +
        `Install them with:  apt-get install -y ${packages.join(" ")}`,
    );
  }
  return chromium.launch({
    executablePath,
    // It sees nothing but our own server, and containers (or root) do not allow it a sandbox.
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** @param {string} executable */
function missingLibraries(executable) {
  let list = "";
  try {
    list = execFileSync("ldd", [executable], { encoding: "utf8" });
  } catch {
    // No ldd: launching tells, if less nicely.
  }
  return [...list.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

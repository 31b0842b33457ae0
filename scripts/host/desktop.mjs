// The desktop VS Code: the one named by VSCODE_PATH, or a downloaded one.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot } from "./cache.mjs";

/**
 * @param {{ patience?: number }} [options] milliseconds until the download must have begun
 * @returns {Promise<{ executable: string } | { executable?: undefined, reason: string }>}
 */
export async function findDesktop({ patience = 20_000 } = {}) {
  const path = process.env.VSCODE_PATH;
  // Somebody asked for this very one: anything else would not be what they wanted to know.
  if (path && !existsSync(path)) throw new Error(`VSCODE_PATH names no file: ${path}`);
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { reason: "there is no display to show a desktop VS Code on" };
  }
  if (path) return { executable: path };
  try {
    return { executable: await download(patience) };
  } catch (error) {
    return {
      reason: `a desktop VS Code cannot be downloaded: ${/** @type {Error} */ (error).message}`,
    };
  }
}

/** @param {number} patience */
async function download(patience) {
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const silence = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} s`)), patience);
  });
  let announced = false;
  const reporter = {
    /** @param {{ stage: string, bytesSoFar?: number }} report */
    report({ stage, bytesSoFar = 0 }) {
      // Bytes flow, or it is there already: from now on it may take its time.
      if (stage === "foundMatchingInstall" || bytesSoFar > 0) clearTimeout(timer);
      if (bytesSoFar > 0 && !announced) {
        announced = true;
        console.log("Downloading the desktop VS Code (once).");
      }
    },
    error() {},
  };
  const cachePath = join(cacheRoot(), "desktop");
  try {
    return await Promise.race([downloadAndUnzipVSCode({ cachePath, reporter }), silence]);
  } finally {
    clearTimeout(timer);
  }
}

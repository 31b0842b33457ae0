// Installs VS Code's server, the Node it needs and a browser, from npm, once, outside the checkout.
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { onExit, removeFolder, spawnGroup } from "./lifetime.mjs";

const here = import.meta.dirname;
const manifests = ["package.json", "package-lock.json"];

/** Where everything that is downloaded goes. */
export function cacheRoot() {
  const { GRADLENS_HOST_CACHE, XDG_CACHE_HOME } = process.env;
  return GRADLENS_HOST_CACHE || join(XDG_CACHE_HOME || join(homedir(), ".cache"), "gradlens");
}

/**
 * The folder with the installed host; installs it first where it is missing.
 * @returns {Promise<string>}
 */
export async function hostFolder() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      `VS Code out of npm runs on Linux x64 only, and this is ${process.platform} ${process.arch}. ` +
        "Set VSCODE_PATH to the executable of a desktop VS Code.",
    );
  }
  const hash = createHash("sha256");
  for (const name of manifests) hash.update(readFileSync(join(here, name)));
  const root = cacheRoot();
  const name = `host-${hash.digest("hex").slice(0, 12)}`;
  const target = join(root, name);
  mkdirSync(root, { recursive: true });
  removeAbandoned(root);
  // It appears by one rename, so what is there is complete.
  if (existsSync(target)) return target;

  const staging = join(root, `installing-${process.pid}-${name}`);
  mkdirSync(staging);
  const forget = onExit(() => removeFolder(staging));
  await install(staging, target);
  try {
    renameSync(staging, target);
  } catch (error) {
    // Another run was faster, and its copy is as good as this one.
    if (!existsSync(target)) throw error;
    removeFolder(staging);
  }
  forget();
  return target;
}

/**
 * @param {string} staging
 * @param {string} target
 */
async function install(staging, target) {
  const started = Date.now();
  say(`Installing VS Code from npm into ${target} (once; about 1 GB, usually under a minute).`);
  for (const name of manifests) copyFileSync(join(here, name), join(staging, name));
  // Install scripts would fetch and compile native modules that VS Code can do without.
  const quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

  say("  1/3 VS Code's server, Node 24, Playwright and Chromium");
  await run("npm", ["ci", "--prefix", staging, ...quietly], staging);

  say("  2/3 the modules of VS Code's server");
  const vscode = join(staging, "node_modules/code-server/lib/vscode");
  // The second folder holds TypeScript, for VS Code's own language features.
  for (const folder of [vscode, join(vscode, "extensions")]) {
    // `npm install`: the shrinkwraps published there do not match, which `npm ci` refuses.
    await run("npm", ["install", "--prefix", folder, "--omit=dev", ...quietly], folder);
  }

  say("  3/3 unpacking the browser");
  const browser = join(staging, "browser");
  mkdirSync(browser);
  const unpack = 'await (await import("@sparticuz/chromium")).default.executablePath()';
  // The package unpacks to the system's temporary folder, which two runs would share.
  await run(process.execPath, ["--input-type=module", "-e", unpack], staging, { TMPDIR: browser });
  say(`VS Code installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @param {Record<string, string>} [extraEnv]
 */
async function run(command, args, cwd, extraEnv) {
  // An `npm run` around this one points npm at the project instead of at `cwd`.
  const { npm_config_local_prefix: _, ...env } = process.env;
  const { child, stop } = spawnGroup(command, args, {
    cwd,
    env: { ...env, ...extraEnv },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (exitCode, signal) => resolve(exitCode ?? signal));
  });
  await stop();
  if (code !== 0) throw new Error(`"${command} ${args.join(" ")}" failed (${code}).`);
}

/**
 * Removes half installations of runs that were killed.
 * @param {string} root
 */
function removeAbandoned(root) {
  for (const name of readdirSync(root)) {
    const pid = /^installing-(\d+)-/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) removeFolder(join(root, name));
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** @param {string} line */
function say(line) {
  console.log(line);
}

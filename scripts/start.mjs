// `npm start`: the examples in a VS Code with the extension. Desktop where there is one, else served.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { hostFolder } from "./host/cache.mjs";
import { installExtension, requireBuild } from "./host/extensions.mjs";
import { temporaryFolder } from "./host/lifetime.mjs";
import { startServer, workbenchUrl } from "./host/server.mjs";

const usage = `npm start -- [options]

  --serve             serve VS Code to a browser even if there is a desktop one
  --port PORT         of the served VS Code; otherwise the first free one from 3210
  --extension FOLDER  the built extension
  --examples FOLDER   the folder to open`;

const root = resolve(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    serve: { type: "boolean", default: false },
    port: { type: "string", default: "3210-3299" },
    extension: { type: "string", default: root },
    examples: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

async function main() {
  const extension = resolve(values.extension);
  const examples = resolve(values.examples ?? join(extension, "examples"));
  requireBuild(extension);
  const desktop = values.serve ? undefined : findDesktop();
  if (desktop) await openDesktop(desktop, extension, examples);
  else await serve(extension, examples);
}

/** The desktop VS Code of this machine; nothing is downloaded. */
function findDesktop() {
  const { VSCODE_PATH, DISPLAY, WAYLAND_DISPLAY, PATH = "" } = process.env;
  if (VSCODE_PATH) return VSCODE_PATH;
  if (process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  const name = process.platform === "win32" ? "code.cmd" : "code";
  return PATH.split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

/**
 * @param {string} executable
 * @param {string} extension
 * @param {string} examples
 */
async function openDesktop(executable, extension, examples) {
  console.log(`Opening ${examples} in ${executable}`);
  const windows = process.platform === "win32";
  const args = ["--new-window", `--extensionDevelopmentPath=${extension}`, examples];
  // A .cmd file runs in a shell only, which takes arguments apart at blanks.
  const quote = (/** @type {string} */ text) => (windows ? `"${text}"` : text);
  const child = spawn(quote(executable), args.map(quote), { stdio: "inherit", shell: windows });
  process.exitCode = await new Promise((done, failed) => {
    child.on("error", failed);
    child.on("exit", (code) => done(code ?? 1));
  });
}

/**
 * @param {string} extension
 * @param {string} examples
 */
async function serve(extension, examples) {
  console.log("Serving VS Code to a browser (set VSCODE_PATH to use a desktop one).");
  const host = await hostFolder();
  const extensionsDir = join(temporaryFolder(), "extensions");
  mkdirSync(extensionsDir);
  installExtension(extension, extensionsDir, { link: true });
  const server = await startServer({ host, extensionsDir, port: values.port });
  console.log(`\n  ${workbenchUrl(server, examples)}\n`);
  console.log("Open it in a browser. After a new build, reload the page. Ctrl-C stops.");
  await server.failed;
}

if (values.help) {
  console.log(usage);
} else {
  main().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}

// `npm run check`: every static check, side by side. Says nothing when all is well.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const checks = [
  ["biome", "ci", "--error-on-warnings"],
  ["tsc", "-p", "."],
  ["tsc", "-p", "src/core"],
  ["tsc", "-p", "src/webview"],
  ["tsc", "-p", "test"],
  ["depcruise", "src", "--config", ".dependency-cruiser.cjs", "--output-type", "err"],
  ["knip", "--no-progress", "--treat-config-hints-as-errors"],
];

/** @param {readonly string[]} command */
function run(command) {
  return new Promise((resolve) => {
    const child = spawn("npx", ["--no-install", ...command], {
      shell: process.platform === "win32",
    });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("close", (code) => {
      if (code !== 0) console.error(`✗ ${command.join(" ")}\n${output}`);
      resolve(code === 0);
    });
  });
}

// The benchmarks are checked with the types of what they are measured against.
if (!existsSync("bench/node_modules")) {
  const options = { shell: process.platform === "win32", encoding: "utf8" };
  const { status, stderr } = spawnSync("npm", ["ci", "--prefix", "bench", "--silent"], options);
  if (status !== 0) throw new Error(`what the benchmarks need cannot be installed: ${stderr}`);
}
const results = await Promise.all(checks.map(run));
process.exitCode = results.every(Boolean) ? 0 : 1;

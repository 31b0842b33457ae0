import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildSync } from "esbuild";

/** The command as it is shipped (see esbuild.mjs): one bundle, run by Node in a process of its own. */
const bundle = join("out", "cli", "cli.js");
let isBuilt = false;

export function cliBundle(): string {
  if (!isBuilt) {
    buildSync({
      entryPoints: ["src/cli/main.ts"],
      outfile: bundle,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "es2022",
      banner: { js: 'const fileUrl = require("node:url").pathToFileURL(__filename).href;' },
      define: { "import.meta.url": "fileUrl" },
      logLevel: "warning",
    });
    isBuilt = true;
  }
  return bundle;
}

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `gradlens` from the top of the repository; a run that takes far too long is killed and has no status. */
export function gradlens(...args: readonly string[]): CliRun {
  const run: SpawnSyncReturns<string> = spawnSync(process.execPath, [cliBundle(), ...args], {
    encoding: "utf8",
    timeout: 60_000,
    maxBuffer: 256 * 1024 * 1024,
  });
  const { status, stdout, stderr } = run;
  return { status, stdout, stderr };
}

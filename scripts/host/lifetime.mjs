// What this process started must not outlive it, however it ends.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** @type {Set<() => void>} */
const cleanups = new Set();
let watching = false;

/**
 * Runs `cleanup` (synchronous) when this process exits, also by Ctrl-C or a polite kill.
 * @param {() => void} cleanup
 * @returns {() => void} takes it back
 */
export function onExit(cleanup) {
  if (!watching) {
    watching = true;
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
      process.on(signal, () => process.exit(128 + constants.signals[signal]));
    }
    process.on("exit", () => {
      // The newest first: a process before the folder that it writes to.
      for (const each of [...cleanups].reverse()) each();
    });
  }
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/**
 * A folder that disappears with this process.
 * @param {string} [within]
 */
export function temporaryFolder(within = tmpdir()) {
  const folder = mkdtempSync(join(within, "gradlens-"));
  onExit(() => removeFolder(folder));
  return folder;
}

/** @param {string} folder */
export function removeFolder(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // Something dying still writes there. It lies among temporary files, which is good enough.
  }
}

/**
 * Starts a process in a group of its own, so that its children can be stopped with it.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 */
export function spawnGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  const forget = onExit(() => signalGroup(child.pid, "SIGKILL"));
  return {
    child,
    /** Politely first; resolves when no process of the group is left. */
    async stop() {
      const deadline = Date.now() + 2000;
      signalGroup(child.pid, "SIGTERM");
      while (signalGroup(child.pid, 0) && Date.now() < deadline) await sleep(20);
      signalGroup(child.pid, "SIGKILL");
      forget();
    },
  };
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals | 0} signal
 * @returns whether there was anything to signal
 */
function signalGroup(pid, signal) {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

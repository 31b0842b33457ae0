// Stage 2: mocha in plain Node, driving the page of a real VS Code with Playwright.
import { join } from "node:path";
import Mocha from "mocha";
import { globSync } from "tinyglobby";
import { setWorkbench, workbench } from "./ui/fixture.mjs";
import { startSession } from "./ui/session.mjs";

/**
 * @param {import("./suiteStage.mjs").Run} run
 * @returns {Promise<import("./report.mjs").Totals>}
 */
export async function runPageTests(run) {
  console.log("Host: VS Code's server in a headless browser; the extension is installed.");
  const session = await startSession(run);
  setWorkbench(session.workbench);
  const mocha = new Mocha({ timeout: 120_000, ...(run.grep ? { grep: run.grep } : {}) });
  const ui = join(import.meta.dirname, "ui");
  for (const file of globSync("**/*.test.mjs", { cwd: ui, absolute: true })) mocha.addFile(file);
  try {
    await mocha.loadFilesAsync();
    let tests = 0;
    /** @type {Promise<unknown>[]} */
    const pictures = [];
    const failures = await new Promise((resolve) => {
      const runner = mocha.run(resolve);
      runner.on("test end", () => tests++);
      // At once: the hooks that follow tidy up what is to be seen.
      runner.on("fail", (test) => {
        pictures.push(workbench.screenshot(`failed ${test.fullTitle()}`));
      });
    });
    await Promise.allSettled(pictures);
    return { tests, failures };
  } finally {
    await session.stop();
  }
}

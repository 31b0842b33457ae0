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
  mocha.rootHooks({
    async afterEach() {
      const test = /** @type {Mocha.Context} */ (this).currentTest;
      if (test?.state === "failed") await workbench.screenshot(`failed ${test.fullTitle()}`);
    },
  });
  const ui = join(import.meta.dirname, "ui");
  for (const file of globSync("**/*.test.mjs", { cwd: ui, absolute: true })) mocha.addFile(file);
  try {
    await mocha.loadFilesAsync();
    let tests = 0;
    const failures = await new Promise((resolve) => {
      mocha.run(resolve).on("test end", () => tests++);
    });
    return { tests, failures };
  } finally {
    await session.stop();
  }
}

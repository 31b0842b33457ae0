// Runs the tests that need a real VS Code. `node test/editor/run.mjs --help` tells the options.

import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { requireBuild } from "../../scripts/host/extensions.mjs";
import { within } from "../../scripts/host/limits.mjs";
import { runSuite } from "./suiteStage.mjs";
import { runPageTests } from "./uiStage.mjs";

const usage = `node test/editor/run.mjs [options]

  --only suite|ui        only the tests inside the extension host, or only those of the page
  --grep TEXT            only tests whose title matches
  --host desktop|server  where the suite runs; otherwise the desktop VS Code if there is one
  --installed            the suite sees the extension installed instead of under development
  --extension FOLDER     the built extension
  --examples FOLDER      the workspace to open (a copy of it)
  --limit SECONDS        for the whole run`;

const root = resolve(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    only: { type: "string" },
    grep: { type: "string" },
    host: { type: "string" },
    installed: { type: "boolean", default: false },
    extension: { type: "string", default: root },
    examples: { type: "string" },
    limit: { type: "string", default: "900" },
    help: { type: "boolean", default: false },
  },
});

async function main() {
  const extension = resolve(values.extension);
  requireBuild(extension);
  const run = {
    extension,
    examples: resolve(values.examples ?? join(extension, "examples")),
    installed: values.installed,
    out: join(root, "out"),
    ...(values.host ? { host: values.host } : {}),
    ...(values.grep ? { grep: values.grep } : {}),
  };
  const stages = [
    { name: "suite", title: "In the extension host", start: runSuite },
    { name: "ui", title: "In the workbench's page", start: runPageTests },
  ].filter(({ name }) => (values.only ?? name) === name);

  let tests = 0;
  let failures = 0;
  for (const { title, start } of stages) {
    console.log(`\n— ${title} —`);
    const totals = await start(run);
    tests += totals.tests;
    failures += totals.failures;
  }
  console.log(`${tests} editor tests, ${failures} failed.`);
  // Having compared nothing is no success.
  return tests > 0 && failures === 0 ? 0 : 1;
}

if (values.help) {
  console.log(usage);
} else {
  const limit = Number(values.limit);
  try {
    process.exitCode = await within(main(), limit * 1000, `Not done within ${limit} s: given up.`);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
  // What is still open, such as a download nobody waits for, must not keep the run alive.
  process.exit();
}

// Loaded by VS Code's extension host (`extensionTestsPath`): runs mocha there and reports to run.mjs.
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import { keepSourceMaps, mapStack } from "./stacks.ts";

type Print = (...values: unknown[]) => void;

export async function run(): Promise<void> {
  // A socket, because what an extension host prints arrives differently in each kind of VS Code.
  const report = connect(Number(process.env.GRADLENS_REPORT_PORT), "127.0.0.1");
  await once(report, "connect");
  const send = (message: object) => report.write(`${JSON.stringify(message)}\n`);
  const print: Print = (...values) => send({ text: format(...values) });
  try {
    const totals = await runMocha(print);
    send(totals);
    if (totals.failures > 0) throw new Error(`${totals.failures} tests failed.`);
  } finally {
    report.end();
    await once(report, "close");
  }
}

async function runMocha(print: Print): Promise<{ tests: number; failures: number }> {
  keepSourceMaps();
  Mocha.reporters.Base.consoleLog = print;
  // VS Code ignores an assignment to `console.log`.
  globalThis.console = Object.create(console, { log: { value: print } });

  const mocha = new Mocha({
    timeout: 20_000,
    color: process.env.GRADLENS_COLOR === "1",
    ...(process.env.GRADLENS_GREP ? { grep: process.env.GRADLENS_GREP } : {}),
  });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".test.cjs")) mocha.addFile(join(__dirname, file));
  }
  let tests = 0;
  try {
    const failures = await new Promise<number>((resolve) => {
      const runner = mocha.run(resolve);
      runner.on("test end", () => tests++);
      runner.on("fail", (_test, error) => {
        if (error.stack) error.stack = mapStack(error.stack);
      });
    });
    return { tests, failures };
  } catch (error) {
    // A test file that cannot be loaded.
    print(error instanceof Error ? mapStack(error.stack ?? error.message) : error);
    throw error;
  }
}

// Loaded by VS Code's extension host (`extensionTestsPath`): runs mocha there and reports to run.mjs.
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { format } from "node:util";
import Mocha from "mocha";

export async function run(): Promise<void> {
  // A socket, because what an extension host prints arrives differently in each kind of VS Code.
  const report = connect(Number(process.env.GRADLENS_REPORT_PORT), "127.0.0.1");
  await once(report, "connect");
  const send = (message: object) => report.write(`${JSON.stringify(message)}\n`);
  const print = (...values: unknown[]) => send({ text: format(...values) });
  Mocha.reporters.Base.consoleLog = print;
  console.log = print;

  const mocha = new Mocha({
    timeout: 20_000,
    color: process.env.GRADLENS_COLOR === "1",
    ...(process.env.GRADLENS_GREP ? { grep: process.env.GRADLENS_GREP } : {}),
  });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".test.cjs")) mocha.addFile(join(__dirname, file));
  }
  let tests = 0;
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve).on("test end", () => tests++);
  });
  send({ tests, failures });
  report.end();
  await once(report, "close");
  if (failures > 0) throw new Error(`${failures} of ${tests} tests failed.`);
}

// `npm run test262 -- PATH-TO-A-CHECKOUT [FOLDER…]`: the language's own conformance suite through the interpreter.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { frontMatterOf, isLeftOut } from "./frontMatter.ts";
import { failuresOf, type Result, reasonsOf, tableOf } from "./report.ts";
import { runTest } from "./runTest.ts";

/** Here a wrong answer is never acceptable. */
const strictFolders = ["built-ins/Math", "language/expressions", "language/statements"];
const allFolders = [...strictFolders, "built-ins/Array", "built-ins/Number"];

function resultsOf(checkout: string, folder: string): readonly Result[] {
  const root = join(checkout, "test");
  const files = globSync(`${folder}/**/*.js`, { cwd: root, ignore: ["**/*_FIXTURE.js"] }).sort();
  return files.flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    const about = frontMatterOf(source);
    if (isLeftOut(about)) return [];
    return [{ folder, file, outcome: runTest(source, about.flags.includes("onlyStrict")) }];
  });
}

const [checkout, ...given] = process.argv.slice(2);
if (checkout === undefined || !existsSync(join(checkout, "test"))) {
  console.error("usage: npm run test262 -- PATH-TO-A-CHECKOUT-OF-tc39/test262 [FOLDER...]");
  process.exit(2);
}
const folders = given.length > 0 ? given : allFolders;
const results = folders.flatMap((folder) => resultsOf(checkout, folder));
console.log(tableOf(results, folders));
console.log(`\nDeclined, by reason:\n${reasonsOf(results)}`);
console.log(`\nFailed:\n${failuresOf(results) || "none"}`);
const isWrong = results.some(
  ({ file, outcome }) =>
    outcome.kind === "failed" && strictFolders.some((folder) => file.startsWith(`${folder}/`)),
);
process.exitCode = isWrong || results.length === 0 ? 1 : 0;

import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { globSync } from "tinyglobby";
import type { FileReport } from "./functionReport.ts";
import { isKnown, knownDifferences } from "./known.ts";
import { type CorpusPackage, corpusPackages } from "./packages.ts";
import { figures, percent, reportPage } from "./report.ts";
import { type PackageTally, placed, placeOf, shareOf } from "./tally.ts";
import { type CorpusTotals, totalsOf } from "./totals.ts";
import { serve } from "./worker.ts";
import { checkFiles, secondsAlone } from "./workers.ts";

/** The share must not fall below this; it was 95.0 % when this was written. */
const floor = 0.945;
const maximumSeconds = 3;
const maximumMegabytes = 500;
const page = "docs/corpus.md";

/** `npm run test:corpus -- [PACKAGE…] [--list TEXT]`. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { list: { type: "string" }, all: { type: "boolean" } },
  });
  const chosen = corpusPackages.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  );
  const filesOf = new Map(chosen.map((each) => [each.name, pathsOf(each)]));
  const started = performance.now();
  const { files, peakMegabytes } = await checkFiles([...filesOf.values()].flat());
  const packages = chosen.map((each) => tallyOf(each, filesOf.get(each.name) ?? [], files));
  const totals = totalsOf(packages, files);

  if (values.list !== undefined) return printFunctions(totals, values.list);
  printSummary(totals, values.all === true);
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `\n${seconds} s; slowest file ${totals.slowest.seconds.toFixed(2)} s (${totals.slowest.path}); ` +
      `at most ${Math.round(peakMegabytes)} MB in a process`,
  );
  const isWhole = chosen.length === corpusPackages.length;
  if (isWhole) writeFileSync(page, reportPage(totals));
  await printSlow(files);
  const failures = failuresOf(totals, files, peakMegabytes, isWhole);
  for (const failure of failures) console.log(`✗ ${failure}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

/**
 * Two engines on two processors slow each other down: what took long beside others is measured once more alone.
 * Times tell of the machine and of what else it does: they are said, and fail nothing.
 */
async function printSlow(files: readonly FileReport[]): Promise<void> {
  for (const { path, seconds, processorSeconds } of files) {
    if (seconds <= maximumSeconds) continue;
    const alone = await secondsAlone(path);
    const isSlow = alone === undefined || alone > maximumSeconds;
    console.log(
      `${isSlow ? "slow" : "well"}: ${path} takes ${alone?.toFixed(1) ?? "?"} s alone; it took ${seconds.toFixed(1)} s ` +
        `beside another, ${processorSeconds.toFixed(1)} s of all processors`,
    );
  }
}

function pathsOf({ name, files }: CorpusPackage): readonly string[] {
  const cwd = `node_modules/${name}`;
  const paths = globSync([...files], { cwd }).sort();
  if (paths.length === 0) throw new Error(`${name} is not installed: npm install`);
  return paths.map((path) => `${cwd}/${path}`);
}

function tallyOf(
  { name }: CorpusPackage,
  paths: readonly string[],
  files: readonly FileReport[],
): PackageTally {
  const own = files.filter(({ path }) => paths.includes(path));
  const manifest = readFileSync(`node_modules/${name}/package.json`, "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const seconds = own.reduce((sum, file) => sum + file.seconds, 0);
  return { name, version, files: own.length, seconds, functions: placed(own) };
}

function printSummary({ packages, reasons, ...rest }: CorpusTotals, isAll: boolean): void {
  for (const { name, functions, seconds } of packages) {
    const share = percent(shareOf(functions)).padStart(8);
    console.log(
      `${name.padEnd(24)}${String(functions.length).padStart(5)}${share}${seconds.toFixed(1).padStart(7)} s`,
    );
  }
  console.log("");
  for (const [label, value] of figures({ packages, reasons, ...rest }))
    console.log(`${label}: ${value}`);
  console.log("");
  for (const { reason, count, example } of isAll ? reasons : reasons.slice(0, 25)) {
    console.log(`${String(count).padStart(5)}  ${reason}\n       ${example}`);
  }
}

/** The functions whose reason or problem holds the text: what the people who mend things ask for. */
function printFunctions({ functions }: CorpusTotals, text: string): void {
  for (const fn of functions) {
    const lines = [fn.verdict, fn.reason ?? "", fn.unverified ?? "", ...fn.problems];
    if (!lines.some((line) => line.includes(text))) continue;
    console.log(`${placeOf(fn)}: ${lines.filter((line) => line !== "").join("\n    ")}`);
  }
}

function failuresOf(
  totals: CorpusTotals,
  files: readonly FileReport[],
  peakMegabytes: number,
  isWhole: boolean,
): readonly string[] {
  const share = shareOf(totals.functions);
  return [
    ...totals.functions.flatMap((fn) =>
      fn.problems
        .filter((text) => !isKnown(fn.path, fn.name, text))
        .map((text) => `${placeOf(fn)}: ${text}`),
    ),
    ...(isWhole ? knownDifferences : [])
      .filter(
        ({ path, name }) =>
          !totals.functions.some(
            (fn) => fn.name === name && fn.path.endsWith(path) && fn.problems.length > 0,
          ),
      )
      .map(({ path, name }) => `${path} ${name} is right now: take it off the known differences`),
    ...files.flatMap(({ path, problems }) => problems.map((text) => `${path}: ${text}`)),
    ...(peakMegabytes > maximumMegabytes ? [`a process took ${Math.round(peakMegabytes)} MB`] : []),
    ...(isWhole && share < floor ? [`the share is below ${percent(floor)}`] : []),
  ];
}

if (process.send) serve();
else void main();

import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { diskSources } from "../../src/cli/readSource.ts";
import { type Analyzer, createAnalyzer } from "../../src/core/analysis/document/analyzer.ts";
import type { FunctionAnalysis } from "../../src/core/analysis/document/functionAnalysis.ts";
import type { FunctionEntry } from "../../src/core/syntax/functions.ts";
import type { ParsedModule } from "../../src/core/syntax/parsedModule.ts";
import { checkFunction } from "./checkFunction.ts";
import { numericFunctions } from "./denominator.ts";
import { type CallingFile, callingFile, exposeFunctions } from "./exposed.ts";
import { type FileReport, type FunctionReport, noEntries } from "./functionReport.ts";
import { bundleForNode, readText } from "./nodeFile.ts";
import { nodeSide } from "./nodeSide.ts";
import { within } from "./within.ts";

/** Nothing in the corpus needs a tenth of it on an idle machine; what does hangs. */
const functionMilliseconds = 120_000;

/** One file: Gradlens first, as an editor would, then every numeric function of it in Node. */
export async function checkFile(
  path: string,
  onFunction: (name: string) => void,
): Promise<FileReport> {
  const { analysis, uri, ...times } = analysed(path);
  const { module, syntaxError } = analysis;
  if (!module) {
    return { path, functions: [], ...times, problems: [`does not parse: ${syntaxError?.message}`] };
  }
  const entries = numericFunctions(module);
  if (entries.length === 0) return { path, functions: [], ...times, problems: [] };
  const lenses = new Map(analysis.functions.map((fn) => [fn.name, fn]));
  const callers = entries.some(({ name }) => isGiven(lenses.get(name))) ? callersIn(module) : [];
  const exposed = exposeFunctions(module, uri, entries, callers);
  const bundle = (wayIn?: string) =>
    bundleForNode(path, exposed.text, exposed.exposures, callers, wayIn);
  const alone = await bundle();
  // Read as its package's users get it, it is loaded so in Node too.
  const needsOthers = entries.some(({ name }) => isAmongOthers(lenses.get(name)));
  const wayIn = needsOthers ? module.around().at(-1)?.uri : undefined;
  const amongOthers = wayIn === undefined ? alone : await bundle(fileURLToPath(wayIn));
  const functions = entries.map((entry): FunctionReport => {
    onFunction(entry.name);
    const fn = lenses.get(entry.name);
    if (!fn) return crashed(entry, "it has no lens");
    try {
      return within(functionMilliseconds, () =>
        checkFunction(module, entry, fn, nodeSide(isAmongOthers(fn) ? amongOthers : alone, entry)),
      );
    } catch (thrown) {
      return crashed(entry, (thrown as Error).stack ?? String(thrown));
    }
  });
  return { path, functions, ...times, problems: [] };
}

/** What Gradlens has to say of a file, and how long it takes. */
export function analysed(path: string) {
  const text = readText(path);
  const uri = pathToFileURL(resolve(path)).href;
  const started = performance.now();
  const before = process.cpuUsage();
  const analyzer = analyzerFor(path);
  const analysis = analyzer.analyze({ uri, version: 1, text });
  analyzer.close(uri);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - started) / 1000;
  return { analysis, uri, seconds, processorSeconds: (user + system) / 1e6 };
}

const maximumCallers = 12;

/** The files that import this one, by their own paths. */
function callersIn(module: ParsedModule): readonly CallingFile[] {
  return module
    .project()
    .filter(({ imports }) => imports.has(module.uri))
    .slice(0, maximumCallers)
    .flatMap((file) => {
      const parsed = module.parsed(file);
      return parsed ? [callingFile(realpathSync(fileURLToPath(encodeURI(file.uri))), parsed)] : [];
    });
}

let last: { readonly folder: string; readonly analyzer: Analyzer } | undefined;

/** The same for the files of a package, as in an editor: what one imports is known when the next one does. */
function analyzerFor(path: string): Analyzer {
  const folder = /^node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path;
  if (last?.folder !== folder) last = { folder, analyzer: createAnalyzer(diskSources) };
  return last.analyzer;
}

/** Something that it is called with was found where others call it, or may have been where it gives no number. */
function isGiven(fn: FunctionAnalysis | undefined): boolean {
  if (!fn) return false;
  const { outcome } = fn;
  return outcome.kind === "declined"
    ? outcome.reason.message.startsWith("it gives a function")
    : outcome.questions.given.texts.size > 0;
}

function isAmongOthers(fn: FunctionAnalysis | undefined): boolean {
  if (!fn) return false;
  const { outcome } = fn;
  return outcome.kind === "declined"
    ? outcome.isAmongOthers === true
    : outcome.questions.isAmongOthers;
}

function crashed(entry: FunctionEntry, message: string): FunctionReport {
  return {
    name: entry.name,
    line: entry.node.loc.start.line,
    verdict: "declined",
    reason: "crash",
    problems: [`crash: ${message}`],
    points: 0,
    unverified: undefined,
    entries: noEntries,
    worst: 0,
  };
}

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { globSync } from "tinyglobby";
import { diskSources } from "../../src/cli/readSource.ts";
import { createAnalyzer } from "../../src/core/analysis/document/analyzer.ts";
import type { TracedFunction } from "../../src/core/analysis/document/functionAnalysis.ts";
import { derivativesOf } from "../../src/core/analysis/formulas/derivatives.ts";
import type { NodeId } from "../../src/core/tape/tape.ts";
import { corpusPackages } from "../corpus/packages.ts";
import { toleranceAt } from "../unit/symbolic/runCode.ts";
import { roundingOf } from "./rounding.ts";
import { typeErrors } from "./typeErrors.ts";
import { treeOf, typeText, valuesOf } from "./typeOfPaths.ts";

/**
 * `npm run test:code -- [PACKAGE…]`: the TypeScript of every derivative in the corpus is type-checked
 * over the function's inputs and run at the sample point, where it has to give the Jacobian's entry.
 */

const tolerance = 1e-10;
/** Below it numbers have fewer digits. */
const smallestNormal = 2 ** -1022;

interface Entry {
  readonly place: string;
  readonly code: string;
  readonly expected: number;
  readonly traced: TracedFunction;
  readonly output: NodeId;
  readonly input: NodeId;
}

interface Tally {
  entries: number;
  omitted: number;
  checked: number;
  infinite: number;
  /** Entries that are little more than their own rounding: what is left where terms cancel. */
  rounded: number;
  worst: number;
  readonly problems: string[];
}

function main(): void {
  const names = process.argv.slice(2);
  const tally: Tally = {
    entries: 0,
    omitted: 0,
    checked: 0,
    infinite: 0,
    rounded: 0,
    worst: 0,
    problems: [],
  };
  for (const { name, files } of corpusPackages) {
    if (names.length > 0 && !names.includes(name)) continue;
    const cwd = `node_modules/${name}`;
    const paths = globSync([...files], { cwd }).sort();
    if (paths.length === 0) throw new Error(`${name} is not installed: npm install`);
    const before = { ...tally, problems: tally.problems.length };
    const entries = paths.flatMap((path) => entriesOf(`${cwd}/${path}`, tally));
    checkTypes(entries, tally);
    for (const entry of entries) checkValue(entry, tally);
    const found = tally.problems.slice(before.problems);
    console.log(
      `${name.padEnd(24)}${String(entries.length).padStart(6)} formulas, ${found.length} problems`,
    );
    for (const problem of found.slice(0, 8)) console.log(`  ✗ ${problem}`);
    if (found.length > 8) console.log(`  … ${found.length - 8} more`);
  }
  console.log(
    `\n${tally.entries} entries of Jacobians: ${tally.omitted} without a formula, ` +
      `${tally.checked} compared, ${tally.infinite} not finite; worst relative difference ` +
      `${tally.worst.toExponential(1)}, but for ${tally.rounded} that cancel to within their own rounding`,
  );
  console.log(`${tally.problems.length} problems`);
  process.exitCode = tally.problems.length === 0 ? 0 : 1;
}

function entriesOf(path: string, tally: Tally): readonly Entry[] {
  const text = readFileSync(path, "utf8");
  const uri = pathToFileURL(resolve(path)).href;
  const { functions } = createAnalyzer(diskSources).analyze({ uri, version: 1, text });
  return functions.flatMap((fn) => {
    const traced = fn.outcome;
    if (traced.kind === "declined") return [];
    const line = text.slice(0, fn.range.start).split("\n").length;
    return derivativesOf(fn).flatMap((derivative, index) => {
      tally.entries++;
      if (!derivative) {
        tally.omitted++;
        return [];
      }
      const { length } = traced.inputs;
      const [row, column] = [Math.floor(index / length), index % length];
      const expected = traced.jacobian[row]?.[column] ?? Number.NaN;
      const output = traced.tape.outputs[row]?.node ?? 0;
      const free = traced.tape.inputs.filter(({ role }) => role === "free");
      const input = free[column]?.node ?? 0;
      const place = `${path}:${line} ${fn.name}`;
      // Out here a private field is a property like any other.
      const code = derivative.code.replace(/\.#([\w$]+)/g, '["#$1"]');
      return { place, code, expected, traced, output, input };
    });
  });
}

/**
 * One line per formula, so that a message is easily told to belong to it. A function without
 * parameters has its `arguments`, which nobody may declare.
 */
function checkTypes(entries: readonly Entry[], tally: Tally): void {
  const lines = entries.map(({ code, traced }, index) => {
    const tree = treeOf(
      traced.tape.inputs.flatMap(({ path, role }) => (role === "noise" ? [] : path)),
    );
    // `this` has to be the first.
    const roots = [...(tree ?? [])].sort(([a], [b]) => Number(b === "this") - Number(a === "this"));
    const parameters = roots
      .filter(([name]) => name !== "arguments")
      .map(([name, branch]) => `${name}: ${typeText(branch)}`);
    return `export function f${index}(${parameters.join(", ")}): number { return ${code}; }`;
  });
  for (const [line, message] of typeErrors(lines.join("\n"))) {
    const entry = entries[line];
    tally.problems.push(`${entry?.place}: ${message}: ${entry?.code.slice(0, 200)}`);
  }
}

function checkValue({ place, code, expected, traced, output, input }: Entry, tally: Tally): void {
  if (!Number.isFinite(expected)) {
    tally.infinite++;
    return;
  }
  const { tape } = traced;
  const leaves = new Map(tape.inputs.map(({ path, node }) => [path, tape.values[node] as number]));
  const { this: self, arguments: passed = [], ...values } = valuesOf(leaves);
  try {
    const body = `"use strict"; return function () { return (${code}); };`;
    const run = new Function(...Object.keys(values), body)(...Object.values(values));
    const actual = run.apply(self, passed) as number;
    const size = Math.max(Math.abs(expected), Math.abs(actual));
    const difference = size === 0 ? 0 : Math.abs(actual - expected) / size;
    tally.checked++;
    if (difference <= tolerance) {
      tally.worst = Math.max(tally.worst, difference);
      return;
    }
    const point = tape.inputs.map(({ node }) => tape.values[node] as number);
    const rounding = Math.max(
      toleranceAt(tape, output, input, point),
      roundingOf(tape, output, input, expected),
    );
    if (Math.abs(actual - expected) <= rounding || size < smallestNormal) tally.rounded++;
    else tally.problems.push(`${place}: ${actual}, not ${expected}: ${code.slice(0, 200)}`);
  } catch (thrown) {
    tally.problems.push(`${place}: ${String(thrown)}: ${code.slice(0, 200)}`);
  }
}

main();

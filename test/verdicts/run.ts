// Plants mistakes into right derivatives and asks for the verdict on each; every figure is printed, and a goal that is missed fails the run.
import { checkModule } from "../../src/core/gradcheck/checkModule.ts";
import { fixesOf } from "../../src/core/gradcheck/fixes/fixes.ts";
import type { GradientCheck, Verdict } from "../../src/core/gradcheck/gradientCheck.ts";
import { findPairs } from "../../src/core/gradcheck/pairs.ts";
import { parseSource } from "../../src/core/syntax/parse.ts";
import { createModule, type ParsedModule } from "../../src/core/syntax/parsedModule.ts";
import { defaultLimits } from "../../src/core/trace/budget.ts";
import { correctTexts } from "./corpus.ts";
import { type Edited, mutantsOf, variationsOf } from "./edits.ts";
import { differ, numbersOf } from "./evaluate.ts";

const rightVerdicts: ReadonlySet<Verdict> = new Set(["equal", "equal-of-output", "kink"]);
const isVerbose = process.argv.includes("--verbose");
const times: number[] = [];
const complaints: string[] = [];

interface Checked {
  readonly module: ParsedModule;
  readonly check: GradientCheck | undefined;
}

function checked(text: string): Checked | undefined {
  const outcome = parseSource(text, "pair.js");
  if (outcome.kind !== "parsed") return undefined;
  const module = createModule(text, outcome.program, outcome.unread);
  const start = performance.now();
  const checks = checkModule(module, defaultLimits);
  times.push(performance.now() - start);
  return { module, check: checks.at(-1) };
}

/** The text with the derivative of another function in place of its own. */
function copied(text: string): Edited | undefined {
  const match = /^(function f\(x\).*)\nfunction fPrime\(x\)/.exec(text);
  if (!match) return undefined;
  const other = "function g(x) { return Math.tan(x) / 3 }";
  const wrong = "function fPrime(x) { return 1 / (3 * Math.cos(x) ** 2) }";
  return {
    label: "copied",
    kinds: ["copied-derivative"],
    text: `${match[1]}\n${other}\n${wrong}`,
  };
}

/** Conventions that only guess: they speak where they are sure, and are silent otherwise. */
const guesses: ReadonlySet<string> = new Set(["domain", "class", "inline"]);
const mutants: (Edited & { readonly mayBeSilent: boolean })[] = [];
const variations: string[] = [];
let falseAlarms = 0;

for (const text of correctTexts) {
  const found = checked(text);
  const entry =
    found &&
    findPairs(found.module).pairs.find(
      ({ derivative }) => derivative.name === found.check?.derivative.name,
    )?.derivative;
  if (!found?.check || !rightVerdicts.has(found.check.verdict)) {
    falseAlarms++;
    complaints.push(`false alarm: ${found?.check?.verdict ?? "no pair"}\n${text}`);
  }
  if (!found || !entry) continue;
  const numbers = numbersOf(text, entry);
  if (!numbers) throw new Error(`it cannot be run:\n${text}`);
  const isChange = ({ text: next }: Edited) => {
    const changed = parseSource(next, "pair.js");
    if (changed.kind !== "parsed") return false;
    const after = numbersOf(next, entry);
    return after !== undefined && differ(numbers, after);
  };
  const copy = copied(text);
  const mayBeSilent = guesses.has(found.check?.convention ?? "");
  mutants.push(
    ...[...mutantsOf(text, entry.node), ...(copy ? [copy] : [])]
      .filter(isChange)
      .map((mutant) => ({ ...mutant, mayBeSilent })),
  );
  variations.push(
    ...variationsOf(text, entry.node)
      .filter((variation) => !isChange(variation))
      .map((variation) => variation.text),
  );
}

for (const text of variations) {
  const verdict = checked(text)?.check?.verdict;
  if (verdict !== undefined && rightVerdicts.has(verdict)) continue;
  falseAlarms++;
  complaints.push(`false alarm: ${verdict ?? "no pair"}\n${text}`);
}

interface Tally {
  count: number;
  caught: number;
  classed: number;
  told: number;
}
const tallies = new Map<string, Tally>();
let wrongFactors = 0;
let silent = 0;

for (const { label, kinds, text, mayBeSilent } of mutants) {
  const tally = tallies.get(label) ?? { count: 0, caught: 0, classed: 0, told: 0 };
  tallies.set(label, tally);
  tally.count++;
  const found = checked(text);
  const check = found?.check;
  if (!check && mayBeSilent) {
    tally.caught++;
    silent++;
    continue;
  }
  if (!check || rightVerdicts.has(check.verdict)) {
    complaints.push(`missed: ${label}, ${check?.verdict ?? "no pair"}\n${text}`);
    continue;
  }
  tally.caught++;
  const { diagnosis } = check;
  if (!diagnosis) continue;
  tally.classed++;
  if (kinds.includes(diagnosis.kind)) tally.told++;
  else complaints.push(`class: ${label}, told ${diagnosis.kind}: ${diagnosis.message}\n${text}`);
  if (namesWrongFactor(found.module, check)) {
    wrongFactors++;
    complaints.push(`wrong factor: ${diagnosis.message}\n${text}`);
  }
}

/** A factor named without an alternative must be one that repairs the result, as a whole or in a term. */
function namesWrongFactor(module: ParsedModule, check: GradientCheck): boolean {
  const { diagnosis } = check;
  if (check.verdict !== "wrong" || diagnosis?.multiplier === undefined) return false;
  if (diagnosis.alternatives.length > 0) return false;
  const parse = (text: string) => {
    const outcome = parseSource(text, "pair.js");
    return outcome.kind === "parsed"
      ? createModule(text, outcome.program, outcome.unread)
      : undefined;
  };
  return !fixesOf(module, check, defaultLimits, parse).some(({ isSmallest }) => isSmallest);
}

const sum = (pick: (tally: Tally) => number) =>
  [...tallies.values()].reduce((total, tally) => total + pick(tally), 0);
const count = sum((tally) => tally.count);
const caught = sum((tally) => tally.caught);
const classed = sum((tally) => tally.classed);
const told = sum((tally) => tally.told);
times.sort((a, b) => a - b);
const median = times[Math.floor(times.length / 2)] ?? 0;
const worst = times.at(-1) ?? 0;
const percent = (part: number, whole: number) => (100 * part) / Math.max(1, whole);

console.log(`${correctTexts.length} right pairs, ${variations.length} variations of them`);
for (const [label, tally] of tallies) {
  const share = percent(tally.told, tally.classed).toFixed(0);
  console.log(
    `  ${label.padEnd(16)} ${String(tally.count).padStart(5)}  caught ${tally.caught}  right class ${share} %`,
  );
}
console.log(`${silent} of them left without a word, where only words of a field had paired them`);

/** What is to be reached, and below what the run fails: the figures reached so far. */
const figures = [
  { name: "right pairs", value: correctTexts.length, goal: 150, floor: 150, isLeast: true },
  { name: "right variations", value: variations.length, goal: 500, floor: 500, isLeast: true },
  { name: "mutants", value: count, goal: 1000, floor: 1000, isLeast: true },
  {
    name: "not called equal, %",
    value: percent(caught, count),
    goal: 99.5,
    floor: 99.5,
    isLeast: true,
  },
  { name: "right class, %", value: percent(told, classed), goal: 95, floor: 95, isLeast: true },
  { name: "wrong factor with confidence", value: wrongFactors, goal: 0, floor: 0, isLeast: false },
  { name: "false alarms", value: falseAlarms, goal: 0, floor: 0, isLeast: false },
  { name: "median time, ms", value: median, goal: 30, floor: 30, isLeast: false },
  { name: "worst time, ms", value: worst, goal: 500, floor: 500, isLeast: false },
];
let failed = false;
for (const { name, value, goal, floor, isLeast } of figures) {
  const reaches = (limit: number) => (isLeast ? value >= limit : value <= limit);
  const note = reaches(goal) ? "" : reaches(floor) ? "  short of the goal" : "  MISSED";
  if (!reaches(floor)) failed = true;
  const text = Number.isInteger(value) ? String(value) : value.toFixed(1);
  console.log(
    `${name.padEnd(30)} ${text.padStart(8)}   goal ${isLeast ? "≥" : "≤"} ${goal}${note}`,
  );
}
if (isVerbose || failed) for (const complaint of complaints) console.log(`\n${complaint}`);
process.exitCode = failed ? 1 : 0;

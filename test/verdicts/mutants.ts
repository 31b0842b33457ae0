import { findPairs } from "../../src/core/gradcheck/findPairs.ts";
import { fixesOf } from "../../src/core/gradcheck/fixes/fixes.ts";
import type { GradientCheck } from "../../src/core/gradcheck/gradientCheck.ts";
import { parseSource } from "../../src/core/syntax/parse.ts";
import type { ParsedModule } from "../../src/core/syntax/parsedModule.ts";
import { defaultLimits } from "../../src/core/trace/budget.ts";
import { checked, moduleOf, rightVerdicts } from "./checked.ts";
import { correctTexts } from "./corpus.ts";
import { type Edited, mutantsOf, variationsOf } from "./edits.ts";
import { differ, numbersOf } from "./evaluate.ts";
import type { Findings } from "./figure.ts";

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
interface Tally {
  count: number;
  caught: number;
  classed: number;
  told: number;
}
/** Right derivatives, rewritten ones that are still right, and each with one mistake. */
export function mutants(): Findings {
  const complaints: string[] = [];
  const planted: (Edited & { readonly mayBeSilent: boolean })[] = [];
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
    planted.push(
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

  const tallies = new Map<string, Tally>();
  let wrongFactors = 0;
  let silent = 0;

  for (const { label, kinds, text, mayBeSilent } of planted) {
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

  const sum = (pick: (tally: Tally) => number) =>
    [...tallies.values()].reduce((total, tally) => total + pick(tally), 0);
  const count = sum((tally) => tally.count);
  const caught = sum((tally) => tally.caught);
  const classed = sum((tally) => tally.classed);
  const told = sum((tally) => tally.told);
  return {
    complaints,
    lines: [
      `${correctTexts.length} right pairs, ${variations.length} variations of them`,
      ...[...tallies].map(([label, tally]) => {
        const share = percent(tally.told, tally.classed).toFixed(0);
        return `  ${label.padEnd(16)} ${String(tally.count).padStart(5)}  caught ${tally.caught}  right class ${share} %`;
      }),
      `${silent} of them left without a word, where only words of a field had paired them`,
    ],
    figures: [
      { name: "right pairs that are mutated", value: correctTexts.length, least: 150 },
      { name: "right variations", value: variations.length, least: 500 },
      { name: "mutants", value: count, least: 1000 },
      { name: "not called equal, %", value: percent(caught, count), least: 99.5 },
      { name: "right class, %", value: percent(told, classed), least: 95 },
      { name: "wrong factor with confidence", value: wrongFactors, most: 0 },
      { name: "false alarms", value: falseAlarms, most: 0 },
    ],
  };
}

const percent = (part: number, whole: number) => (100 * part) / Math.max(1, whole);

/** A factor named without an alternative must be one that repairs the result, as a whole or in a term. */
function namesWrongFactor(module: ParsedModule, check: GradientCheck): boolean {
  const { diagnosis } = check;
  if (check.verdict !== "wrong" || diagnosis?.multiplier === undefined) return false;
  if (diagnosis.alternatives.length > 0) return false;
  return !fixesOf(module, check, defaultLimits, moduleOf).some(({ isSmallest }) => isSmallest);
}

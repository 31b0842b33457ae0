import { knownDifferences } from "./known.ts";
import {
  countOf,
  needsFunction,
  numericShareOf,
  ownShareOf,
  type PackageTally,
  type ReasonTally,
  shareOf,
} from "./tally.ts";
import type { CorpusTotals } from "./totals.ts";

/** The page that is kept: nothing in it changes from run to run unless the product or the corpus does. */
export function reportPage(totals: CorpusTotals): string {
  return [
    "# Corpus run",
    "",
    "Written by `npm run test:corpus`. Gradlens reads the numeric functions of published packages; the same",
    "functions run in Node. Every number must be Node's own, bit for bit, and every derivative what",
    "differences in Node say.",
    "",
    ...howItCounts,
    "",
    "## Figures",
    "",
    ...figures(totals).map(([label, value]) => `- ${label}: ${value}`),
    "",
    "## Packages",
    "",
    "| Package | Version | Files | Functions | Differentiable | Constant | No number | Share |",
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...totals.packages.map(packageRow),
    "",
    "## Derivatives that differ from differences",
    "",
    "| Function | Why |",
    "| --- | --- |",
    ...knownDifferences.map(({ path, name, why }) => `| ${path} ${name} | ${why} |`),
    "",
    "## Reasons",
    "",
    ...reasonTable(totals.reasons),
    "",
  ].join("\n");
}

const howItCounts = [
  "## What is counted",
  "",
  "- A **numeric function** is a function of the module or a member of one of its objects or classes whose",
  "  body holds at least three arithmetic operations: `+ - * / % **` between two values and the assignments",
  "  `+=` and so on. `++`, text put together with `+`, comparisons, bit operations and calls of `Math` are",
  "  none. A function inside a function is part of that one. Constructors are not counted: they give no",
  "  number.",
  "- **Differentiable**: a derivative path leads from an input to an output.",
  "- **Constant**, rightly: Gradlens says that no output depends on an input; differences in Node at the same",
  "  points say so too, or there is no numeric input that could be moved.",
  "- **No number**, rightly: it gives a function, text, a truth value, a date, bytes or nothing, in Node too, and it changes",
  "  no number of its arguments or of `this`. Such a function has no derivative; the second share leaves it out.",
  "- **Waiting for a function** that the caller gives: nothing in the file says what the parameter is. It",
  "  counts as not differentiable in the share; the third share leaves it out.",
  "- Everything else is listed below with its reason.",
  "- **Values** are compared at the sample point of the lens, close by it, in the unit interval and among",
  "  negative numbers. Methods are called on an instance of the real class, made with the same arguments,",
  "  with the numbers of the trace put into it. `Math.random` and `Date.now` give Node the numbers that they",
  "  gave in the trace.",
  "- **Gradients** are compared with central differences of fourth order in Node, for up to eight inputs",
  "  of a function at each point, within 10⁻⁶ relative to the derivative (or to a thousandth of value / input,",
  "  where that is larger). The step is the one at which two successive estimates agree best. Not compared,",
  "  but counted as rough: estimates that do not agree to 10⁻⁷, whose two sides part, or which steps too",
  "  small for any stair contradict (kinks, jumps, rounding); outputs that answer a change of all inputs by",
  "  10⁻¹³ with more than 10⁻⁶, which are made of rounding; and what single precision hides. A derivative",
  "  of one side at a point where Gradlens itself notes an edge is counted as such.",
];

/** What is printed and kept alike. */
export function figures(totals: CorpusTotals): readonly (readonly [string, string])[] {
  const { functions, entries } = totals;
  return [
    ["packages", String(totals.packages.length)],
    ["numeric functions", String(functions.length)],
    ["differentiable", String(countOf(functions, "differentiable"))],
    ["constant", String(countOf(functions, "constant"))],
    ["no number", String(countOf(functions, "no number"))],
    ["share", percent(shareOf(functions))],
    ["share of those with a number", percent(numericShareOf(functions))],
    [
      "waiting for a function that the caller gives",
      String(functions.filter(needsFunction).length),
    ],
    ["share without those", percent(ownShareOf(functions))],
    ["functions compared with Node", `${totals.compared} at ${totals.points} points`],
    ["traced, but out of Node's reach", String(totals.unverified)],
    ["values that differ", `in ${totals.wrongValues} functions`],
    ["derivatives compared", String(entries.checked)],
    ["derivatives off", `in ${totals.wrongGradients} functions`],
    ["rough places, not compared", String(entries.rough)],
    ["one-sided at an edge that is noted, not compared", String(entries.edges)],
    ["values not finite, not compared", String(entries.infinite)],
    ["worst relative error of a derivative", totals.worst.toExponential(0)],
  ];
}

export function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

function packageRow({ name, version, files, functions }: PackageTally): string {
  const cells = [
    name,
    version,
    files,
    functions.length,
    countOf(functions, "differentiable"),
    countOf(functions, "constant"),
    countOf(functions, "no number"),
    percent(shareOf(functions)),
  ];
  return `| ${cells.join(" | ")} |`;
}

function reasonTable(reasons: readonly ReasonTally[]): readonly string[] {
  const rows = reasons.map(
    ({ reason, count, example }) => `| ${count} | ${reason.replaceAll("|", "\\|")} | ${example} |`,
  );
  return ["| Functions | Reason | For example |", "| ---: | --- | --- |", ...rows];
}

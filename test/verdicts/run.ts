// Judges right and wrong derivatives of our own writing and those of published packages; every figure is printed, and a goal that is missed fails the run.
import { times } from "./checked.ts";
import { coldPoints } from "./coldPoints.ts";
import { figureLine, isMissed } from "./figure.ts";
import { mutants } from "./mutants.ts";
import { packages } from "./packages.ts";
import { rightPairs } from "./rightPairs.ts";

const isVerbose = process.argv.includes("--verbose");
const parts = [coldPoints(), rightPairs(), packages(), mutants()];

times.sort((a, b) => a - b);
const figures = [
  ...parts.flatMap((part) => part.figures),
  { name: "median time of a pair, ms", value: times[times.length >> 1] ?? 0, most: 30 },
  { name: "worst time of a pair, ms", value: times.at(-1) ?? 0, most: 500 },
];
for (const line of [...parts.flatMap(({ lines }) => lines), ...figures.map(figureLine)])
  console.log(line);
const failed = figures.some(isMissed);
if (isVerbose || failed)
  for (const complaint of parts.flatMap(({ complaints }) => complaints))
    console.log(`\n${complaint}`);
process.exitCode = failed ? 1 : 0;

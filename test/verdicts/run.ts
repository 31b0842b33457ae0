// Judges right and wrong derivatives of our own writing and those of published packages; every figure is printed, and a goal that is missed fails the run, except one of time.

import { catalogue } from "./catalogue.ts";
import { times } from "./checked.ts";
import { coldPoints } from "./coldPoints.ts";
import { fails, figureLine } from "./figure.ts";
import { mutants } from "./mutants.ts";
import { packages } from "./packages.ts";
import { rightPairs } from "./rightPairs.ts";

const isVerbose = process.argv.includes("--verbose");
const parts = [coldPoints(), rightPairs(), catalogue(), packages(), mutants()];

times.sort((a, b) => a - b);
const figures = [
  ...parts.flatMap((part) => part.figures),
  {
    name: "median time of a pair, ms",
    value: times[times.length >> 1] ?? 0,
    most: 30,
    isTime: true,
  },
  { name: "worst time of a pair, ms", value: times.at(-1) ?? 0, most: 500, isTime: true },
];
for (const line of [...parts.flatMap(({ lines }) => lines), ...figures.map(figureLine)])
  console.log(line);
const failed = figures.some(fails);
if (isVerbose || failed)
  for (const complaint of parts.flatMap(({ complaints }) => complaints))
    console.log(`\n${complaint}`);
process.exitCode = failed ? 1 : 0;

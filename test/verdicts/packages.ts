import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { globSync } from "tinyglobby";
import { diskSources } from "../../src/cli/readSource.ts";
import { createAnalyzer } from "../../src/core/analysis/document/analyzer.ts";
import { checkMessage } from "../../src/core/analysis/lens/lensText.ts";
import { readText } from "../corpus/nodeFile.ts";
import { corpusPackages } from "../corpus/packages.ts";
import { rightVerdicts } from "./checked.ts";
import type { Findings } from "./figure.ts";
import { foundBugs } from "./found.ts";

/** Hand-written derivatives where the other figures of the corpus have nothing to compare. */
const beside: typeof corpusPackages = [{ name: "fmin", files: ["src/visualizations/*.js"] }];

/** Published code: every diagnostic is a bug that was looked at, and every such bug is found. */
export function packages(): Findings {
  const analyzer = createAnalyzer(diskSources);
  const complaints: string[] = [];
  let files = 0;
  let right = 0;
  let alarms = 0;
  const found = new Set<string>();
  for (const { name, files: globs } of [...corpusPackages, ...beside]) {
    const cwd = `node_modules/${name}`;
    for (const file of globSync([...globs], { cwd }).sort()) {
      const path = `${cwd}/${file}`;
      const uri = pathToFileURL(resolve(path)).href;
      const document = { uri, version: 1, text: readText(path) };
      files++;
      for (const check of analyzer.analyze(document, { part: "checks" }).checks) {
        if (rightVerdicts.has(check.verdict)) right++;
        const isProblem = /^(wrong|conditional|proportional)$/.test(check.verdict);
        if (!isProblem || check.isStated) continue;
        const bug = foundBugs.find(
          (one) => path.endsWith(one.path) && one.name === check.derivative.name,
        );
        if (bug) found.add(`${bug.path} ${bug.name}`);
        else {
          alarms++;
          complaints.push(`diagnostic in ${path}: ${checkMessage(check)}`);
        }
      }
    }
  }
  return {
    lines: [`${files} files of ${corpusPackages.length} packages`],
    complaints,
    figures: [
      { name: "right derivatives in packages", value: right, least: 66 },
      { name: "unexplained diagnostics in packages", value: alarms, most: 0 },
      {
        name: `real bugs found again of ${foundBugs.length}`,
        value: found.size,
        least: foundBugs.length,
      },
    ],
  };
}

// What the server would tell about the functions of the lesson files, written to the file that is named.
import { readFileSync, writeFileSync } from "node:fs";
import { createAnalyzer } from "../../src/core/analysis/document/analyzer.ts";
import type { PanelContent } from "../../src/protocol/panelMessages.ts";
import { panelTraceOf } from "../../src/server/trace.ts";

const files = [
  "examples/chainRule.ts",
  "examples/dragTheRate.ts",
  "examples/backpropagation.ts",
  "examples/jacobians.ts",
  "test/panel/functions.ts",
];

const analyzer = createAnalyzer();
const contents: Record<string, PanelContent> = {};
for (const file of files) {
  const text = readFileSync(file, "utf8");
  const source = { uri: `file:///${file}`, version: 1 };
  for (const fn of analyzer.analyze({ ...source, text }).functions) {
    contents[fn.name] = { kind: "function", text, trace: panelTraceOf(source, fn) };
  }
}
writeFileSync(process.argv[2] as string, JSON.stringify(contents));

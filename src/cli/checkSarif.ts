import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { version } from "../../package.json";
import type { GradientCheck } from "../core/gradcheck/gradientCheck.ts";
import { lineColumnAt, type SourceRange } from "../core/util/sourceRange.ts";
import { type CheckedFile, failingVerdicts } from "./checkedFile.ts";
import { checkSentence } from "./checkText.ts";
import { numberText } from "./numberText.ts";

/** SARIF 2.1.0, the form in which code hosts take findings: what failed, and nothing else. */
export function checkSarif(files: readonly CheckedFile[]): string {
  const results = files.flatMap((file) =>
    file.checks
      .filter(({ verdict }) => failingVerdicts.has(verdict))
      .map((check) => resultOf(check, file)),
  );
  const rules = [
    { id: "wrong", shortDescription: { text: "A hand-written derivative is wrong" } },
    {
      id: "conditional",
      shortDescription: { text: "A hand-written derivative holds only sometimes" },
    },
  ];
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Gradlens", version, rules } },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultOf(check: GradientCheck, { path, lineStarts }: CheckedFile) {
  return {
    ruleId: check.verdict,
    level: check.verdict === "wrong" ? "error" : "warning",
    message: { text: messageOf(check) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: artifactUri(path) },
          region: regionOf(lineStarts, check.derivative.nameRange),
        },
      },
    ],
  };
}

function messageOf(check: GradientCheck): string {
  const { counterexample, diagnosis } = check;
  const what = diagnosis ? `${checkSentence(check)}: ${diagnosis.message}` : checkSentence(check);
  if (!counterexample) return `${what}.`;
  const { inputs, expected, actual } = counterexample;
  const point = inputs.map(([input, value]) => `${input} = ${numberText(value)}`).join(", ");
  const numbers = `it gives ${numberText(actual)} instead of ${numberText(expected)}`;
  return `${what}; at ${point} ${numbers}.`;
}

/** A URI reference: relative to where the command ran, unless the path is absolute. */
function artifactUri(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split(sep).map(encodeURIComponent).join("/");
}

/** Lines and columns from 1, the end after the last character. */
function regionOf(lineStarts: readonly number[], range: SourceRange) {
  const start = lineColumnAt(lineStarts, range.start);
  const end = lineColumnAt(lineStarts, range.end);
  return {
    startLine: start.line,
    startColumn: start.column + 1,
    endLine: end.line,
    endColumn: end.column + 1,
  };
}

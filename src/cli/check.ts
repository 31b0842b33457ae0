import { type Analyzer, createAnalyzer } from "../core/analysis/document/analyzer.ts";
import type { NonSmooth } from "../core/ops/nonSmooth.ts";
import { type CheckedFile, failingVerdicts } from "./checkedFile.ts";
import { checkJson } from "./checkJson.ts";
import { checkSarif } from "./checkSarif.ts";
import { checkText } from "./checkText.ts";
import { type Refusal, refuse, type Served } from "./errors.ts";
import { type FoundFile, findFiles } from "./files.ts";
import type { Paint } from "./paint.ts";
import { diskSources, readSource } from "./readSource.ts";
import { syntaxErrorText } from "./syntaxErrorText.ts";

/** `gradlens check PATH...` with its options. */
export interface CheckRequest {
  readonly paths: readonly string[];
  readonly format: "text" | "json" | "sarif";
  /** Whose choice counts at a kink. */
  readonly nonSmooth?: NonSmooth;
}

/**
 * Compares the hand-written derivatives of all files. A file the person named must be readable; one
 * that was only found on the way is left out with a warning.
 */
export function check(request: CheckRequest, paint: Paint): Served | Refusal {
  const found = findFiles(request.paths);
  if (found.kind === "refused") return found;
  const analyzer = createAnalyzer(diskSources);
  const checked: CheckedFile[] = [];
  const warnings: string[] = [];
  for (const file of found.files) {
    const outcome = checkFile(file, request, analyzer);
    if (outcome.kind === "checked") checked.push(outcome);
    else if (file.named) return outcome;
    else warnings.push(`skipped: ${outcome.message}`);
  }
  const checks = checked.flatMap((file) => file.checks);
  return {
    kind: "served",
    text: formatted(checked, request.format, paint),
    warnings,
    exitCode: checks.some(({ verdict }) => failingVerdicts.has(verdict)) ? 1 : 0,
  };
}

function checkFile(
  file: FoundFile,
  { nonSmooth = "default" }: CheckRequest,
  analyzer: Analyzer,
): CheckedFile | Refusal {
  const source = readSource(file.path);
  if (source.kind === "refused") return source;
  const document = { ...source.document, nonSmooth };
  const { checks, lineStarts, syntaxError } = analyzer.analyze(document, { part: "checks" });
  if (syntaxError) return refuse(syntaxErrorText(file.path, lineStarts, syntaxError));
  return { kind: "checked", path: file.path, lineStarts, checks };
}

function formatted(
  checked: readonly CheckedFile[],
  format: CheckRequest["format"],
  paint: Paint,
): string {
  switch (format) {
    case "text":
      return checkText(checked, paint);
    case "json":
      return checkJson(checked);
    case "sarif":
      return checkSarif(checked);
  }
}

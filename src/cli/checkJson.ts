import type { CheckedFunction, GradientCheck } from "../core/gradcheck/gradientCheck.ts";
import { toWire } from "../protocol/wireNumber.ts";
import { type CheckedFile, summaryOf } from "./checkedFile.ts";
import { jsonRange } from "./location.ts";

/** `check --format json`: one document. */
export function checkJson(files: readonly CheckedFile[]): string {
  const checks = files.flatMap((file) => file.checks.map((check) => checkObject(check, file)));
  return `${JSON.stringify({ checks, summary: summaryOf(files) }, undefined, 2)}\n`;
}

/** Keys without a value are left out by JSON.stringify. */
function checkObject(check: GradientCheck, { path, lineStarts }: CheckedFile) {
  const named = ({ name, range }: CheckedFunction) => ({
    name,
    range: jsonRange(lineStarts, range),
  });
  const { factor, maxRelativeError, counterexample, agreesWhen, diagnosis, reason } = check;
  return {
    file: path,
    primal: named(check.primal),
    derivative: named(check.derivative),
    convention: check.convention,
    wrt: check.wrt,
    verdict: check.verdict,
    evidence: check.evidence,
    guards: check.guards,
    samples: check.samples,
    branches: check.branches,
    factor: factor === undefined ? undefined : toWire(factor),
    maxRelativeError: maxRelativeError === undefined ? undefined : toWire(maxRelativeError),
    counterexample: counterexample && {
      inputs: Object.fromEntries(
        counterexample.inputs.map(([input, value]) => [input, toWire(value)]),
      ),
      expected: toWire(counterexample.expected),
      actual: toWire(counterexample.actual),
      component: counterexample.component,
    },
    agreesWhen,
    diagnosis: diagnosis && {
      kind: diagnosis.kind,
      message: diagnosis.message,
      range: jsonRange(lineStarts, diagnosis.range),
      alternatives: diagnosis.alternatives,
    },
    reason: reason && { message: reason.message, range: jsonRange(lineStarts, reason.range) },
  };
}

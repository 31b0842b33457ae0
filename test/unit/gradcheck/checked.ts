import { checkModule } from "../../../src/core/gradcheck/checkModule.ts";
import type { GradientCheck } from "../../../src/core/gradcheck/gradientCheck.ts";
import { parseSource } from "../../../src/core/syntax/parse.ts";
import { createModule, type ParsedModule } from "../../../src/core/syntax/parsedModule.ts";
import { defaultLimits } from "../../../src/core/trace/budget.ts";

export function moduleOf(text: string, fileName = "file.ts"): ParsedModule {
  const outcome = parseSource(text, fileName);
  if (outcome.kind !== "parsed") throw new Error(`${outcome.message} in\n${text}`);
  return createModule(text, outcome.program, outcome.unread);
}

export function checksOf(text: string): readonly GradientCheck[] {
  return checkModule(moduleOf(text), defaultLimits);
}

/** The only check of a file. */
export function checkOf(text: string): GradientCheck {
  const checks = checksOf(text);
  const [check] = checks;
  if (!check || checks.length > 1) throw new Error(`${checks.length} checks in\n${text}`);
  return check;
}

/** A check in one line, for the message of a failed assertion. */
export function told(check: GradientCheck): string {
  const { verdict, factor, samples, branches, wrt, counterexample, reason } = check;
  return [
    `${check.primal.name}/${check.derivative.name} wrt ${wrt.join()}: ${verdict}`,
    factor === undefined ? "" : `factor ${factor}`,
    `${samples} samples, ${branches.covered} of ${branches.seen} branches`,
    counterexample ? JSON.stringify(counterexample) : "",
    reason?.message ?? "",
  ].join(" ");
}

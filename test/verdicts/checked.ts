import { checkModule } from "../../src/core/gradcheck/checkModule.ts";
import type { GradientCheck, Verdict } from "../../src/core/gradcheck/gradientCheck.ts";
import { parseSource } from "../../src/core/syntax/parse.ts";
import { createModule, type ParsedModule } from "../../src/core/syntax/parsedModule.ts";
import { defaultLimits } from "../../src/core/trace/budget.ts";

export const rightVerdicts: ReadonlySet<Verdict> = new Set(["equal", "equal-of-output", "kink"]);

/** Milliseconds per text, of all that were checked. */
export const times: number[] = [];

export interface Checked {
  readonly module: ParsedModule;
  /** Of the last pair of the text. */
  readonly check: GradientCheck | undefined;
}

export function moduleOf(text: string): ParsedModule | undefined {
  const outcome = parseSource(text, "pair.js");
  return outcome.kind === "parsed"
    ? createModule(text, outcome.program, outcome.unread)
    : undefined;
}

export function checked(text: string): Checked | undefined {
  const module = moduleOf(text);
  if (!module) return undefined;
  const start = performance.now();
  const checks = checkModule(module, defaultLimits);
  times.push(performance.now() - start);
  return { module, check: checks.at(-1) };
}

import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Limits } from "../trace/budget.ts";
import type { GradientCheck } from "./gradientCheck.ts";

export function checkModule(_module: ParsedModule, _limits: Limits): readonly GradientCheck[] {
  return [];
}

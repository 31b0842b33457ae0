import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Limits } from "../../trace/budget.ts";

/** What a function is run again in: its file, and what that may cost. */
export interface RunContext {
  readonly module: ParsedModule;
  readonly limits: Limits;
}

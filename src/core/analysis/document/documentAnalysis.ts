import type { GradientCheck } from "../../gradcheck/gradientCheck.ts";
import type { NonSmooth } from "../../ops/nonSmooth.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Reads } from "../../syntax/sources.ts";
import type { DocumentLimits } from "../../trace/budget.ts";
import type { FunctionAnalysis, Reason } from "./functionAnalysis.ts";

/** Everything known about one version of a document; what every surface reads. */
export interface DocumentAnalysis {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly lineStarts: readonly number[];
  /** What tracing could cost, and may cost again for a hover. */
  readonly limits: DocumentLimits;
  readonly nonSmooth: NonSmooth;
  /** While the text does not parse, the functions are the last good ones, moved along with the edit. */
  readonly syntaxError: Reason | undefined;
  readonly functions: readonly FunctionAnalysis[];
  /** Present while the text parses: what hovers on sub-expressions look into. */
  readonly module: ParsedModule | undefined;
  readonly checks: readonly GradientCheck[];
  /** The checks are those of an older text, moved along with the edits. */
  readonly holdsChecks: boolean;
  /** Other files that were looked at; undefined ones are to be loaded, and the document asked about again. */
  readonly reads: Reads;
}

/** What became of one numeric function, plain data that crosses from process to process. */
export interface FunctionReport {
  readonly name: string;
  readonly line: number;
  readonly verdict: Verdict;
  /** Why it is not differentiable, in the product's own words. */
  readonly reason: string | undefined;
  /** What is wrong: a value, a gradient, a crash. Empty for a good function. */
  readonly problems: readonly string[];
  /** Points at which every value was compared with Node's. */
  readonly points: number;
  /** Why nothing could be compared. */
  readonly unverified: string | undefined;
  readonly entries: EntryCounts;
  readonly worst: number;
}

export type Verdict =
  /** A derivative path leads from an input to an output. */
  | "differentiable"
  /** It gives numbers that depend on no input, and differences in Node say so too. */
  | "constant"
  /** Said to be constant, but nothing in Node could confirm it. */
  | "constant, not confirmed"
  /** What it gives is no number (text, a flag, a function, nothing), and it changes none: in Node too. */
  | "no number"
  | "declined";

export interface EntryCounts {
  readonly checked: number;
  /** Differences did not settle: a kink, a jump, an edge of the domain or rounding. */
  readonly rough: number;
  /** The value or the derivative is not finite there. */
  readonly infinite: number;
  /** The derivative is that of one side, and the product notes that the point is on an edge. */
  readonly edges: number;
}

export const noEntries: EntryCounts = { checked: 0, rough: 0, infinite: 0, edges: 0 };

export interface FileReport {
  readonly path: string;
  readonly functions: readonly FunctionReport[];
  /** How long Gradlens took for the file, by the clock. */
  readonly seconds: number;
  /** The same of all processors: the engine compiles and collects beside the program. */
  readonly processorSeconds: number;
  /** The file did not parse, could not be bundled, or crashed something. */
  readonly problems: readonly string[];
}

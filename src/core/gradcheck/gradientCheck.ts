import type { LineColumn, SourceRange } from "../util/sourceRange.ts";

export type Verdict =
  | "equal"
  | "equal-of-output"
  | "proportional"
  | "conditional"
  | "kink"
  | "wrong"
  | "inconclusive"
  | "declined";

/** Why there is no verdict, and where. */
export interface Reason {
  readonly message: string;
  readonly range: SourceRange;
}

/** How a function and its derivative were found to belong together. */
type Convention =
  | "named-pair"
  | "record"
  | "class"
  | "flag"
  | "functional"
  | "tape"
  | "value-and-gradient"
  | "domain"
  | "inline"
  | "tag";

export interface CheckedFunction {
  readonly name: string;
  readonly range: SourceRange;
  readonly nameRange: SourceRange;
  /** Of a function of another file, where its name stands there: the ranges are those of its import. */
  readonly elsewhere?: {
    readonly uri: string;
    readonly start: LineColumn;
    readonly end: LineColumn;
  };
}

export type DiagnosisKind =
  | "missing-factor"
  | "extra-factor"
  | "sign"
  | "constant-factor"
  | "wrong-argument"
  | "wrong-variable"
  | "swapped-partials"
  | "missing-path"
  | "missing-term"
  | "overwrite"
  | "upstream-ignored"
  | "diagonal-only"
  | "copied-derivative"
  | "transposed-index"
  | "wrong-branch"
  | "clamp-ignored"
  | "undefined-value"
  | "unknown";

/** What is wrong with a derivative, in the words of the chain rule. */
export interface Diagnosis {
  readonly kind: DiagnosisKind;
  readonly message: string;
  /** The wrong piece of the hand-written code. */
  readonly range: SourceRange;
  /** Other explanations that fit the numbers as well. */
  readonly alternatives: readonly string[];
  /** What the hand-written result would have to be multiplied by, as code of that function. */
  readonly multiplier?: string;
  /** Along some inputs all is right: it surely is a derivative of that function. */
  readonly isPartlyRight?: true;
}

/** One hand-written derivative compared with the exact one. */
export interface GradientCheck {
  readonly primal: CheckedFunction;
  readonly derivative: CheckedFunction;
  readonly convention: Convention;
  /** Of one function that holds both: what they are called in it. */
  readonly inside?: { readonly value: string; readonly slope: string };
  /** The inputs of the primal that the derivative speaks of. */
  readonly wrt: readonly string[];
  readonly verdict: Verdict;
  readonly evidence: "proved" | "sampled";
  /** Of a proved one, the conditions on both sides of which it was proved. */
  readonly guards?: readonly string[];
  /** Points at which numbers were really compared. */
  readonly samples: number;
  /** Distinct paths through both functions that the compared points took, of those seen at all. */
  readonly branches: { readonly covered: number; readonly seen: number };
  readonly maxRelativeError: number | undefined;
  /** Hand-written ÷ exact; of a proportional derivative only. */
  readonly factor?: number;
  /** A tag, or a word of the field as "force", says that factor. */
  readonly isStated?: boolean;
  readonly counterexample: Counterexample | undefined;
  /** Where a conditional derivative holds: "lambda = 0", "x < 6". */
  readonly agreesWhen?: string;
  readonly diagnosis?: Diagnosis;
  /** What a wrong derivative should return, as code over its own parameters. */
  readonly exact?: string;
  /** Why there is no verdict; of a right derivative, where it throws. */
  readonly reason: Reason | undefined;
}

export interface Counterexample {
  /** Input leaves by path. */
  readonly inputs: readonly (readonly [path: string, value: number])[];
  readonly expected: number;
  readonly actual: number;
  /** Which component of the derivative: "" for a number, "[0]", ".dx". */
  readonly component: string;
}

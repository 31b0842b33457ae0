import type { Convention } from "../../ops/nonSmooth.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { DerivativeTag } from "../../syntax/tags.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import type { Diagnosis, GradientCheck } from "../gradientCheck.ts";
import type { Home } from "./imported.ts";
import type { Flag, Parts } from "./joined.ts";
import type { Upstream } from "./upstream.ts";

/** A function and the function that is said, or seems, to be its derivative. */
export interface Pair {
  readonly primal: FunctionEntry;
  readonly derivative: FunctionEntry;
  readonly convention: GradientCheck["convention"];
  /** What the name or the tag says the derivative is taken of. */
  readonly wrt: readonly string[];
  readonly tag: DerivativeTag | undefined;
  /** Of one function that is both. */
  readonly flag?: Flag;
  readonly parts?: Parts;
  /** Of a backward pass. */
  readonly upstream?: Upstream;
  /** What a word of a field multiplies its derivative with: one of these, usual ones first. */
  readonly scales?: readonly number[];
  /** Of numbers inside one function: which. */
  readonly inside?: GradientCheck["inside"];
  /** Only worth a word where it holds. */
  readonly isHunch?: boolean;
  /** Only worth a word where it holds, or is clearly the same thing gone wrong. */
  readonly isGuess?: boolean;
  /** The unknown may be one in other units, as λ where the loop steps λ/2: a positive constant says nothing. */
  readonly isScalable?: boolean;
  /** Of a function of another file: where it really stands. */
  readonly home?: () => Home | undefined;
  /** Whose choice is the usual one at a kink; without it our own. */
  readonly nonSmooth?: Convention;
  /** Fields that a backward pass adds to, empty before it. */
  readonly startsEmpty?: readonly string[];
  /** Both as functions that can be called by themselves, where the file has none. */
  readonly stage?: () => Stage | undefined;
  /** Another, where the first tells nothing: with an instance of other sizes. */
  readonly otherStage?: () => Stage | undefined;
}

/** A backward pass that names alone pair, its upstream gradient brought first on a stage of its own. */
export function passOf(primal: FunctionEntry, derivative: FunctionEntry, brought: string): Pair {
  const upstream = { index: 0, name: brought };
  return { primal, derivative, convention: "functional", wrt: [], tag: undefined, upstream };
}

/** What the derivative is said to be multiplied with. */
export function scaleOf({ tag, scales }: Pair): number {
  return tag?.scale ?? scales?.[0] ?? 1;
}

/**
 * A file with code added at its end that calls its functions as their convention wants it: what stands
 * in the file stays where it is.
 */
export interface Stage {
  readonly module: ParsedModule;
  /** The pair as functions of that longer file. */
  readonly pair: Pair;
  /** Where added code that was copied from the file stands in the file. */
  readonly placeOf: (range: SourceRange) => SourceRange | undefined;
  /** What a diagnosis of the added code says of the code of the file. */
  readonly explain?: (diagnosis: Diagnosis) => Diagnosis;
  /** Nobody says how long its lists are: no value may only mean that ours do not fit each other. */
  readonly isMadeUp?: boolean;
  /** Only the function is added, as what it is: every verdict is worth a word. */
  readonly isSure?: boolean;
  /** What the derivative itself calls the inputs of the added function. */
  readonly ownNames?: ReadonlyMap<string, string>;
}

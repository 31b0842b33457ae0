import type { NoteKind } from "../../ops/primitive.ts";
import type { Tape } from "../../tape/tape.ts";
import type { Cell } from "../../trace/inputs/cell.ts";
import type { Questions } from "../../trace/inputs/questions.ts";
import type { SourceRange } from "../../util/sourceRange.ts";

/** Why something was not done, and where. */
export interface Reason {
  readonly message: string;
  readonly range: SourceRange;
}

export interface Note {
  readonly kind: NoteKind;
  readonly message: string;
  readonly range: SourceRange;
}

interface InputLeaf {
  readonly path: string;
  readonly value: number;
  /** ∂output/∂input, for a function with one output. */
  readonly gradient: number | undefined;
}

interface OutputLeaf {
  readonly path: string;
  readonly value: number;
}

/** The point at which a function was looked at. */
interface SamplePoint {
  /** As people read and write it: "x = 2, w = 3". */
  readonly text: string;
  /** Chosen by the product, not written by anybody. */
  readonly chosen: boolean;
  /** The functions that its callers give it: "f = Math.sin". */
  readonly given?: string;
}

/** One function of a file, plain data. */
export interface FunctionAnalysis {
  /** As `explain` prints it: dotted for members, "name@line" for a duplicate. */
  readonly name: string;
  /** Its own short name, for f′(x) in a lens. */
  readonly shortName: string;
  readonly range: SourceRange;
  /** Its name (or keyword where it has none): where the lens stands and the hover answers. */
  readonly nameRange: SourceRange;
  /** The whole statement or member it stands in: with `export`, `const` and its comments' place. */
  readonly carrier: SourceRange;
  readonly parameters: readonly { readonly name: string; readonly range: SourceRange }[];
  /** Module-level functions and members get lenses; nested ones only hovers. */
  readonly level: "module" | "member" | "nested";
  readonly outcome: FunctionOutcome;
  /** A point given with the request was used for it. */
  readonly atGivenPoint?: true;
}

export type FunctionOutcome =
  | ({ readonly kind: "differentiable" | "constant" } & TracedFunction)
  | {
      readonly kind: "declined";
      readonly reason: Reason;
      /** So it ends also where the files that are loaded with its own have run. */
      readonly isAmongOthers?: boolean;
      /** With these answers to what the program asked about its inputs. */
      readonly answers?: Questions["answers"];
    };

export interface TracedFunction {
  readonly tape: Tape;
  /** The shapes of the parameters, with which the function can be run again. */
  readonly cells: readonly Cell[];
  /** With them another run reads the inputs in the same way. */
  readonly questions: Questions;
  readonly point: SamplePoint;
  /** Free leaves, in the order of the Jacobian's columns. */
  readonly inputs: readonly InputLeaf[];
  /** Numeric leaves of the result, in the order of the Jacobian's rows. */
  readonly outputs: readonly OutputLeaf[];
  readonly jacobian: readonly (readonly number[])[];
  /** Seen from one side where conditions switch: per input the path taken there. */
  readonly paths?: readonly Tape[];
  readonly notes: readonly Note[];
}

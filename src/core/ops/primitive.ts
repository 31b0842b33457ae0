import type { Algebra } from "./algebra.ts";

/** What can happen to a derivative at a point; the words are explained in docs and README. */
export type NoteKind =
  | "kink"
  | "jump"
  | "singular"
  | "domain"
  | "gradient-stops"
  | "branch"
  | "noise"
  | "budget";

/** A set of points at which the plain rule does not tell the whole story. */
export interface SpecialPoints {
  readonly kind: NoteKind;
  readonly message: string;
  at(...args: number[]): boolean;
  /** What the rule of the row chose here, in words. */
  readonly chosen?: string;
  /** What these libraries have here instead, argument by argument, in reverse mode. */
  readonly partials?: Readonly<Partial<Record<"pytorch" | "jax", ChosenPartials>>>;
  /** Of a corner: the slopes that are met when the arguments set out in a direction. */
  along?(args: readonly number[], direction: readonly number[]): readonly number[];
}

/** `varies` tells which arguments depend on some input at all: a literal does not. */
type ChosenPartials =
  | readonly number[]
  | ((args: readonly number[], varies: readonly boolean[]) => readonly number[]);

/** The domain of a function that has a value for all finite arguments. */
export const everywhere = (): boolean => true;

interface Row {
  /** How JavaScript spells it: a function of Math, an operator, or (`$1`, `$2`, `$*` for all) a template. */
  readonly js: string;
  /** Short mathematical name where it is not the last part of `js`. */
  readonly symbol?: string;
  evaluate(...args: number[]): number;
  /** False where finite arguments have no value; the derivative is NaN there. */
  domain(...args: number[]): boolean;
  /** Its rule is followed outside the domain, too: the slopes of 0/0 are those of IEEE 754. */
  readonly unlimited?: true;
  /** Kinks, jumps and singularities: all points at which it has no single derivative. */
  readonly special: readonly SpecialPoints[];
  /** The derivative is zero because no information passes (floor, <, bits): a structural zero. */
  readonly stops?: true;
  /** Passes some arguments on and drops the rest (max, min): a zero partial is structural. */
  readonly selects?: true;
  /** Ordinary points, away from kinks, at which tests compare the rule with references: on both sides of 0. */
  readonly samples: readonly (readonly number[])[];
}

export interface UnaryPrimitive extends Row {
  readonly arity: 1;
  evaluate(x: number): number;
  partial<T>(k: Algebra<T>, x: T, y: T): T;
}

export interface BinaryPrimitive extends Row {
  readonly arity: 2;
  evaluate(a: number, b: number): number;
  left<T>(k: Algebra<T>, a: T, b: T, y: T): T;
  right<T>(k: Algebra<T>, a: T, b: T, y: T): T;
}

/** Math.max and its kin: any number of arguments. */
interface VariadicPrimitive extends Row {
  readonly arity: "n";
  /** Along `x`, which is one of the arguments. */
  each<T>(k: Algebra<T>, x: T, args: readonly T[], y: T): T;
}

/**
 * One row of the table: everything the product knows about one primitive operation.
 * A rule gives the partial along one argument, so that a sweep asks for no more than it needs;
 * `y` is the already computed output (the Ω of ChainRules.jl).
 */
export type Primitive = UnaryPrimitive | BinaryPrimitive | VariadicPrimitive;

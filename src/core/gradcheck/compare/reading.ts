/** One number of the hand-written result and the partial derivative it stands for. */
export interface Component {
  /** Path of the hand-written number: "", "[0]", ".dx". */
  readonly at: string;
  /** Place of the primal's output. */
  readonly output: number;
  /** Path of the primal's input leaf. */
  readonly leaf: string;
}

/** One way to understand what the derivative's result means. */
export interface Reading {
  readonly components: readonly Component[];
  readonly wrt: readonly string[];
  /** Right only if no output depends on another's input (an activation applied to an array). */
  readonly diagonal: boolean;
}
